import { Resolver } from 'node:dns/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FakeDnsServer, startFakeDnsServer } from './fake-dns-server.js';

describe(startFakeDnsServer, () => {
  let server: FakeDnsServer;
  let resolver: Resolver;
  beforeAll(async () => {
    server = await startFakeDnsServer({
      'Example.com': {
        A: ['192.0.2.1', '192.0.2.255'],
        AAAA: ['2001:db8::1', '::ffff:192.0.2.1', '1:2:3:4:5:6:7:8'],
        TXT: ['short', ['two ', 'strings'], 'x'.repeat(700), 'byte \x96'],
        MX: [[300, 'mail.example.com']],
      },
      '1.2.0.192.in-addr.arpa': { PTR: ['mail.example.com'] },
      'www.example.com': { CNAME: 'example.com' },
      'broken.example.com': 'servfail',
      'refused.example.com': { TXT: 'refused', A: ['192.0.2.9'] },
      'silent.example.com': 'drop',
    });
    resolver = new Resolver({ timeout: 200, tries: 1 });
    resolver.setServers([server.address]);
  });
  afterAll(() => server.close());

  it('publishes each kind of record as a resolver reads it', async () => {
    expect(await resolver.resolve4('example.com')).toEqual(['192.0.2.1', '192.0.2.255']);
    expect(await resolver.resolve6('example.com')).toEqual(['2001:db8::1', '::ffff:192.0.2.1', '1:2:3:4:5:6:7:8']);
    expect((await resolver.resolveTxt('example.com')).map((strings) => strings.join(''))).toEqual([
      ...['short', 'two strings', 'x'.repeat(700), 'byte \x96'],
    ]);
    expect(await resolver.resolveMx('example.com')).toEqual([{ priority: 300, exchange: 'mail.example.com' }]);
    expect(await resolver.resolvePtr('1.2.0.192.in-addr.arpa')).toEqual(['mail.example.com']);
  });

  it('follows an alias', async () => {
    expect(await resolver.resolve4('www.example.com')).toEqual(['192.0.2.1', '192.0.2.255']);
  });

  it.each([
    ['nowhere.example.com', 'ENOTFOUND'],
    ['www.example.com', 'ENODATA'],
    ['broken.example.com', 'ESERVFAIL'],
    ['refused.example.com', 'EREFUSED'],
    ['silent.example.com', 'ETIMEOUT'],
  ])('answers a question for PTR or TXT of %s with %s', async (name, code) => {
    const type = code === 'ENODATA' ? 'PTR' : 'TXT';
    await expect(resolver.resolve(name, type)).rejects.toMatchObject({ code });
  });

  it('has trouble with one type and not with another', async () => {
    expect(await resolver.resolve4('refused.example.com')).toEqual(['192.0.2.9']);
  });

  it('keeps the questions, and takes another zone', async () => {
    server.publish({ 'other.example.com': { A: ['192.0.2.7'] } });
    expect(await resolver.resolve4('OTHER.example.com')).toEqual(['192.0.2.7']);
    expect(server.questions.at(-1)).toMatchObject({ type: 'A' });
    await expect(resolver.resolve4('example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});
