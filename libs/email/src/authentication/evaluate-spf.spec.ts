import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluateSpf } from './evaluate-spf.js';
import { explainError } from './explain-spf.js';
import { type Ask, NameServerTrouble } from './name-server.js';

const DOMAIN = 'example.com';
const OUTCOMES = ['pass', 'fail', 'softfail', 'neutral', 'none', 'permerror', 'temperror'];

/** Pieces of records, put together without regard for what belongs together. */
const piece = fc.constantFrom(
  ...['ip4:', 'ip6:', 'a', 'a:', 'mx', 'mx:', 'ptr', 'exists:', 'include:', 'redirect=', 'exp=', 'all', 'bogus'],
  ...['198.51.100.7', '198.51.100', '::', '::ffff:1.2.3.4', 'fe80::1%eth0', '/24', '/33', '/-1', '//129', '/'],
  ...['a.test', '_spf.a.test', '.', '..', ':', '=', '-', '~', '?', '+', ' ', '\t', '"', '\\', '\u0000', 'é'],
  ...['%{i}', '%{d99r-}', '%{h2r.}', '%{z}', '%{p}', '%{', '%%', 'a'.repeat(70), 'b.'.repeat(140)],
);
/** Terms as they should be, of which none allows an address of ours. */
const term = fc.constantFrom(
  ...['ip4:203.0.113.0/24', 'ip6:2001:db8:1::/48', '-exists:%{ir}.%{d}.test', 'a:x.test', 'mx:x.test//64'],
  ...['include:_spf.x.test', '?include:y.test', 'ptr', 'exp=why.test', 'unknown=modifier'],
);
const record = fc
  .array(fc.oneof({ weight: 6, arbitrary: term }, { weight: 1, arbitrary: piece }, fc.string()), { maxLength: 8 })
  .chain((terms) => fc.constantFrom(' ', ' ', '').map((between) => ['v=spf1', ...terms].join(between)))
  .map((text) => text.replace(/^v=spf1(?! |$)/, 'v=spf1 '));

/** A name server that publishes a record for the domain and the same other things under every name. */
function publishing(own: string, others: { readonly txt: string; readonly exchange: string }): Ask {
  const records: Record<string, unknown[]> = {
    A: ['203.0.113.9'],
    AAAA: [],
    MX: [{ priority: 1, exchange: others.exchange }],
    PTR: ['host.example.com'],
  };
  return async (name, type) => (type === 'TXT' ? [[name === DOMAIN ? own : others.txt]] : (records[type] ?? []));
}

describe(evaluateSpf, () => {
  // what throws here fails the check of the domain again and again, and with it every mail of the workspace
  it('comes to a result whatever others publish, and an error can be explained', async () => {
    const ip = fc.constantFrom('198.51.100.7', '2001:db8::7');
    const exchange = fc.constantFrom('mx.test', '', '.', 'not a host');
    await fc.assert(
      fc.asyncProperty(record, record, exchange, ip, async (own, txt, mx, address) => {
        const ask = publishing(own, { txt, exchange: mx });
        const evaluation = await evaluateSpf(ask, { ip: address, sender: `postmaster@${DOMAIN}`, helo: DOMAIN });
        expect(OUTCOMES).toContain(evaluation.outcome);
        expect(evaluation.outcome).not.toBe('temperror');
        expect(evaluation.read[0]).toBe(DOMAIN);
        expect(explainError(evaluation)).toMatch(/^Receivers take the record as broken: .*\.$/s);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never takes a name server that does not answer for a record that is broken', async () => {
    const harmless = fc.array(fc.constantFrom('ip4:203.0.113.0/24', 'ip6:2001:db8:1::/48', 'unknown=modifier'));
    const asking = fc.constantFrom(
      'include:x.test',
      '-exists:%{i}.x.test',
      'a:x.test',
      '~mx:x.test',
      '?include:y.test',
    );
    const end = fc.constantFrom('-all', '~all', '+all', 'redirect=z.test', '');
    await fc.assert(
      fc.asyncProperty(harmless, asking, fc.array(fc.oneof(asking, term)), end, async (before, first, after, last) => {
        const own = ['v=spf1', ...before, first, ...after.filter((one) => !one.startsWith('exp=')), last].join(' ');
        const ask: Ask = async (name, type) => {
          if (type === 'TXT' && name === DOMAIN) return [[own]];
          throw new NameServerTrouble('ESERVFAIL', name);
        };
        const host = { ip: '198.51.100.7', sender: `postmaster@${DOMAIN}`, helo: DOMAIN };
        expect((await evaluateSpf(ask, host)).outcome).toBe('temperror');
      }),
      { numRuns: 1_000 },
    );
  });

  it('follows names with an underscore, as most includes have', async () => {
    const ask = publishing('v=spf1 include:_spf.a.test -all', { txt: 'v=spf1 ip4:198.51.100.7 -all', exchange: '' });
    const host = { ip: '198.51.100.7', sender: `postmaster@${DOMAIN}`, helo: DOMAIN };
    expect(await evaluateSpf(ask, host)).toMatchObject({ outcome: 'pass', read: [DOMAIN, '_spf.a.test'] });
  });
});
