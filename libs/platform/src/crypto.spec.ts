import { describe, expect, it } from '@jest/globals';
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
    expect(box.open(`A${sealed.slice(1)}`)).toBeNull();
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
