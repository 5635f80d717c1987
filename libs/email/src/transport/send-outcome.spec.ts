import { describe, expect, it } from '@jest/globals';
import { outcomeOfFailure, shortResponse, type SendFailure } from './send-outcome.js';

const reply = (response: string, command: string, code = 'EENVELOPE'): SendFailure => ({
  message: 'failed',
  code,
  response,
  responseCode: Number(response.slice(0, 3)),
  command,
});
const of = (failure: SendFailure, bodyWasRead = false): string => {
  const outcome = outcomeOfFailure(failure, bodyWasRead);
  if (outcome.kind === 'retry') return `retry ${outcome.because}`;
  return outcome.kind === 'rejected' ? `rejected ${outcome.scope}` : outcome.kind;
};

describe(outcomeOfFailure.name, () => {
  it.each([
    ['550 no such user', 'recipient'],
    ['550 5.1.1 no such user', 'recipient'],
    ['550 5.1.10 null MX', 'recipient'],
    ['550 5.2.1 disabled', 'recipient'],
    ['556 domain takes no mail', 'recipient'],
    ['550 5.7.1 blocked', 'message'],
    ['554 5.7.1 Relay access denied', 'message'],
    ['550 relay not permitted', 'message'],
    ['550 5.1.7 bad sender', 'message'],
    ['553 5.1.8 bad sender domain', 'message'],
    ['552 5.2.2 mailbox full', 'message'],
    ['552 mailbox full', 'message'],
    ['554 5.3.2 system does not accept', 'message'],
  ])('takes "%s" at RCPT as a matter of the %s', (response, scope) => {
    expect(of(reply(response, 'RCPT TO'))).toBe(`rejected ${scope}`);
  });

  it.each([
    ['550 5.1.1 no such user', 'recipient'],
    ['550 spam', 'message'],
    ['554 5.6.0 bad content', 'message'],
    ['552 5.3.4 too big', 'message'],
    ['550 5.1.8 bad sender', 'message'],
  ])('takes "%s" at MAIL, DATA and the end as a matter of the %s', (response, scope) => {
    expect(of(reply(response, 'MAIL FROM'))).toBe(`rejected ${scope}`);
    expect(of(reply(response, 'DATA'))).toBe(`rejected ${scope}`);
    expect(of(reply(response, 'DATA', 'EMESSAGE'), true)).toBe(`rejected ${scope}`);
  });

  it.each(['421 closing', '450 busy', '451 4.3.0 later', '452 full', '503 bad sequence'])(
    'tries again after "%s"',
    (response) => {
      for (const command of ['MAIL FROM', 'RCPT TO', 'DATA', 'CONN', 'EHLO'])
        expect(of(reply(response, command))).toBe('retry temporary');
      expect(of(reply(response, 'DATA', 'EMESSAGE'), true)).toBe('retry temporary');
    },
  );

  it.each(['530 5.7.0 log in first', '534 too weak', '535 5.7.8 wrong', '538 use TLS'])(
    'takes "%s" as authentication',
    (response) => {
      expect(of(reply(response, 'AUTH PLAIN', 'EAUTH'))).toBe('retry authentication');
      expect(of(reply(response, 'MAIL FROM'))).toBe('retry authentication');
    },
  );

  it('takes other failed logins as authentication, and a failing login server as temporary', () => {
    expect(of(reply('501 5.5.2 cannot decode', 'AUTH PLAIN', 'EAUTH'))).toBe('retry authentication');
    expect(of({ message: 'Missing credentials', code: 'EAUTH', command: 'API' })).toBe('retry authentication');
    expect(of(reply('454 4.7.0 later', 'AUTH PLAIN', 'EAUTH'))).toBe('retry temporary');
  });

  it('takes a refused session as the relay, not the mail', () => {
    expect(of(reply('554 no service here', 'CONN', 'EPROTOCOL'))).toBe('retry connection');
    expect(of(reply('550 bad name', 'HELO', 'EPROTOCOL'))).toBe('retry connection');
    expect(of(reply('554 no TLS', 'STARTTLS', 'ETLS'))).toBe('retry connection');
  });

  it.each(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', undefined])(
    'is sure of %s before the mail, and unsure after',
    (code) => {
      expect(of({ message: 'lost', code, command: 'CONN' })).toBe('retry connection');
      expect(of({ message: 'lost', code, command: 'CONN' }, true)).toBe('unknown');
    },
  );

  it('believes a last line that a dying server got out', () => {
    expect(of(reply('554 5.3.0 gone', 'CONN', 'ECONNECTION'), true)).toBe('rejected message');
  });

  it('does not take an unexpected 2xx as an answer', () => {
    expect(of(reply('250 what', 'CONN', 'EPROTOCOL'), true)).toBe('unknown');
  });

  it('keeps what is larger than the relay takes from being tried again', () => {
    expect(of({ message: 'Message size larger than allowed 10', code: 'EMESSAGE', command: 'MAIL FROM' })).toBe(
      'rejected message',
    );
  });
});

describe(shortResponse.name, () => {
  it('is one line of at most 500 characters', () => {
    expect(shortResponse('550-a\r\n550 b\u0000c\n')).toBe('550-a 550 b c');
    expect(shortResponse('x'.repeat(600))).toHaveLength(500);
  });
});
