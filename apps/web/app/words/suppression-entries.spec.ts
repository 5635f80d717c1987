import { describe, expect, it } from '@jest/globals';
import { addedWords, entryProblems, splitEntries } from './suppression-entries';

describe(splitEntries, () => {
  it('tells addresses from domains, with or without @', () => {
    expect(splitEntries(' ann@example.com, example.org\n@example.net;bob@x.example ')).toEqual({
      addresses: ['ann@example.com', 'bob@x.example'],
      domains: ['example.org', '@example.net'],
    });
  });
});

describe(entryProblems, () => {
  it('names each bad entry by its line and text, in the order of the lines', () => {
    const typed = 'ann@example.com\r\n\r\ncom, example.org\nbob@x\n';
    expect(
      entryProblems(typed, { 'addresses.1': ['No full domain.'], 'domains.0': ['No domain.'], note: ['Too long.'] }),
    ).toEqual(['Line 3, “com”: No domain.', 'Line 4, “bob@x”: No full domain.']);
    expect(entryProblems(typed, { addresses: ['Too many.'] })).toEqual(['Too many.']);
  });
});

describe(addedWords, () => {
  it('says only what there is to say', () => {
    const nothing = { added: 1, already: 0, rejected: [], rejectedCount: 0, ended: 0 };
    expect(addedWords(nothing)).toBe('1 entry suppressed.');
    const all = { added: 2, already: 3, rejected: [{ line: 4, reason: 'r' }], rejectedCount: 5, ended: 1 };
    expect(addedWords(all)).toBe(
      '2 entries suppressed, 3 were before. 1 enrollment ended. 5 lines held no address, the first is line 4.',
    );
  });
});
