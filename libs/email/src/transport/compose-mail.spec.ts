import { describe, expect, it } from '@jest/globals';
import type { OutgoingMessage } from '@dripemails/application';
import { DomainError } from '@dripemails/domain';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { composeMail } from './compose-mail.js';

const messageOf = (message: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  messageId: '<0198.step-1.1@shop.example.com>',
  date: new Date('2026-11-25T09:30:00Z'),
  from: { name: 'Tea & Co', email: 'hello@shop.example.com' },
  to: { name: 'Ada Lovelace', email: 'ada@example.net' },
  replyTo: 'r+0a@in.example.com',
  returnPath: 'b+0b@in.example.com',
  subject: 'Welcome',
  html: '<p>Hi</p>',
  text: 'Hi',
  headers: {},
  ...message,
});
const parse = (message: Partial<OutgoingMessage>) => PostalMime.parse(composeMail(messageOf(message)).raw);
const headerOf = (raw: Buffer): string => raw.toString().split('\r\n\r\n', 1).join();

describe(composeMail.name, () => {
  it('writes text before HTML, both as given', async () => {
    const text = 'Grüße\n.\n=20 literal\ttab  \nFrom here\n';
    const html = `<p>${'long '.repeat(400)}Grüße</p>\n日本語 €\n`;
    const mail = await parse({ text, html });
    // The parser ends every text with a line break of its own.
    expect(mail.text?.trimEnd()).toBe(text.trimEnd());
    expect(mail.html?.trimEnd()).toBe(html.trimEnd());
    expect(mail.attachments).toEqual([]);
    const { raw } = composeMail(messageOf({ text, html }));
    expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
  });

  it('has the header it is told and nothing else', () => {
    const { raw } = composeMail(messageOf({ headers: { 'List-Id': '<a.example.com>', Precedence: 'bulk' } }));
    expect(headerOf(raw).split('\r\n')).toEqual([
      'From: "Tea & Co" <hello@shop.example.com>',
      'To: Ada Lovelace <ada@example.net>',
      'Reply-To: r+0a@in.example.com',
      'Subject: Welcome',
      'Message-ID: <0198.step-1.1@shop.example.com>',
      'Date: Wed, 25 Nov 2026 09:30:00 +0000',
      'List-ID: <a.example.com>',
      'Precedence: bulk',
      'MIME-Version: 1.0',
      expect.stringMatching(/^Content-Type: multipart\/alternative;$/),
      expect.stringMatching(/^ boundary="--_NmP-[0-9a-f]{24}-Part_1"$/),
    ]);
  });

  it('gives the same bytes for the same message, so that a second copy is recognised', () => {
    expect(composeMail(messageOf()).raw.equals(composeMail(messageOf()).raw)).toBe(true);
    expect(composeMail(messageOf()).raw.equals(composeMail(messageOf({ messageId: '<2@x.example>' })).raw)).toBe(false);
  });

  it('survives any text in every part (lines of CRLF, 7 bit, at most 998 octets)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 3000 }),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        async (body, subject) => {
          const raw = composeMail(messageOf({ text: body, html: body, subject })).raw;
          // eslint-disable-next-line no-control-regex -- the whole of 7 bit
          expect(raw.toString('latin1')).toMatch(/^[\u0000-\u007f]*$/);
          for (const line of raw.toString('latin1').split('\r\n')) {
            expect(line.length).toBeLessThanOrEqual(998);
            expect(line).not.toMatch(/[\r\n]/);
          }
          const mail = await PostalMime.parse(raw);
          const unix = (text: string | undefined): string => (text ?? '').replace(/\r\n?/g, '\n').replace(/\n+$/, '');
          expect(unix(mail.html)).toBe(unix(body));
        },
      ),
      { numRuns: 100 },
    );
  });

  describe('header injection', () => {
    it.each([
      'x\r\nBcc: evil@example.com',
      'x\nBcc: evil@example.com',
      'x\rBcc: evil@example.com',
      'x\u0000',
      'x\u2028y',
    ])('refuses %j in a header field', (value) => {
      const compose = () => composeMail(messageOf({ headers: { 'List-Id': value } }));
      expect(compose).toThrow(DomainError);
      expect(compose).toThrow(
        expect.objectContaining({
          code: 'input.invalid',
          errors: [{ path: 'headers.List-Id', message: expect.any(String) }],
        }),
      );
    });

    it.each(['Bcc', 'to', 'SUBJECT', 'Content-Type', 'X y', 'X:y', 'X\r\nBcc', ''])(
      'refuses the header field name %j',
      (name) => {
        expect(() => composeMail(messageOf({ headers: { [name]: 'x' } }))).toThrow(DomainError);
      },
    );

    it('puts names and subjects on one line, whatever is in them', () => {
      const evil = 'x\r\nBcc: evil@example.com\r\n\r\nbody';
      const header = headerOf(
        composeMail(
          messageOf({
            subject: evil,
            to: { name: evil, email: 'ada@example.net' },
            from: { name: evil, email: 'a@b.example' },
          }),
        ).raw,
      );
      expect(header).not.toMatch(/^Bcc:/im);
      expect(header.match(/^(From|To|Subject):/gim)).toHaveLength(3);
    });

    it.each([
      'b@example.net\r\nBcc: evil@e.com',
      'b@e.net>\r\nRCPT TO:<evil@e.com',
      'b@e.net, evil@e.com',
      '"evil@e.com"@e.net',
      'Ada <b@e.net>',
      ' b@e.net',
      'b@e.net ',
      'b@[127.0.0.1]',
      'b@localhost',
      'b@e.net SIZE=1',
      '',
    ])('refuses the address %j instead of repairing it', (email) => {
      expect(() => composeMail(messageOf({ to: { name: '', email } }))).toThrow(DomainError);
      expect(() => composeMail(messageOf({ returnPath: email }))).toThrow(DomainError);
      expect(() => composeMail(messageOf({ replyTo: email }))).toThrow(DomainError);
      expect(() => composeMail(messageOf({ from: { name: '', email } }))).toThrow(DomainError);
    });

    it.each(['x', '<x>', '<a b@c>', '<a@b>\r\nBcc: x@y.z', '<a@b> <c@d>'])('refuses the Message-ID %j', (messageId) => {
      expect(() => composeMail(messageOf({ messageId }))).toThrow(DomainError);
    });
  });
});
