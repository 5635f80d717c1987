import { describe, expect, it } from '@jest/globals';
import { namePlaceholders, placeholderValues, previewPlaceholders } from './preview-placeholders';

describe('previewPlaceholders', () => {
  it('fills what it knows and falls back to the default', () => {
    expect(previewPlaceholders('Hi {{ subscriber.firstName | default: "there" }}!', 'text')).toBe('Hi Ada!');
    expect(previewPlaceholders('Hi {{ subscriber.firstName | default: "there" }}!', 'text', {})).toBe('Hi there!');
    expect(previewPlaceholders("{{subscriber.plan | default: 'free'}}", 'text')).toBe('free');
    expect(previewPlaceholders('{{ subscriber.firstName }}', 'text', { 'subscriber.firstName': '' })).toBe(
      '{{ subscriber.firstName }}',
    );
  });

  it('escapes values in HTML, as the renderer does', () => {
    expect(
      previewPlaceholders('<p>{{ subscriber.firstName }}</p>', 'html', { 'subscriber.firstName': '<b>"A" & co</b>' }),
    ).toBe('<p>&#60;b&#62;&#34;A&#34; &#38; co&#60;/b&#62;</p>');
  });

  it('marks what it cannot fill instead of hiding it', () => {
    expect(previewPlaceholders('{{ subscriber.seats }}', 'text')).toBe('{{ subscriber.seats }}');
    expect(previewPlaceholders('{{ subscriber.seats }}', 'html')).toContain('<mark');
  });
});

describe('placeholderValues', () => {
  it('fills a sentence for a real person, with the default where a value is missing', () => {
    const nameless = placeholderValues({ email: 'a@b.c', firstName: null, lastName: null, timeZone: null });
    expect(
      previewPlaceholders('Sending \'Hi {{ subscriber.firstName | default: "friend" }}\' now', 'text', nameless),
    ).toBe("Sending 'Hi friend' now");
  });
});

describe('namePlaceholders', () => {
  it('names what will stand there', () => {
    expect(namePlaceholders('Welcome, {{ subscriber.firstName | default: "friend" }}!')).toBe('Welcome, ‹first name›!');
    expect(namePlaceholders('{{plan}} for {{ subscriber.seats }}')).toBe('‹plan› for ‹seats›');
  });
});
