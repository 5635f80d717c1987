import { describe, expect, it } from '@jest/globals';
import { type Use, useWords } from './used-by.js';

const use = (kind: Use['kind'], name: string): Use => ({ kind, id: name, name });

describe(useWords, () => {
  it('names each by what it is', () => {
    expect(useWords([use('segment', 'Pros'), use('draft', 'Welcome'), use('form', 'Newsletter')])).toBe(
      "the segment 'Pros', the draft of the sequence 'Welcome', the form 'Newsletter'",
    );
  });

  it('counts what there is no room to name', () => {
    const many = Array.from({ length: 12 }, (_, n) => use('segment', `S${n}`));
    expect(useWords(many)).toMatch(/^the segment 'S0', .*, the segment 'S9', 2 more$/);
  });
});
