import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ProtectedMail } from './protected-mail.js';

const MAIL = {
  subject: 'Hi {{ subscriber.firstName }}, day 3',
  html: `<!DOCTYPE html><html><head><style>p { color: red }</style></head><body>
<table><tr><td style="padding:0"><p>Hello {{ subscriber.firstName | default: "you" }}, see <a href="https://example.com/a?b=1">our <b>guide</b></a> at example.org.</p>
{% if subscriber.fields.plan == "pro" %}<p>Thanks, {{ subscriber.fields.plan }}!</p>{% else %}<p style="color:#333">Upgrade <a href='{{ upgradeUrl }}' title="a > b">now</a></p>{% endif %}
<img src="https://example.com/x.png" alt="x"></td></tr></table>
<a href="{{ unsubscribeUrl }}">Unsubscribe</a> &#169; ACME</body></html>`,
};

/** What must survive, found another way than the code finds it. A dot with nothing before it is no part of a host. */
const treasures = (text: string): string[] =>
  [
    ...(text.match(/\{\{[^}]*\}\}|\{%[^%]*%\}/g) ?? []),
    ...(text.match(/(?:href|src|style|on\w+)\s*=\s*("[^"]*"|'[^']*')/gi) ?? []),
    ...(text.match(/https?:[^\s"'<>]*|(?:\w[\w.]*)?example\.(?:com|org)\b/gi) ?? []),
    ...(text.match(/<\/?(?:a|img|td|tr|table|html|body|head|style|script|iframe|form|svg)\b/gi) ?? []),
  ].sort();
const all = (mail: { subject: string; html: string }) => [treasures(mail.subject), treasures(mail.html)];

describe(ProtectedMail, () => {
  const mail = new ProtectedMail(MAIL);

  it('shows the model the words and nothing else', () => {
    expect(mail.masked.subject).toBe('Hi ⟦1⟧, day 3');
    expect(mail.masked.html.replace(/\s+/g, ' ')).toMatchInlineSnapshot(
      `"⟦2⟧<p>Hello ⟦3⟧, see ⟦4⟧our <b>guide</b>⟦/4⟧ at ⟦5⟧.</p> ⟦6⟧<p>Thanks, ⟦7⟧!</p>⟦8⟧Upgrade ⟦9⟧now⟦/9⟧⟦10⟧ ⟦11⟧Unsubscribe⟦/11⟧ ⟦12⟧ ACME⟦13⟧"`,
    );
  });

  it('gives back the original for an answer that changes nothing', () => {
    expect(mail.restore(mail.masked)).toEqual(MAIL);
  });

  it('takes new words, new order within a paragraph, a reworded link and plain formatting', () => {
    const html = mail.masked.html
      .replace(
        'Hello ⟦3⟧, see ⟦4⟧our <b>guide</b>⟦/4⟧ at ⟦5⟧.',
        'At ⟦5⟧ is ⟦4⟧<i>the</i> manual⟦/4⟧, ⟦3⟧.</p><p>Nice &amp; easy',
      )
      .replace('Upgrade', '<strong>Go</strong>');
    const result = mail.restore({ subject: 'Day 3 is yours, ⟦1⟧', html });
    expect(result).toMatchObject({
      subject: 'Day 3 is yours, {{ subscriber.firstName }}',
      html: expect.stringContaining(
        'At example.org is <a href="https://example.com/a?b=1"><i>the</i> manual</a>, {{ subscriber.firstName | default: "you" }}.</p><p>Nice &amp; easy</p>',
      ),
    });
    expect('html' in result && all(result)).toEqual(all(MAIL));
  });

  it.each([
    ['drops the unsubscribe link', '⟦11⟧Unsubscribe⟦/11⟧', 'Unsubscribe', 'drops the marker ⟦11⟧'],
    ['moves the unsubscribe link into a branch', '!</p>', '!</p>⟦11⟧x⟦/11⟧', 'moves the marker ⟦11⟧'],
    ['repeats a placeholder', '⟦3⟧', '⟦3⟧⟦3⟧', 'repeats the marker ⟦3⟧'],
    ['invents a marker', 'ACME', '⟦99⟧', 'invents the marker ⟦99⟧'],
    ['uses the marker of the subject', 'ACME', '⟦1⟧', 'invents the marker ⟦1⟧'],
    ['swaps branches', '⟦6⟧', '⟦8⟧', 'moves the marker ⟦8⟧'],
    ['leaves a link open', '⟦/11⟧', '', 'drops the marker ⟦/11⟧'],
    ['nests links', 'at ⟦5⟧', '⟦4⟧⟦5⟧', 'repeats the marker ⟦4⟧'],
    ['writes Liquid', 'ACME', '{{ subscriber.email }}', 'adds markup'],
    ['writes half of a Liquid output beside another', '⟦7⟧', '{⟦7⟧}', 'brace'],
    ['adds a link', 'ACME', '<a href="https://evil.test">x</a>', 'adds the tag <a>'],
    ['adds an image', 'ACME', '<img src=x onerror=alert(1)>', 'adds the tag <img>'],
    ['adds a script', 'ACME', '<script>alert(1)</script>', 'adds markup'],
    ['adds a comment', 'ACME', '<!-- x -->', 'adds markup'],
    ['adds an attribute', '<b>guide', '<b onclick="x()">guide', 'adds the tag <b>'],
    ['adds a bare address', 'ACME', 'ACME https://evil.test/x', 'adds an address'],
    ['adds an address without a scheme', 'ACME', 'visit evil.com', 'adds an address'],
    ['adds one in full-width letters', 'ACME', 'visit ｅvil．ｃom', 'adds an address'],
    ['adds one with an ideographic full stop', 'ACME', 'visit evil。com', 'adds an address'],
    ['adds one with a hidden character', 'ACME', 'visit evil.c\u200Bom', 'adds an address'],
    ['adds one over formatting', 'ACME', 'visit evil<b>.com</b>', 'adds an address'],
    ['adds one as character references', 'ACME', 'visit evil&#46;com', 'adds an address'],
    ['adds a mail address', 'ACME', 'write to x@evil.test', 'adds an address'],
    ['lengthens the address', 'at ⟦5⟧.', 'at ⟦5⟧.evil', 'runs into'],
    ['leaves formatting open', '<b>guide</b>', '<b>guide', 'wrong place'],
    ['opens a tag and no more', 'ACME', 'ACME <b', 'adds'],
    ['is a fraction with a sign', 'ACME', '1 < 2', 'write &lt;'],
    ['holds NUL', 'ACME', '\u0000', 'control characters'],
  ])('rejects an answer that %s', (_, from, to, problem) => {
    expect(mail.masked.html).toContain(from);
    expect(mail.restore({ ...mail.masked, html: mail.masked.html.replace(from, to) })).toEqual({
      problem: expect.stringContaining(problem),
    });
  });

  it('rejects a subject of two lines, an empty one, and one without its placeholder', () => {
    for (const subject of ['Hi ⟦1⟧\nBcc: x', '', 'Hi you']) {
      expect(mail.restore({ ...mail.masked, subject })).toEqual({ problem: expect.any(String) });
    }
  });

  /** Answers near the right one: its pieces shuffled, dropped, doubled and mixed with what does harm. */
  const fragments = [
    ...mail.masked.html.split(/(⟦[^⟧]*⟧|<[^>]*>)/).filter((one) => one !== ''),
    ...['{{ x }}', '{', '}', '{%', '%}', '<a href="https://evil.test">', '<script>', '<b onclick="x">', '</p>', '<p>'],
    ...['⟦', '⟧', '⟦/4⟧', '⟦99⟧', 'https://evil.test', 'evil.com', '&#46;', '<', '>', '"', 'word', ' '],
  ];
  const nearAnswer = fc.tuple(
    fc.nat({ max: mail.masked.html.length }),
    fc.nat({ max: 12 }),
    fc.array(fc.constantFrom(...fragments), { maxLength: 4 }),
  );

  it('keeps every placeholder, link, address and structural tag, whatever the model answers', () => {
    let accepted = 0;
    const holds = (html: string, subject: string) => {
      const result = mail.restore({ subject, html });
      if ('problem' in result) return;
      accepted++;
      expect(all(result)).toEqual(all(MAIL));
      // what was revised can be revised again, and shows the model no more than before
      expect(new ProtectedMail(result).masked.html.match(/⟦\d+⟧/g)).toHaveLength(
        mail.masked.html.match(/⟦\d+⟧/g)?.length ?? 0,
      );
    };
    fc.assert(
      fc.property(nearAnswer, ([at, cut, insert]) => {
        holds(mail.masked.html.slice(0, at) + insert.join('') + mail.masked.html.slice(at + cut), mail.masked.subject);
      }),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(fc.array(fc.constantFrom(...fragments)), (parts) => holds(parts.join(''), '⟦1⟧')));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), holds));
    expect(accepted).toBeGreaterThan(100);
  });

  it('keeps what is protected of any mail, whatever becomes of it on the way', () => {
    const inline = fc.constantFrom(
      ...['Hello', ' you. ', '{{ a }}', '{{ b | default: "x" }}', '<b>bold</b>', '<br>', 'see example.com ', '&nbsp;'],
      ...['<a href="https://example.com/1">one</a>', '<a href="{{ url }}" style="color:red"><i>two</i></a>'],
    );
    const inlines = fc.array(inline, { maxLength: 4 }).map((parts) => parts.join(''));
    const block = fc.oneof(
      inlines.map((inside) => `<p>${inside}</p>`),
      inlines.map((inside) => `<p style="margin:0">${inside}</p>`),
      fc.tuple(inlines, inlines).map(([yes, no]) => `{% if a %}${yes}{% else %}<p>${no}</p>{% endif %}`),
      inlines.map((inside) => `<table><tr><td style="x">${inside}</td></tr></table>`),
      fc.constant('<a href="https://example.com/2"><img src="https://example.com/x.png"></a>'),
    );
    const html = fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => blocks.join('\n'));
    let accepted = 0;
    fc.assert(
      fc.property(
        html,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', ...fragments))),
        (source, cuts) => {
          const one = new ProtectedMail({ subject: 's', html: source });
          expect(one.restore(one.masked)).toEqual({ subject: 's', html: source });
          const parts = one.masked.html.split(/(⟦[^⟧]*⟧|<[^>]*>|\s)/).filter((part) => part !== '');
          for (const [at, count, insert] of cuts) parts.splice(at % (parts.length + 1), count, insert);
          const result = one.restore({ subject: 's', html: parts.join('') });
          if ('problem' in result) return;
          accepted++;
          expect(treasures(result.html)).toEqual(treasures(source));
        },
      ),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('copes with signs that begin no tag', () => {
    const odd = { subject: 'I <3 {you}', html: '<p>1 < 2, {x} and <</p>' };
    const one = new ProtectedMail(odd);
    expect(one.restore(one.masked)).toEqual(odd);
  });

  it('gives back any template from its own masked form', () => {
    const piece = fc.oneof(
      fc.constantFrom(...fragments, '<a href="', '">', '{% raw %}', '{% endraw %}', '<!--', '-->', '<style>', '</a>'),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        const source = parts.join('').replace(/[\p{Cc}\p{Co}]/gu, '');
        const one = new ProtectedMail({ subject: 's', html: source });
        const result = one.restore(one.masked);
        if ('html' in result) expect(result.html).toBe(source);
        else expect(result.problem).toMatch(/^The html is wrong/);
      }),
      { numRuns: 1000 },
    );
  });

  it('is quick with a large mail without a space', () => {
    const html = `<p>${'a.'.repeat(100_000)}${'x'.repeat(100_000)}${'<b>'.repeat(20_000)}${'</i>'.repeat(20_000)}</p>`;
    const began = performance.now();
    new ProtectedMail({ subject: 's', html });
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
