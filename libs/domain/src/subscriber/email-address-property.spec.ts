import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toASCII } from 'tr46';
import { foldAddress, parseEmailAddress } from './email-address.js';

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

  // Greek with both sigmas, Turkish, German, Cherokee, Cyrillic, Armenian, Georgian, signs that compose to letters
  const letter = fc.constantFrom(...'abkzαςσΣωΩΐύıİiIßẞéÉжЖԱաꭰᎠაᲐ\u212a\u212b\u2126\u0307\u0301.1-'.split(''));
  const word = fc.array(letter, { minLength: 1, maxLength: 12 }).map((letters) => letters.join(''));
  const parsedOrNull = (text: string) => {
    try {
      return parseEmailAddress(text);
    } catch {
      return null;
    }
  };

  it('is one person in any case of any letter that has two, wherever it stands', () => {
    fc.assert(
      fc.property(word, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (local, flips) => {
        const address = parsedOrNull(`${local}@example.com`);
        fc.pre(address !== null);
        const other = Array.from(local, (one, at) => {
          const changed = flips[at] ? one.toUpperCase() : one.toLowerCase();
          // ß has no capital of one letter, and the capital of ı is that of i
          return one === 'ß' || one === 'ı' ? one : changed;
        }).join('');
        expect(foldAddress(parseEmailAddress(`${other}@example.com`))).toBe(foldAddress(address ?? ''));
        expect(parseEmailAddress(address ?? '')).toBe(address);
        // nothing is left that a rule of lower case, of one letter, would change
        for (const one of foldAddress(address ?? '')) expect(one.toLowerCase()).toBe(one);
      }),
      { numRuns: 2000 },
    );
  });
});
