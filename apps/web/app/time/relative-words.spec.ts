import { describe, expect, it } from '@jest/globals';
import { relativeWords, spanWords } from './relative-words';

const now = Date.parse('2026-03-01T12:00:00Z');
const at = (iso: string) => Date.parse(iso);

describe('relativeWords', () => {
  it.each([
    ['2026-03-04T12:00:00Z', 'in 3 days'],
    ['2026-03-02T12:00:00Z', 'in 1 day'],
    ['2026-03-01T13:59:00Z', 'in 1 hour'],
    ['2026-03-01T12:00:30Z', 'in moments'],
    ['2026-03-01T12:00:00Z', 'just now'],
    ['2026-03-01T11:59:10Z', 'just now'],
    ['2026-03-01T11:58:00Z', '2 minutes ago'],
    ['2026-02-20T12:00:00Z', '9 days ago'],
    ['2026-02-10T12:00:00Z', '2 weeks ago'],
    ['2025-12-01T12:00:00Z', '2 months ago'],
    ['2024-02-28T12:00:00Z', '2 years ago'],
  ])('%s is %s', (iso, words) => {
    expect(relativeWords(at(iso), now)).toBe(words);
  });
});

describe('spanWords', () => {
  it('tells both directions alike', () => {
    expect(spanWords(-5_400_000)).toBe('1 hour');
    expect(spanWords(5_400_000)).toBe('1 hour');
  });
});
