import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { composeMail } from '../transport/compose-mail.js';
import { PostalMimeParser } from './postal-mime-parser.js';
import { sanitizeMailHtml } from './sanitize-mail-html.js';

const parser = new PostalMimeParser();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const headerOf = (text: string) => parser.parseHeader(bytes(text));

describe(PostalMimeParser.name, () => {
  describe('parseHeader', () => {
    it('decodes author and subject', async () => {
      expect(
        await headerOf(
          'From: =?UTF-8?Q?J=C3=BCrgen?= <j@example.net>\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\n =?utf-8?Q?_und?=\r\nMessage-ID:\r\n <1@example.net>\r\n\r\nSubject: body',
        ),
      ).toEqual({
        from: 'Jürgen <j@example.net>',
        subject: 'Grüße und',
        messageId: '<1@example.net>',
      });
    });

    it('reads back what we write', async () => {
      const { raw } = composeMail({
        messageId: '<0198.welcome-1.1@shop.example.com>',
        date: new Date(),
        from: { name: 'Tea "&" Söhne', email: 'a@b.example' },
        to: { name: '', email: 'c@d.example' },
        replyTo: 'r@b.example',
        returnPath: 'b@b.example',
        subject: `Long ${'ü'.repeat(200)} 日本`,
        html: 'h',
        text: 't',
        headers: {},
      });
      expect(await parser.parseHeader(raw)).toEqual({
        from: '"Tea \\"&\\" Söhne" <a@b.example>',
        subject: `Long ${'ü'.repeat(200)} 日本`,
        messageId: '<0198.welcome-1.1@shop.example.com>',
      });
    });

    it.each([
      ['nothing', '', '', '', null],
      ['no header', '\r\n\r\nSubject: body', '', '', null],
      ['bare LF', 'from: a@b.example\nsubject: x\n\nSubject: body', 'a@b.example', 'x', null],
      ['two subjects', 'Subject: one\r\nSubject: two\r\n\r\n', '', 'one', null],
      ['control characters', 'Subject: a\u0000b\u0007c\r\n\r\n', '', 'a b c', null],
      ['encoded control characters', 'Subject: =?UTF-8?Q?a=00b=0D=0Ac?=\r\n\r\n', '', 'a b c', null],
      [
        'a name that poses as an address',
        'From: =?UTF-8?Q?boss=40example.com_=3Cboss=40example.com=3E?= <evil@example.net>\r\n\r\n',
        '"boss@example.com <boss@example.com>" <evil@example.net>',
        '',
        null,
      ],
      ['a group', 'From: Team: a@b.example, c@d.example;\r\n\r\n', 'a@b.example', '', null],
      ['no address', 'From: nobody\r\n\r\n', 'nobody', '', null],
      ['lines that are no fields', 'x\r\n: y\r\nä: z\r\nSubject: s\r\n\r\n', '', 's', null],
      ['an endless Message-ID', `Message-ID: <${'x'.repeat(5000)}>\r\n\r\n`, '', '', null],
    ])('is calm about %s', async (_what, text, from, subject, messageId) => {
      expect(await headerOf(text)).toEqual({ from, subject, messageId });
    });

    it('reads 8-bit headers of old programs', async () => {
      expect((await parser.parseHeader(Buffer.from('Subject: Gr\u00fc\u00dfe\r\n\r\n', 'latin1'))).subject).toBe(
        'Grüße',
      );
    });

    it('looks at 256 KiB and no more', async () => {
      const filler = `X-Filler: ${'x'.repeat(70)}\r\n`.repeat(5_000);
      expect((await headerOf(`Subject: early\r\n${filler}\r\n`)).subject).toBe('early');
      expect((await headerOf(`${filler}Subject: late\r\n\r\n`)).subject).toBe('');
    });

    it('never throws', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (raw) => {
          expect(JSON.stringify(await parser.parseHeader(raw))).not.toMatch(/\\u0000/);
        }),
      );
      const piece = fc.constantFrom(
        'From: ',
        'Subject: ',
        '=?UTF-8?Q?',
        '=?utf-8?B?',
        '?=',
        '\r\n',
        '\n',
        ' ',
        '<',
        '>',
        ':',
        ';',
        '"',
        '\\',
        '(',
        '@',
        'a',
        '=00',
        'ü',
      );
      await fc.assert(
        fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => void (await headerOf(pieces.join('')))),
      );
    });
  });

  describe('parse', () => {
    const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const MAIL = [
      'From: a@b.example', 'Subject: =?UTF-8?Q?=C3=A4?=', 'Received: one', 'Received: two', 'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=m', '', '--m', 'Content-Type: multipart/related; boundary=r', '',
      '--r', 'Content-Type: text/html; charset=utf-8', '', '<p onclick="x()">Hi <img src="cid:logo" alt="Logo"><img src="cid:none" alt="none"></p><script>evil()</script>',
      '--r', 'Content-Type: image/png', 'Content-ID: <logo>', 'Content-Transfer-Encoding: base64', '', PNG, '--r--',
      '--m', 'Content-Type: application/pdf; name="bill.pdf"', 'Content-Disposition: attachment; filename="bill.pdf"', 'Content-Transfer-Encoding: base64', '', 'AAECAw==', '--m--', '',
    ].join('\r\n'); // prettier-ignore

    it('gives headers in order, sanitised HTML with its own pictures, and what is attached', async () => {
      const mail = await parser.parse(bytes(MAIL));
      expect(mail.headers.slice(0, 4)).toEqual([
        { name: 'From', value: 'a@b.example' },
        { name: 'Subject', value: 'ä' },
        { name: 'Received', value: 'one' },
        { name: 'Received', value: 'two' },
      ]);
      expect(mail.html?.trim()).toBe(
        `<p>Hi <img alt="Logo" src="data:image/png;base64,${PNG}" /><img alt="none" /></p>`,
      );
      expect(mail.attachments).toContainEqual({ filename: 'bill.pdf', contentType: 'application/pdf', size: 4 });
    });

    it('gives both parts of a mail of ours', async () => {
      const { raw } = composeMail({
        messageId: '<1@b.example>',
        date: new Date(),
        from: { name: '', email: 'a@b.example' },
        to: { name: '', email: 'c@d.example' },
        replyTo: 'r@b.example',
        returnPath: 'b@b.example',
        subject: 's',
        html: '<p>Grüße</p>',
        text: 'Grüße',
        headers: {},
      });
      const mail = await parser.parse(raw);
      expect([mail.html?.trim(), mail.text?.trim(), mail.attachments]).toEqual(['<p>Grüße</p>', 'Grüße', []]);
    });

    it('keeps a forwarded mail as an attachment', async () => {
      const mail = await parser.parse(bytes('Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ntext'));
      expect(mail.attachments).toHaveLength(1);
    });

    it('still shows the header of a mail that cannot be parsed', async () => {
      const nested = Array.from(
        { length: 200 },
        (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
      ).join('');
      expect(await parser.parse(bytes(`Subject: deep\r\n${nested}`))).toMatchObject({
        html: null,
        text: null,
        headers: [{ name: 'Subject', value: 'deep' }, {}],
      });
    });

    it('never throws', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (raw) => void (await parser.parse(raw))),
        { numRuns: 50 },
      );
    });
  });
});

