import { describe, expect, it } from '@jest/globals';
import { parseEmailAddress } from './email-address.js';

describe(parseEmailAddress, () => {
  it.each([
    ['  Ada@Example.COM ', 'Ada@example.com'],
    ['a+b@sub.example.org', 'a+b@sub.example.org'],
    ["o'brien@example.net", "o'brien@example.net"],
    ['jürgen@bücher.example', 'jürgen@bücher.example'],
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
    `a@${'b'.repeat(250)}.com`,
  ])('refuses %j and names the field', (text) => {
    expect(() => parseEmailAddress(text)).toThrow(
      expect.objectContaining({ code: 'input.invalid', errors: [expect.objectContaining({ path: 'email' })] }),
    );
  });
});
