import { describe, expect, it } from '@jest/globals';
import { proxyEnv } from './fragments.js';

const { TRUST_PROXY } = proxyEnv;

describe('the proxies that are trusted', () => {
  it('are none unless they are named', () => {
    expect(TRUST_PROXY.parse(undefined)).toEqual([]);
  });

  it('are addresses, ranges and names of ranges', () => {
    expect(TRUST_PROXY.parse('loopback, 192.0.2.1,10.0.0.0/8, 2001:db8::/32 ')).toEqual([
      ...['loopback', '192.0.2.1', '10.0.0.0/8', '2001:db8::/32'],
    ]);
  });

  it.each(['true', '1', '*', 'proxy.example.com', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', 'x/8', '2001:db8::/129'])(
    'are not %j, by which anybody could say to be anybody',
    (text) => {
      expect(TRUST_PROXY.safeParse(text).success).toBe(false);
    },
  );
});
