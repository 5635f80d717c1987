import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import './index.js';

const schema = z.object({
  name: z.string().min(1).max(3),
  days: z.number().int().min(1).max(30),
  tags: z.array(z.string()).max(2).optional(),
  own: z.string().min(1, 'name it').optional(),
});
const wordsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(schema.safeParse(value).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []);

describe('the words of a refusal', () => {
  it.each([
    [{ days: 5 }, { name: 'This is missing.' }],
    [
      { name: '', days: 0 },
      { name: 'Fill this in.', days: 'At least 1.' },
    ],
    [
      { name: 'abcd', days: 31 },
      { name: 'At most 3 characters.', days: 'At most 30.' },
    ],
    [{ name: 'a', days: 1.5 }, { days: 'Write a whole number.' }],
    [{ name: 'a', days: 'x' }, { days: 'Write a number.' }],
    [
      { name: 'a', days: 1, tags: ['', '', ''], own: '' },
      { tags: 'At most 2.', own: 'name it' },
    ],
  ])('are plain for %j', (value, words) => {
    expect(wordsOf(value)).toEqual(words);
  });
});