describe(sanitizeMailHtml.name, () => {
  it.each([
    ['a script', '<script>alert(1)</script>x', 'x'],
    ['a handler', '<b onmouseover="alert(1)">x</b>', '<b>x</b>'],
    ['a script address', '<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer" target="_blank">x</a>'],
    [
      'a hidden script address',
      '<a href="java&#10;script:alert(1)">x</a>',
      '<a rel="noopener noreferrer" target="_blank">x</a>',
    ],
    ['a data page', '<a href="data:text/html,<script>">x</a>', '<a rel="noopener noreferrer" target="_blank">x</a>'],
    ['an inherited protocol', '<a href="//evil.example">x</a>', '<a rel="noopener noreferrer" target="_blank">x</a>'],
    ['a frame', '<iframe src="https://evil.example">x</iframe>y', 'y'],
    ['a form', '<form action="https://evil.example"><input name="p"><button>Log in</button></form>', 'Log in'],
    [
      'a style sheet',
      '<style>@import "https://evil.example"</style><link rel="stylesheet" href="https://evil.example">x',
      'x',
    ],
    ['svg', '<svg><script>alert(1)</script><a href="x">y</a></svg>x', 'x'],
    [
      'a base',
      '<base href="https://evil.example"><meta http-equiv="refresh" content="0;url=https://evil.example">x',
      'x',
    ],
    ['a comment for Outlook', '<!--[if mso]><script>alert(1)</script><![endif]-->x', 'x'],
  ])('takes out %s', (_what, html, expected) => {
    expect(sanitizeMailHtml(html)).toBe(expected);
  });

  it.each([
    '<img src="https://t.example/p.gif" alt="Logo">',
    '<img src="//t.example/p.gif" alt="Logo">',
    '<img src="HTTP://t.example/p.gif" srcset="https://t.example/2x.gif 2x" alt="Logo">',
    '<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="Logo">',
    '<img src="cid:unknown" alt="Logo">',
    `<img src="data:image/png;base64,${'A'.repeat(300_000)}" alt="Logo">`,
  ])('leaves the text of a picture from elsewhere: %.50s', (html) => {
    expect(sanitizeMailHtml(html)).toBe('<img alt="Logo" />');
  });

  it('fetches nothing through styles and backgrounds', () => {
    for (const style of [
      'background:url(https://t.example)',
      'background-image:url(https://t.example)',
      'color:expression(alert(1))',
      'width:calc(1px)',
      'list-style-type:url(x)',
      'position:fixed',
      'color:\\75rl(x)',
    ]) {
      expect(sanitizeMailHtml(`<p style="${style}">x</p>`)).toBe('<p>x</p>');
    }
    expect(
      sanitizeMailHtml(
        '<table background="https://t.example"><tr><td background="https://t.example">x</td></tr></table>',
      ),
    ).not.toContain('t.example');
  });

  it('keeps how a mail looks, and its links', () => {
    expect(
      sanitizeMailHtml(
        '<p style="color:#333;background-color:rgb(1, 2, 3)">Hi <a href="https://shop.example/?a=1&amp;b=2">shop</a></p>',
      ),
    ).toBe(
      '<p style="color:#333;background-color:rgb(1, 2, 3)">Hi <a href="https://shop.example/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">shop</a></p>',
    );
  });
});
