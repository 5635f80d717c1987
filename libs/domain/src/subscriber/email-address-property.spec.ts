import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toASCII } from 'tr46';
import { parseEmailAddress } from './email-address.js';

const local = fc.stringMatching(/^[a-z0-9+_-]{1,20}$/);
const label = fc.stringMatching(/^[a-zäöüßéñçøжя例子]{2,12}$/);

describe('an address however it is spelt', () => {
  it('is one person: Unicode or punycode, upper or lower case of the domain, spaces around it', () => {
    fc.assert(
      fc.property(local, label, (name, word) => {
        const address = parseEmailAddress(`${name}@${word}.example`);
        const ascii = toASCII(`${word}.example`);
        expect(ascii).not.toBeNull();
        expect(parseEmailAddress(` ${name}@${String(ascii)} `)).toBe(address);
        expect(parseEmailAddress(`${name}@${String(ascii).toUpperCase()}`)).toBe(address);
        expect(parseEmailAddress(address)).toBe(address);
      }),
    );
  });
});
