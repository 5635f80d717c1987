import { describe, expect, it } from '@jest/globals';
import { asBytea, isNamedAfter, needlePattern, needlesOf } from './needles.js';

const identity = (email: string, firstName: string | null = null, lastName: string | null = null) => ({
  ...{ addresses: [email], firstName, lastName },
});

describe(needlesOf, () => {
  it('knows the spellings of an address: any case, IDN both ways, as a URL has it', () => {
    const { address } = needlesOf(identity('Ada+News@Bücher.example'));
    expect(address).toEqual(
      expect.arrayContaining([
        'ada+news@bücher.example',
        'ada+news@xn--bcher-kva.example',
        'ada%2bnews%40xn--bcher-kva.example',
      ]),
    );
  });

  it('looks for a name only where it is a full one', () => {
    expect(needlesOf(identity('a@x.org', 'Ada', 'Lovelace')).name).toEqual(['ada lovelace']);
    expect(needlesOf(identity('a@x.org', 'Ada')).name).toEqual([]);
    expect(needlesOf(identity('a@x.org', 'A', 'L')).name).toEqual([]);
  });
});

describe(needlePattern, () => {
  it('escapes what means something in an expression', () => {
    expect(needlePattern(['a+b.c@x.org'])).toContain(String.raw`a\+b\.c@x\.org`);
  });
});

describe(asBytea, () => {
  it('spells bytes as PostgreSQL does', () => {
    expect(asBytea('a\\ü@x')).toBe(String.raw`a\\\303\274@x`);
  });
});

describe(isNamedAfter, () => {
  const needles = needlesOf(identity('ada@x.org', 'Ada', 'Lovelace'));

  it.each([
    'ada@x.org.csv',
    'export_Ada@X.org-2026.csv',
    'of ada%40x.org.xlsx',
    'Ada Lovelace.csv',
    'ada-lovelace_2026.csv',
    'AdaLovelace.tsv',
  ])('sees it in %s', (name) => {
    expect(isNamedAfter(name, needles)).toBe(true);
  });

  it.each(['customers.csv', 'ada.csv', 'lovelace ada.csv', 'ada@y.org.csv'])('does not see it in %s', (name) => {
    expect(isNamedAfter(name, needles)).toBe(false);
  });

  it('takes nothing in a name for an expression', () => {
    expect(isNamedAfter('adaxlovelace.csv', needlesOf(identity('a@x.org', 'A.a', 'Love*lace')))).toBe(false);
  });
});
