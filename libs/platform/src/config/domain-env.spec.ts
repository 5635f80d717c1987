import { describe, expect, it } from '@jest/globals';
import { domainEnv } from './fragments.js';

const { DNS_SERVERS, SPF_HOSTS, SPF_INCLUDE } = domainEnv;

describe('the configuration of sending domains', () => {
  it.each([
    ['192.0.2.53', ['192.0.2.53']],
    [' 192.0.2.53:5353, [2001:db8::53]:53 ,2001:db8::53,', ['192.0.2.53:5353', '[2001:db8::53]:53', '2001:db8::53']],
  ])('takes the name servers %p', (text, servers) => {
    expect(DNS_SERVERS.parse(text)).toEqual(servers);
  });
  it.each([
    'dns.example.com:53',
    'dns.example.com',
    '192.0.2:53',
    '[192.0.2.53]:53',
    '192.0.2.53:dns',
    '[2001:db8::53',
  ])('takes %p for no name server, which the resolver would throw at', (text) => {
    expect(DNS_SERVERS.safeParse(text).success).toBe(false);
  });

  it('takes addresses and host names for what the relay sends from', () => {
    expect(SPF_HOSTS.parse('192.0.2.1, 2001:db8::1,out.example.com')).toEqual([
      ...['192.0.2.1', '2001:db8::1', 'out.example.com'],
    ]);
    expect(SPF_HOSTS.parse(undefined)).toEqual([]);
  });
  it.each(['localhost', '192.0.2', 'http://out.example.com', '192.0.2.0/24', 'out_1.example.com'])(
    'takes %p for no host',
    (text) => {
      expect(SPF_HOSTS.safeParse(text).success).toBe(false);
      expect(SPF_INCLUDE.safeParse(text).success).toBe(false);
    },
  );
});
