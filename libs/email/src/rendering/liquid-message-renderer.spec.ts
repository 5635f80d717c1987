import { describe, expect, it } from '@jest/globals';
import type { MessageTemplate, RenderData } from '@dripemails/application';
import { DomainError } from '@dripemails/domain';
import fc from 'fast-check';
import { LiquidMessageRenderer } from './liquid-message-renderer.js';

const UNSUBSCRIBE = 'https://mail.example.com/u/token?a=1&b=2';
const PREFERENCES = 'https://mail.example.com/p/token';

function dataOf(subscriber: Partial<RenderData['subscriber']> = {}): RenderData {
  return {
    subscriber: {
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: null,
      timeZone: null,
      locale: null,
      fields: {},
      ...subscriber,
    },
    workspace: { name: 'Tea & Co', postalAddress: '1 Leaf Lane\nLondon' },
    unsubscribeUrl: UNSUBSCRIBE,
    preferencesUrl: PREFERENCES,
  };
}

const templateOf = (template: Partial<MessageTemplate>): MessageTemplate => ({
  subject: 'Hi',
  html: '<p>Hi</p>',
  ...template,
});
let keys = 0;
const render = (template: Partial<MessageTemplate>, data = dataOf()) =>
  new LiquidMessageRenderer().render(templateOf(template), data, String(keys++));
const problems = (template: Partial<MessageTemplate>) => new LiquidMessageRenderer().findProblems(templateOf(template));

