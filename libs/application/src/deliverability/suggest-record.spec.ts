import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { suggestRecord } from './suggest-record.js';

describe(suggestRecord, () => {
  it.each([
    [null, ['ip4:192.0.2.1'], 'v=spf1 ip4:192.0.2.1 ~all'],
    ['v=spf1 -all', ['ip4:192.0.2.1', 'ip6:2001:db8::1'], 'v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 -all'],
    ['v=spf1 mx  ?ALL', ['include:a.test'], 'v=spf1 mx include:a.test ?ALL'],
    ['v=spf1', ['include:a.test'], 'v=spf1 include:a.test'],
    ['v=spf1 a redirect=b.test', ['include:a.test'], 'v=spf1 a include:a.test redirect=b.test'],
    ['v=spf1 redirect=b.test mx -all', ['include:a.test'], 'v=spf1 include:a.test redirect=b.test mx -all'],
    ['v=spf1 include:all.test all', ['ip4:192.0.2.1'], 'v=spf1 include:all.test ip4:192.0.2.1 all'],
  ])('puts into %p what is missing, in front of what ends it', (record, missing, expected) => {
    expect(suggestRecord(record, missing)).toBe(expected);
  });

  it('has nothing to suggest when nothing is missing', () => {
    expect(suggestRecord('v=spf1 -all', [])).toBeNull();
    expect(suggestRecord(null, [])).toBeNull();
  });

  it('keeps every term in its order', () => {
    const term = fc.constantFrom('mx', 'a', 'ip4:192.0.2.0/24', 'include:b.test', '-all', '~all', 'exp=x.test');
    fc.assert(
      fc.property(fc.array(term), (terms) => {
        const words = suggestRecord(['v=spf1', ...terms].join(' '), ['ip4:192.0.2.1'])?.split(' ') ?? [];
        const added = words.indexOf('ip4:192.0.2.1');
        expect(words.filter((_, index) => index !== added)).toEqual(['v=spf1', ...terms]);
        const end = words.findIndex((word) => /^[-~]all$/.test(word));
        if (end >= 0) expect(added).toBe(end - 1);
      }),
    );
  });
});
