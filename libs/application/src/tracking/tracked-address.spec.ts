import { describe, expect, it } from '@jest/globals';
import type { TextTokens, Tokens } from '../message/token-port.js';
import { readLink, readPixel, TrackedAddresses } from './tracked-address.js';

const ROW = '01990000-0000-7000-8000-000000000010';
const unsigned = (purpose: string, text: string) =>
  text.startsWith(`${purpose}~`) ? text.slice(purpose.length + 1) : null;
const tokens: Tokens & TextTokens = {
  sign: (purpose, id) => `${purpose}~${id}`,
  verify: unsigned,
  signText: (purpose, text) => `${purpose}~${Buffer.from(text).toString('base64url')}`,
  verifyText: (purpose, signed) => {
    const text = unsigned(purpose, signed);
    return text === null ? null : Buffer.from(text, 'base64url').toString();
  },
};
const addresses = new TrackedAddresses(tokens, 'https://api.example.com');
const lastSegment = (url: string) => url.slice(url.lastIndexOf('/') + 1);

describe(TrackedAddresses, () => {
  it('makes a pixel that names the message, with or without .gif', () => {
    const pixel = addresses.pixel(ROW);
    expect(pixel).toBe(`https://api.example.com/o/open~${ROW}.gif`);
    const opened = { kind: 'opened', messageRowId: ROW };
    expect(readPixel(tokens, lastSegment(pixel))).toEqual(opened);
    expect(readPixel(tokens, `open~${ROW}`)).toEqual(opened);
    expect(readPixel(tokens, `reply~${ROW}.gif`)).toBeNull();
  });

  it('makes links that name the message and where they lead', () => {
    const link = addresses.link(ROW, 'https://x.example/?a=1&b=2#c') ?? '';
    expect(link).toMatch(/^https:\/\/api\.example\.com\/c\/click~/);
    expect(readLink(tokens, lastSegment(link))).toEqual({
      ...{ kind: 'clicked', messageRowId: ROW, url: 'https://x.example/?a=1&b=2#c' },
    });
    expect(readLink(tokens, `open~${ROW}`)).toBeNull();
  });

  it.each([
    'https://api.example.com/u/token',
    'https://api.example.com/c/click~x',
    'https://',
    'http://a b.example/',
    'mailto:a@x.example',
    'javascript:https://x.example',
    `https://x.example/${'a'.repeat(1500)}`,
  ])('leaves alone %s', (url) => {
    expect(addresses.link(ROW, url)).toBeNull();
  });

  it('makes no address that is too long for mail programs', () => {
    const lengths = Array.from(
      { length: 1500 },
      (_, n) => addresses.link(ROW, `https://x.example/${'a'.repeat(n)}`)?.length,
    );
    const made = lengths.filter((length) => length !== undefined);
    expect(Math.max(...made)).toBeLessThanOrEqual(2000);
    expect(made.length).toBeGreaterThan(1300);
  });
});
