import { describe, expect, it } from '@jest/globals';
import { parseEmailAddress } from './email-address.js';

describe(parseEmailAddress, () => {
  it.each([
    ['  Ada@Example.COM ', 'Ada@example.com'],
    ['a+b@sub.example.org', 'a+b@sub.example.org'],
    ["o'brien@example.net", "o'brien@example.net"],
    ['jürgen@bücher.example', 'jürgen@bücher.example'],
    ['ada@XN--bcher-kva.example', 'ada@bücher.example'],
    ['ada@BÜCHER.example', 'ada@bücher.example'],
    ['ada@bu\u0308cher.example', 'ada@bücher.example'],
    ['ada@xn--fsqu00a.xn--0zwm56d', 'ada@例子.测试'],
    ['ada@ｅxample。com', 'ada@example.com'],
    ['ada@straße.example', 'ada@straße.example'],
    ['ada@r3---sn-abc.example.com', 'ada@r3---sn-abc.example.com'],
    ['ada+tag@Example.com', 'ada+tag@example.com'],
  ])('takes %j', (text, address) => expect(parseEmailAddress(text)).toBe(address));

  it.each([
    'not-an-email',
    '@example.com',
    'a@b',
    'a b@example.com',
    'a@@example.com',
    '.a@example.com',
    'a..b@example.com',
    '"quoted"@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com>',
    'a@[127.0.0.1]',
    'a@-example.com',
    'a@example.123',
    `${'a'.repeat(65)}@example.com`,
    'a@xn--a.example',
    'a@xn--.example',
    'a\uD800@example.com',
    'a@exa_mple.com',
    'a@example.com, b@example.com',
    'Ada <ada@example.com>',
    'a@b\u200Bc.example\u0000',
    `a@${'ü'.repeat(63)}.example`,
    `a@${'b'.repeat(250)}.com`,
  ])('refuses %j and names the field', (text) => {
    expect(() => parseEmailAddress(text)).toThrow(
      expect.objectContaining({ code: 'input.invalid', errors: [expect.objectContaining({ path: 'email' })] }),
    );
  });
});
