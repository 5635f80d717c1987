import { describe, expect, it } from '@jest/globals';
import { LiquidConfirmationRenderer } from './liquid-confirmation-renderer.js';

const data = {
  subscriber: {
    ...{ email: 'ada@example.com', firstName: 'Ada', lastName: null, timeZone: null, locale: null },
    fields: { plan: '<b>' },
  },
  workspace: { name: 'Lumen & Tea', postalAddress: '1 Example Street\nExample City' },
  list: { name: 'News' },
  confirmUrl: 'https://api.example.com/confirm/abc',
};

describe(LiquidConfirmationRenderer, () => {
  const renderer = new LiquidConfirmationRenderer();

  it('has a default that says who asks, with the link in both parts and no way to unsubscribe', () => {
    const { subject, html, text } = renderer.render({}, data);
    expect(subject).toBe('Please confirm: News');
    expect(html).toContain('href="https://api.example.com/confirm/abc"');
    expect(html).toContain('Lumen &amp; Tea');
    expect(text).toContain('https://api.example.com/confirm/abc');
    expect(text).toContain('Hello Ada,');
    expect(text).toMatch(/-- \nLumen & Tea\n1 Example Street\nExample City$/);
    expect(html + text).not.toMatch(/unsubscribe/i);
  });

  it("renders a list's own mail, escaped, with fields that the person does not have", () => {
    const own = {
      subject: '{{ list.name }}\n!',
      html: '<a href="{{ confirm_url }}">{{ subscriber.fields.plan }}{{ subscriber.fields.none }}</a>',
    };
    const { subject, html } = renderer.render(own, data);
    expect(subject).toBe('News !');
    expect(html).toContain('<a href="https://api.example.com/confirm/abc">&lt;b&gt;</a>');
  });

  it.each([
    ['confirmation.html', { html: '<p>No link</p>' }],
    ['confirmation.html', { html: '{{ confirm_url }} {{ nothing }}' }],
    ['confirmation.html', { html: '{{ confirm_url' }],
    ['confirmation.subject', { subject: '{% if %}' }],
  ])('refuses a template and names %s', (path, template) => {
    expect(() => renderer.render(template, data)).toThrow(
      expect.objectContaining({ code: 'template.invalid', errors: [expect.objectContaining({ path })] }),
    );
  });
});