describe(LiquidMessageRenderer.name, () => {
  it('fills every part', async () => {
    const mail = await render(
      {
        subject: 'Hello {{ subscriber.firstName }}',
        html: '<p>Dear {{ subscriber.firstName }}, you like {{ subscriber.fields.colour }}.</p>',
        text: 'Dear {{ subscriber.firstName }} of {{ workspace.name }}',
      },
      dataOf({ fields: { colour: 'red' } }),
    );
    expect(mail.subject).toBe('Hello Ada');
    expect(mail.html).toContain('<p>Dear Ada, you like red.</p>');
    expect(mail.text).toMatch(/^Dear Ada of Tea & Co\n/);
  });

  describe('values that are not there', () => {
    const nobody = dataOf({ firstName: null });

    it('takes the default where a known value is null', async () => {
      expect((await render({ subject: 'Hi {{ subscriber.firstName | default: "there" }}' }, nobody)).subject).toBe(
        'Hi there',
      );
    });

    it('leaves a known value out where it is null', async () => {
      expect((await render({ subject: 'Hi {{ subscriber.firstName }}!' }, nobody)).subject).toBe('Hi !');
    });

    it('leaves a custom field out that the person does not have', async () => {
      const template = {
        subject:
          'A{{ subscriber.fields.plan }}B{{ subscriber.fields["Plan name"] }}C{{ subscriber.fields.constructor }}D',
      };
      expect(problems(template)).toEqual([]);
      expect((await render(template)).subject).toBe('ABCD');
    });

    it('leaves a variable out that was only assigned in a branch not taken', async () => {
      const template = { subject: '{% if subscriber.firstName %}{% assign hello = "Hi" %}{% endif %}[{{ hello }}]' };
      expect(problems(template)).toEqual([]);
      expect((await render(template, nobody)).subject).toBe('[]');
    });

    it('never mails a placeholder that nothing fills', async () => {
      const mail = render({ html: '{{ subscriber.frstName }}' });
      await expect(mail).rejects.toMatchObject({ code: 'template.invalid', errors: [{ path: 'html' }] });
      await expect(mail).rejects.toBeInstanceOf(DomainError);
    });
  });

  describe('hostile names', () => {
    const mallory = dataOf({ firstName: '<script>alert(1)</script>"\'&' });

    it('escapes HTML, in a document, an attribute and through a default', async () => {
      const { html } = await render(
        { html: '<p title="{{ subscriber.firstName }}">{{ subscriber.firstName | default: "x" }}</p>' },
        mallory,
      );
      const escaped = '&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;';
      expect(html).toContain(`<p title="${escaped}">${escaped}</p>`);
      expect(html).not.toContain('<script>');
    });

    it('escapes once where the author escapes too', async () => {
      expect(
        (await render({ html: '<p>{{ subscriber.firstName | escape }}</p>' }, dataOf({ firstName: 'A&B' }))).html,
      ).toContain('<p>A&amp;B</p>');
      expect(
        (
          await render(
            { html: '<p>{{ subscriber.fields.note | newline_to_br }}</p>' },
            dataOf({ fields: { note: '<a>\nb' } }),
          )
        ).html,
      ).toContain('<p>&lt;a&gt;<br>\nb</p>');
    });

    it('escapes in echo, cycle and the title', async () => {
      const { html } = await render(
        {
          subject: '{{ subscriber.firstName }}',
          html: '{% echo subscriber.firstName %}{% cycle subscriber.firstName %}',
        },
        mallory,
      );
      expect(html).not.toContain('<script>');
    });

    it('has no filter that turns escaping off', () => {
      expect(problems({ html: '{{ subscriber.firstName | raw }}' })).toEqual([
        { path: 'html', message: expect.stringContaining('undefined filter: raw') },
      ]);
    });

    it('does not escape the text part or the subject', async () => {
      const { subject, text } = await render(
        { subject: '{{ subscriber.firstName }}', html: '<p>{{ subscriber.firstName | escape }}</p>' },
        dataOf({ firstName: "O'Neil & <Söhne>" }),
      );
      expect(subject).toBe("O'Neil & <Söhne>");
      expect(text).toMatch(/^O'Neil & <Söhne>\n/);
    });

    it('does not read Liquid in a value', async () => {
      expect(
        (await render({ subject: '{{ subscriber.firstName }}' }, dataOf({ firstName: '{{ workspace.name }}' })))
          .subject,
      ).toBe('{{ workspace.name }}');
    });

    it('keeps the subject on one line, whatever is in a name', async () => {
      expect(
        (
          await render(
            { subject: 'Hi {{ subscriber.firstName }}' },
            dataOf({ firstName: 'x\r\nBcc: evil@example.com\u0000\u2028y' }),
          )
        ).subject,
      ).toBe('Hi x Bcc: evil@example.com y');
      const renderer = new LiquidMessageRenderer();
      const template = templateOf({ subject: '{{ subscriber.firstName }}' });
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary' }), async (firstName) => {
          const { subject } = await renderer.render(template, dataOf({ firstName }), 'property');
          // eslint-disable-next-line no-control-regex -- these are what must not be there
          expect(subject).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
        }),
      );
    });
  });

  describe('text part', () => {
    const textOf = async (html: string, data = dataOf()) => (await render({ html }, data)).text.split('\n\n-- \n')[0];

    it('is made from the HTML, with its placeholders', async () => {
      expect(
        await textOf(
          '<h1>Welcome, {{ subscriber.firstName }}</h1><p>Read <a href="https://example.com/{{ subscriber.fields.page }}">this</a>.<br>Bye</p><img src="x.png" alt="Logo"><img src="https://t.example.com/p.gif">',
          dataOf({ fields: { page: 'a&b' } }),
        ),
      ).toBe('Welcome, Ada\n\nRead this <https://example.com/a&b>.\nBye\n\nLogo');
    });

    it('keeps branches and loops around elements', async () => {
      const html =
        '{% if subscriber.lastName %}\n<p>Dear {{ subscriber.lastName }}</p>\n{% else %}\n<p>Hello</p>\n{% endif %}\n<ul>{% for n in (1..2) %}<li>Item {{ n }}</li>{% endfor %}</ul>';
      expect(await textOf(html)).toMatch(/^Hello\n\n \* Item 1\n+ \* Item 2$/);
      expect(await textOf(html, dataOf({ lastName: 'Lovelace' }))).toMatch(/^Dear Lovelace\n/);
    });

    it('is right where tags stand inside of elements', async () => {
      const html = '<p class="{% if subscriber.firstName %}a">Yes{% else %}b">No{% endif %}</p>';
      expect(await textOf(html)).toBe('Yes');
      expect(await textOf(html, dataOf({ firstName: null }))).toBe('No');
    });

    it('leaves literal braces literal', async () => {
      expect(await textOf('<p>&#123;&#123; subscriber.firstName }} {% raw %}{{ x }}{% endraw %}</p>')).toBe(
        '{{ subscriber.firstName }} {{ x }}',
      );
    });

    it('becomes the HTML part of a mail that only has text', async () => {
      const { html } = await render(
        { html: ' ', text: 'A < B\n{{ subscriber.firstName }}' },
        dataOf({ firstName: '<i>' }),
      );
      expect(html).toContain('A &lt; B\n&lt;i&gt;</div>');
    });
  });

  describe('footer', () => {
    it('is added to both parts, in the body', async () => {
      const { html, text } = await render({ html: '<html><body><p>Hi</p></body></html>' });
      expect(html).toMatch(
        /Tea &amp; Co<br>\n1 Leaf Lane<br>\nLondon<br>\n<a href="https:\/\/mail.example.com\/u\/token\?a=1&amp;b=2"[^>]*>Unsubscribe<\/a> · <a href="https:\/\/mail.example.com\/p\/token"[^>]*>Preferences<\/a>\n<\/div>\n<\/body><\/html>$/,
      );
      expect(text).toBe(
        `Hi\n\n-- \nTea & Co\n1 Leaf Lane\nLondon\nUnsubscribe: ${UNSUBSCRIBE}\nPreferences: ${PREFERENCES}`,
      );
    });

    it('is not added where the template has the link', async () => {
      const { html, text } = await render({ html: '<p><a href="{{ unsubscribeUrl }}">Stop</a></p>' });
      expect(html.match(/u\/token/g)).toHaveLength(1);
      expect(text).toBe(`Stop <${UNSUBSCRIBE}>`);
    });

    it('is added where the link is in a branch that was not taken', async () => {
      const { html } = await render({
        html: '{% if subscriber.lastName %}<a href="{{ unsubscribeUrl }}">Stop</a>{% endif %}',
      });
      expect(html).toContain('>Unsubscribe</a>');
    });

    it('of a mail that is no marketing says who wrote it, and has no links', async () => {
      const data = { ...dataOf(), unsubscribeUrl: null, preferencesUrl: null };
      const { html, text } = await render({ html: '<p>Hi{{ unsubscribeUrl }}</p>' }, data);
      expect(html).toMatch(/<p>Hi<\/p>[^]*Tea &amp; Co<br>\n1 Leaf Lane<br>\nLondon\n<\/div>/);
      expect(html).not.toContain('<a ');
      expect(text).toBe('Hi\n\n-- \nTea & Co\n1 Leaf Lane\nLondon');
    });

    it('is made by the template itself with both links', async () => {
      const { text } = await render({ text: '{{ unsubscribeUrl }} {{ preferencesUrl }}' });
      expect(text).toBe(`${UNSUBSCRIBE} ${PREFERENCES}`);
    });
  });

  it('puts a fragment into a document that fits phones and dark mode', async () => {
    const { html } = await render({ subject: 'A & B', html: '<p>Hi</p>' });
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    for (const part of ['<meta charset="utf-8">', 'width=device-width', 'color-scheme', '<title>A &amp; B</title>'])
      expect(html).toContain(part);
  });

  describe('findProblems', () => {
    it('has nothing to say about a good template', () => {
      expect(
        problems({
          subject: '{{ subscriber.firstName | default: "there" | capitalize }}',
          html: '{% assign x = subscriber.fields.a %}{% for i in (1..3) %}{{ i }}{{ forloop.last }}{{ x }}{% endfor %}{% case subscriber.locale %}{% when "de" %}Hallo{% endcase %}{% capture c %}{{ workspace.name }}{% endcapture %}{{ c }}{{ subscriber.email.size }}',
          text: '{{ unsubscribeUrl }} {{ workspace.postalAddress }} {{ subscriber.fields.size }}',
        }),
      ).toEqual([]);
    });

    it.each([
      [
        'a typing error',
        '{{ subscriber.frstName }}',
        /Nothing fills the placeholder subscriber\.frstName in line 1\. There are .*subscriber\.firstName.*subscriber\.fields\.<name>/,
      ],
      ['a name of its own', 'a\n{{ foo }}', /placeholder foo in line 2/],
      ['one in a branch', '{% if false %}{{ subscriber.nope }}{% endif %}', /subscriber\.nope/],
      ['one in a loop', '{% for i in (1..2) %}{{ item }}{% endfor %}', /placeholder item/],
      ['one in a condition', '{% unless subscriber.vip %}x{% endunless %}', /subscriber\.vip/],
      ['one in a filter', '{{ subscriber.email | append: suffix }}', /placeholder suffix/],
      ['a loop variable after its loop', '{% for i in (1..2) %}{% endfor %}{{ i }}', /placeholder i /],
      ['a property of a text', '{{ subscriber.email.domain }}', /subscriber\.email\.domain/],
      ['a group', '{{ subscriber }}', /subscriber in line 1 is a group/],
      [
        'a group by another name',
        '{% assign s = subscriber.fields %}{{ s.x }}',
        /subscriber\.fields in line 1 is a group/,
      ],
      ['a computed name', '{% assign n = "frstName" %}{{ subscriber[n] }}', /computes its name/],
      ['the name of our own', '{{ __subject }}', /__subject/],
      ['a prototype', '{{ subscriber.constructor }}', /subscriber\.constructor/],
      ['an unknown filter', '{{ subscriber.email | shout }}', /undefined filter: shout/],
      ['an include', '{% include "/etc/passwd" %}', /tag "include" not found/],
      ['a render', '{% render "x" %}', /tag "render" not found/],
      ['a tag left open', '{% if subscriber.email %}', /not closed/],
      ['broken syntax', '{{ subscriber.email', /not closed/],
      ['an endless loop', '{% for i in (1..100000000) %}x{% endfor %}', /limit/],
    ])('reports %s', (_what, html, message) => {
      const found = problems({ html });
      expect(found).toEqual([{ path: 'html', message: expect.stringMatching(message) }]);
      expect(problems({ subject: html })[0]?.path).toBe('subject');
      expect(problems({ text: html })[0]?.path).toBe('text');
    });

    describe('of custom fields that are not defined', () => {
      const found = (template: Partial<MessageTemplate>) =>
        new LiquidMessageRenderer().findProblems(templateOf(template), new Set(['plan']));

      it.each<[string, string, RegExp]>([
        ['a value', 'a\n{{ subscriber.fields.city }}', /^There is no custom field 'city', so nothing fills the placeholder subscriber\.fields\.city in line 2: define the field, name one that exists, or give a default, such as \{\{ subscriber\.fields\.city \| default: "…" \}\}\.$/], // prettier-ignore
        ['one in brackets', '{{ subscriber["fields"]["Plan name"] }}', /subscriber\.fields\['Plan name'\] in/],
        ['one in another filter', '{{ subscriber.fields.city | upcase }}', /'city'/],
        ['one in a condition', '{% if subscriber.fields.city %}x{% endif %}', /'city'/],
        ['one as a default', '{{ subscriber.firstName | default: subscriber.fields.city }}', /'city'/],
        ['one without, beside one with', '{{ subscriber.fields.city | default: "x" }}{{ subscriber.fields.city }}', /'city'/], // prettier-ignore
        ['one inside of tags', '{% if subscriber.locale == "de" %}{% for i in (1..2) %}{{ subscriber.fields.city }}{% endfor %}{% endif %}', /'city'/], // prettier-ignore
        ['one that is assigned', '{% assign x = subscriber.fields.city %}{{ x | default: "y" }}', /'city'/],
      ])('reports %s, in each part', (_what, text, message) => {
        const problem = { message: expect.stringMatching(message) };
        expect(found({ subject: text })).toEqual([{ path: 'subject', ...problem }]);
        expect(found({ html: text })).toEqual([{ path: 'html', ...problem }]);
        expect(found({ text })).toEqual([{ path: 'text', ...problem }]);
      });

      it.each([
        ['a field that is', '{{ subscriber.fields.plan }}'],
        ['a default', '{{ subscriber.fields.city | default: "your city" }}'],
        [
          'a default behind other filters',
          '{{ subscriber.fields.city | strip | upcase | default: "X" | append: "!" }}',
        ],
        ['a default that is assigned', '{% assign c = subscriber.fields.city | default: "x" %}{{ c }}'],
        ['a default inside of tags', '{% unless subscriber.fields.plan %}{% case subscriber.locale %}{% when "de" %}{{ subscriber.fields.city | default: "x" }}{% else %}{{ subscriber.fields.city | default: "y" }}{% endcase %}{% endunless %}'], // prettier-ignore
      ])('takes %s', (_what, html) => {
        expect(found({ subject: html, html, text: html })).toEqual([]);
      });
    });

    it('reports each placeholder once a line and all parts together', () => {
      expect(problems({ subject: '{{ a }}{{ a }}', html: '{{ b }}', text: '{{ c }}' }).map(({ path }) => path)).toEqual(
        ['subject', 'html', 'text'],
      );
    });
  });

  it('keeps a bounded number of templates and sees a changed one under the same key', async () => {
    const renderer = new LiquidMessageRenderer(2);
    for (const name of ['a', 'b', 'c', 'a']) {
      expect((await renderer.render(templateOf({ subject: name }), dataOf(), name)).subject).toBe(name);
    }
    expect((await renderer.render(templateOf({ subject: 'changed' }), dataOf(), 'a')).subject).toBe('changed');
  });
});
