import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recogniseMail } from './recognise-mail.js';

const lines = (...text: string[]): Uint8Array => new TextEncoder().encode(text.join('\r\n'));
const recognise = (mailFrom: string, ...text: string[]) =>
  recogniseMail(lines(...text), { mailFrom, isAddressed: true });
const kindOf = async (mailFrom: string, ...text: string[]) => (await recognise(mailFrom, ...text)).kind;

const dsn = (...blocks: string[]): string[] => [
  'From: Mail Delivery System <MAILER-DAEMON@mx.example.net>', 'Subject: Undelivered Mail', 'Auto-Submitted: auto-replied', 'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', '', 'Sorry.', '--b', 'Content-Type: message/delivery-status', '',
  'Reporting-MTA: dns; mx.example.net', '', ...blocks,
  '--b', 'Content-Type: text/rfc822-headers', '', 'Return-Path: <b+' + '0a'.repeat(26) + '@in.example.com>', 'Message-ID: <m1@example.com>', 'Subject: Hi', '--b--', '',
]; // prettier-ignore
const FAILED = ['Original-Recipient: rfc822;Ada@Example.net', 'Final-Recipient: rfc822; ada@forward.example', 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1', ' user unknown']; // prettier-ignore

describe(recogniseMail.name, () => {
  describe('bounces', () => {
    it('reads a report: who, what, why, and which mail came back', async () => {
      expect(await recognise('', ...dsn(...FAILED))).toEqual({
        kind: 'bounce',
        recipients: [
          {
            addresses: ['Ada@Example.net', 'ada@forward.example'],
            action: 'failed',
            status: '5.1.1',
            diagnostic: '550 5.1.1 user unknown',
          },
        ],
        detail: null,
        references: [],
        returnedIds: ['<m1@example.com>'],
        returnedAddresses: ['b+' + '0a'.repeat(26)],
      });
    });

    it('reads each recipient, with and without empty lines between them', async () => {
      const delayed = ['Final-Recipient: rfc822; bob@example.net', 'Action: delayed (retrying)', 'Status: 4.4.7'];
      for (const blocks of [
        [...FAILED, '', ...delayed, ''],
        [...FAILED, ...delayed],
      ]) {
        const { recipients } = await recognise('', ...dsn(...blocks));
        expect(recipients.map(({ action, status }) => [action, status])).toEqual([
          ['failed', '5.1.1'],
          ['delayed', '4.4.7'],
        ]);
      }
    });

    it('does not take good news for a bounce', async () => {
      const relayed = dsn('Final-Recipient: rfc822; ada@example.net', 'Action: relayed', 'Status: 2.1.5');
      expect(await kindOf('', ...relayed)).toBe('other');
    });

    it('reads one that is only words', async () => {
      const said = await recognise(
        '',
        'From: MAILER-DAEMON@example.net',
        'Subject: failure notice',
        '',
        "Hi. This is the qmail-send program. I'm afraid I wasn't able to deliver your message.",
        '<ada@example.org>:',
        '192.0.2.7 does not like recipient. Remote host said: 550 5.1.1 unknown user',
        '--- Below this line is a copy of the message.',
        'Message-ID: <m2@example.com>',
        'Subject: 250 4.0.0 offers',
      );
      expect(said).toMatchObject({ kind: 'bounce', returnedIds: ['<m2@example.com>'] });
      expect(said.recipients).toEqual([
        expect.objectContaining({ addresses: ['ada@example.org'], action: 'failed', status: '5.1.1' }),
      ]);
    });

    it('reads a report whose boundary is broken', async () => {
      const broken = dsn(...FAILED).map((line) => line.replace('boundary=b', 'boundary=other'));
      expect(await recognise('', ...broken)).toMatchObject({
        kind: 'bounce',
        recipients: [{ status: '5.1.1' }],
        returnedIds: ['<m1@example.com>'],
      });
    });

    it('does not take a person for a mail system that speaks of one', async () => {
      const mail = ['From: Ada <ada@example.net>', 'Subject: Undelivered mail', '', 'I got 550 5.1.1 from you?'];
      expect(await kindOf('ada@example.net', ...mail)).toBe('reply');
    });
  });

  describe('complaints', () => {
    const arf = (type: string): string[] => [
      'From: fbl@example.net', 'Subject: FW: Hi', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=feedback-report; boundary=b', '',
      '--b', '', 'This is a report.', '--b', 'Content-Type: message/feedback-report', '', `Feedback-Type: ${type}`, 'User-Agent: F/1', 'Version: 1',
      'Original-Mail-From: <b+' + '0B'.repeat(26) + '@in.example.com>',
      '--b', 'Content-Type: message/rfc822', '', 'Message-ID: <m3@example.com>', 'Subject: Hi', '', 'text', '--b--', '',
    ]; // prettier-ignore

    it.each([
      ['abuse', 'complaint'],
      ['Fraud', 'complaint'],
      ['virus', 'complaint'],
      ['other', 'complaint'],
      ['not-spam', 'other'],
      ['auth-failure', 'other'],
      ['opt-out', 'unsubscribe'],
    ])('takes feedback %j for %s', async (type, kind) => {
      const mail = await recognise('fbl@example.net', ...arf(type));
      expect(mail).toMatchObject({
        kind,
        detail: type.toLowerCase(),
        returnedIds: ['<m3@example.com>'],
        returnedAddresses: ['b+' + '0B'.repeat(26)],
      });
    });
  });

  describe('automatic replies', () => {
    it.each([
      ['Auto-Submitted: auto-replied'],
      ['Auto-Submitted: Auto-Generated (vacation)'],
      ['X-Autoreply: yes'],
      ['X-Autorespond: Out'],
      ['Precedence: auto_reply'],
      ['Precedence: bulk'],
      ['Precedence: Junk'],
      ['Subject: Automatic reply: Day 3'],
      ['Subject: =?UTF-8?Q?Automatische_Antwort:_Gr=C3=BC=C3=9Fe?='],
      ['Subject: =?UTF-8?Q?R=C3=A9ponse_automatique_:_x?='],
      ['Subject: Respuesta automática: x'],
      ['Subject: Risposta automatica: x'],
      ['Subject: Autosvar: x'],
      ['Subject: 自動返信: x'],
      ['Subject: [Out of Office] x'],
      ['Subject: Abwesenheitsnotiz: x'],
      ['Subject: Re: Out of office', 'X-Auto-Response-Suppress: All'],
    ])('knows one by %s', async (...fields) => {
      expect(await kindOf('ada@example.net', 'From: ada@example.net', ...fields, '', 'I am away.')).toBe('auto-reply');
    });

    it('knows one by the null sender', async () => {
      expect(await kindOf('', 'From: ada@example.net', 'Subject: Hi', '', 'I am away.')).toBe('auto-reply');
    });

    it.each([
      ['Auto-Submitted: no'],
      ['X-Auto-Response-Suppress: All', 'Subject: Re: Day 3'],
      ['Subject: Re: Out of office tips'],
      ['Subject: AW: Automatic reply tools compared'],
      ['X-Autoreply: no'],
      ['Precedence: list'],
    ])('takes a person for a person in spite of %s', async (...fields) => {
      expect(await kindOf('ada@example.net', 'From: ada@example.net', ...fields, '', 'Thank you!')).toBe('reply');
    });
  });

  it.each([
    ['Subject: unsubscribe', ''],
    ['Subject: Re: Day 3', 'STOP'],
    ['Subject: Re: Day 3', '\r\nPlease unsubscribe.\r\n\r\n> On Monday you wrote'],
    ['Subject: x', 'Bitte abmelden!'],
    ['Subject: x', 'Désabonner'],
  ])('hears an end asked for in %j %j', async (subject, text) => {
    expect(await kindOf('ada@example.net', 'From: ada@example.net', subject, '', text)).toBe('unsubscribe');
  });

  it.each(['Stop by our shop', 'How do I unsubscribe?', 'unsubscribe rates are up\r\nunsubscribe', '> unsubscribe'])(
    'hears none in %j',
    async (text) => {
      expect(await kindOf('ada@example.net', 'From: ada@example.net', 'Subject: Re: x', '', text)).toBe('reply');
    },
  );

  it('does not look into a mail that can be about nobody of ours', async () => {
    const stop = lines('From: ada@example.net', 'Subject: x', '', 'STOP');
    expect((await recogniseMail(stop, { mailFrom: 'ada@example.net', isAddressed: false })).kind).toBe('reply');
    const answer = lines('From: ada@example.net', 'In-Reply-To: <1@a.example>', 'Subject: x', '', 'STOP');
    expect((await recogniseMail(answer, { mailFrom: 'ada@example.net', isAddressed: false })).kind).toBe('unsubscribe');
  });

  it('gives what is answered, the nearest first', async () => {
    const mail = await recognise(
      'ada@example.net',
      'In-Reply-To: Your mail <3@a.example> of Monday',
      'References: <1@a.example>',
      ' <2@a.example> <3@a.example>',
      '',
      'Hi',
    );
    expect(mail).toMatchObject({ kind: 'reply', references: ['<3@a.example>', '<2@a.example>', '<1@a.example>'] });
  });

  describe('mails of the world', () => {
    const fixtures = join(import.meta.dirname, '../../fixtures/bounces');
    it.each<[string, string, string?]>([
      ['lhost-postfix-15', 'bounce', '4.4.1'],
      ['lhost-office365-04', 'bounce', '5.1.351'],
      ['lhost-amazonses-02', 'bounce', '5.0.0'],
      ['lhost-sendmail-13', 'bounce', '5.3.0'],
      ['lhost-yahoo-02', 'bounce', '5.2.2'],
      ['rfc3464-26', 'bounce', '5.1.1'],
      ['lhost-gsuite-10', 'bounce', '4.0.0'],
      ['rhost-google-02', 'bounce', '5.1.1'],
      ['lhost-dragonfly-04', 'bounce'],
      ['lhost-googlegroups-01', 'bounce'],
      ['lhost-imailserver-02', 'bounce'],
      ['lhost-opensmtpd-04', 'bounce'],
      ['lhost-zoho-04', 'bounce'],
      ['arf-01', 'complaint'],
      ['arf-25', 'complaint'],
      ['arf-12', 'unsubscribe'],
      ['arf-18', 'other'],
      ['rfc3834-01', 'auto-reply'],
      ['rfc3834-02', 'auto-reply'],
      ['rfc3834-03', 'auto-reply'],
      ['rfc3834-04', 'auto-reply'],
      ['rfc3834-05', 'auto-reply'],
      ['is-not-bounce-01', 'reply'],
      ['is-not-bounce-02', 'reply'],
    ])('takes %s for a %s', async (...[name, kind, status]) => {
      const raw = readFileSync(join(fixtures, `${name}.eml`));
      // the envelope sender, as the last mail system noted it
      const sender = /^return-path:[ \t]*<?([^>\s]*)>?/im.exec(raw.toString('latin1'))?.[1] ?? 'unknown@example.net';
      const mail = await recogniseMail(raw, { mailFrom: sender, isAddressed: false });
      expect(mail.kind).toBe(kind);
      if (status !== undefined) expect(mail.recipients[0]?.status).toBe(status);
    });
  });

  describe('what is broken', () => {
    it('is judged by what can be read', async () => {
      const nested = Array.from(
        { length: 200 },
        (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}`,
      );
      expect(await kindOf('ada@example.net', 'Subject: deep', ...nested)).toBe('reply');
      expect(await kindOf('ada@example.net', '')).toBe('reply');
    });

    it('never throws', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 300 }),
          fc.string(),
          async (raw, from) => void (await recogniseMail(raw, { mailFrom: from, isAddressed: true })),
        ),
        { numRuns: 100 },
      );
      const whole = dsn(...FAILED);
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray(whole), async (some) => void (await recognise('', ...some))),
        { numRuns: 200 },
      );
    });

    it('takes no time over what a stranger makes long', async () => {
      const daemon = ['From: MAILER-DAEMON@example.net', 'Subject: Undelivered mail', ''];
      const began = performance.now();
      for (const piece of [
        '-',
        ' ',
        'Message-ID: ',
        'a@',
        '<',
        'b+0a',
        'user ',
        '--- ',
        '> ',
        '5.',
        '\r\n',
        '\r\n--',
      ]) {
        await recognise('', ...daemon, piece.repeat(100_000 / piece.length));
      }
      expect(performance.now() - began).toBeLessThan(4_000);
    });
  });
});
