import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bounceClass, enhancedStatusIn, replyCodeIn } from './bounce-class.js';

describe(bounceClass.name, () => {
  it.each([
    // what RFC 3463 says of the address
    ['5.1.1', '', 'hard'],
    ['5.1.2', '', 'hard'],
    ['5.1.3', '', 'hard'],
    ['5.1.6', '', 'hard'],
    ['5.1.10', '', 'hard'],
    ['5.2.1', '550 5.2.1 The email account that you tried to reach is disabled', 'hard'],
    // what it says of the mailbox, the system and the way there
    ['5.2.2', '', 'soft'],
    ['5.2.3', '', 'soft'],
    ['5.3.0', '', 'soft'],
    ['5.3.4', '', 'soft'],
    ['5.4.7', '', 'soft'],
    ['5.4.4', 'Host or domain name not found. Name service error: Host not found', 'hard'],
    ['5.4.4', 'Unable to route: connection refused', 'soft'],
    // what it says of us and of the mail
    ['5.1.7', '', 'policy'],
    ['5.1.8', "550 5.1.8 sender's domain does not exist", 'policy'],
    ['5.6.0', '', 'policy'],
    ['5.7.1', '550 5.7.1 User unknown', 'policy'],
    ['5.7.26', '', 'policy'],
    // for now
    ['4.1.1', '450 4.1.1 User unknown in local recipient table', 'soft'],
    ['4.4.7', '', 'soft'],
    ['4.2.2', '', 'soft'],
    ['2.0.0', '', 'soft'],
    [null, '451 try again later', 'soft'],
    // a vague code, and the other side's own words
    ['5.0.0', '550 5.1.1 no such user', 'hard'],
    ['5.0.0', '550 5.1.1', 'hard'],
    ['5.5.0', '550 user unknown', 'hard'],
    ['5.0.0', '550 5.2.2 over quota', 'soft'],
    [null, '550 Requested action not taken: mailbox unavailable or not local', 'hard'],
    [null, '550 No such user here', 'hard'],
    [null, '550 sorry, no mailbox here by that name', 'hard'],
    [null, '554 Transaction failed', 'soft'],
    [null, '', 'soft'],
    ['5.0.0', '', 'soft'],
    // a doubt is never hard
    ['5.1.1', '550 5.1.1 your IP is blacklisted at spamhaus', 'policy'],
    ['5.1.1', '550 5.7.1 Access denied', 'policy'],
    ['5.1.1', '552 5.1.1 mailbox is full', 'soft'],
    ['5.2.1', '550 5.2.1 receiving mail at a rate that prevents more', 'policy'],
  ] as const)('takes %s %j for %s', (status, diagnostic, expected) => {
    expect(bounceClass(status, diagnostic)).toBe(expected);
  });

  it('takes nothing for hard that a server will try again', () => {
    fc.assert(
      fc.property(fc.nat(7), fc.nat(999), fc.string(), (subject, detail, words) => {
        expect(bounceClass(`4.${subject}.${detail}`, words)).toBe('soft');
      }),
    );
  });

  it('takes no time over what a stranger makes long', () => {
    const began = performance.now();
    for (const piece of ['user ', 'address ', 'mailbox user ', '5.1.', 'a', ' ', 'user unknown user ']) {
      bounceClass(null, piece.repeat(1_000).slice(0, 1_000));
    }
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe(enhancedStatusIn.name, () => {
  it.each([
    ['550 5.1.1 <ada@example.net> unknown', '5.1.1'],
    ['550-5.1.10 null MX', '5.1.10'],
    ['(#5.1.1)', '5.1.1'],
    ['connect to 5.1.1.7: refused', null],
    ['10.5.1.1 refused', null],
    ['version 15.1.1', null],
    ['1.2.3', null],
  ])('finds in %j %j', (text, status) => {
    expect(enhancedStatusIn(text)).toBe(status);
  });
});

describe(replyCodeIn.name, () => {
  it.each([
    ['said: 550 no', '550'],
    ['550-5.1.1', '550'],
    ['room 5501', null],
    ['192.0.2.550', null],
    ['250 ok', null],
  ])('finds in %j %j', (text, code) => {
    expect(replyCodeIn(text)).toBe(code);
  });
});
