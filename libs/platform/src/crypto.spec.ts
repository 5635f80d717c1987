import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashApiKey, newApiKey } from './api-key-secret.js';
import { SecretBox } from './secret-box.js';
import { TokenSigner } from './token-signer.js';

const id = '01a210b5-b2a6-75f4-a894-e060bc1e382d';

describe(TokenSigner, () => {
  const signer = new TokenSigner('one secret that is long enough');

  it('reads back what it signed, also when a mail system changed the case', () => {
    const token = signer.sign('bounce', id);
    expect(signer.verify('bounce', token)).toBe(id);
    expect(signer.verify('bounce', token.toUpperCase())).toBe(id);
    expect(token.length).toBeLessThanOrEqual(62);
  });

  it('refuses another purpose, another secret and every changed character', () => {
    const token = signer.sign('bounce', id);
    expect(signer.verify('reply', token)).toBeNull();
    expect(new TokenSigner('another secret').verify('bounce', token)).toBeNull();
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice(0, at) + (token[at] === '0' ? '1' : '0') + token.slice(at + 1);
      expect(signer.verify('bounce', changed)).toBeNull();
    }
    expect(signer.verify('bounce', '')).toBeNull();
    expect(signer.verify('bounce', 'zz'.repeat(26))).toBeNull();
  });

  it('reads back every text that it signed, which fits one segment of a path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const signed = signer.signText('click', text);
        expect(signer.verifyText('click', signed)).toBe(text);
        expect(signed).toMatch(/^[\w.-]+$/);
      }),
    );
  });

  it('reads no text of which a single character was changed, lost or added', () => {
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ %\n';
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.constantFrom(...characters), fc.nat(2), (text, place, character, how) => {
        const signed = signer.signText('click', text);
        const at = place % (signed.length + (how === 0 ? 1 : 0));
        // put in, put in place of, taken out
        const changed = signed.slice(0, at) + (how === 2 ? '' : character) + signed.slice(at + (how === 0 ? 0 : 1));
        fc.pre(changed !== signed);
        expect(signer.verifyText('click', changed)).toBeNull();
      }),
      { numRuns: 2000 },
    );
    // the last character of a signature has bits that mean nothing
    const signed = signer.signText('click', 'x');
    const readings = [...characters].map((last) => signer.verifyText('click', signed.slice(0, -1) + last));
    expect(readings.filter((reading) => reading !== null)).toEqual(['x']);
  });

  it('reads no text that was signed for something else, with another secret, or as an id', () => {
    const signed = signer.signText('click', id);
    expect(signer.verifyText('other', signed)).toBeNull();
    expect(new TokenSigner('another secret').verifyText('click', signed)).toBeNull();
    expect(signer.verifyText('click', signer.sign('click', id))).toBeNull();
    expect(signer.verify('click', signed)).toBeNull();
    expect(signer.verifyText('click', '')).toBeNull();
  });
});

describe(SecretBox, () => {
  const box = new SecretBox('one secret that is long enough', 'test');

  it('opens what it sealed, and seals the same text differently each time', () => {
    expect(box.open(box.seal('käse'))).toBe('käse');
    expect(box.seal('x')).not.toBe(box.seal('x'));
    expect(box.seal('secret word')).not.toContain('secret');
  });

  it('opens nothing that was changed or sealed for something else', () => {
    const sealed = box.seal('text');
    expect(new SecretBox('one secret that is long enough', 'other').open(sealed)).toBeNull();
    const other = sealed.startsWith('A') ? 'B' : 'A';
    expect(box.open(`${other}${sealed.slice(1)}`)).toBeNull();
    expect(box.open('')).toBeNull();
  });
});

describe(newApiKey, () => {
  it('keeps only a hash and a prefix', () => {
    const { key, prefix, hash } = newApiKey();
    expect(hashApiKey(key)).toBe(hash);
    expect(key.startsWith(prefix)).toBe(true);
    expect(hash).not.toContain(key.slice(12));
  });
});
