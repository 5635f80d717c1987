import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textDiff } from './text-diff';

const without = (kind: string, before: string, after: string) =>
  textDiff(before, after)
    .filter((part) => part.kind !== kind)
    .map(({ text }) => text)
    .join('');

describe('textDiff', () => {
  it('marks the words that changed and no others', () => {
    expect(textDiff('Hello dear Ada, welcome.', 'Hello Ada, very welcome.')).toEqual([
      { kind: 'same', text: 'Hello ' },
      { kind: 'removed', text: 'dear ' },
      { kind: 'same', text: 'Ada,' },
      { kind: 'added', text: ' very' },
      { kind: 'same', text: ' welcome.' },
    ]);
  });

  it('finds nothing where nothing changed', () => {
    expect(textDiff('a b', 'a b')).toEqual([{ kind: 'same', text: 'a b' }]);
    expect(textDiff('', '')).toEqual([]);
  });

  it('holds both texts whole, whatever they are', () => {
    const words = fc
      .array(fc.constantFrom('a', 'b', 'ä', '😀', ' ', '.', '\n'), { maxLength: 30 })
      .map((one) => one.join(''));
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: 'grapheme' })), words, (before, after) => {
        expect(without('added', before, after)).toBe(before);
        expect(without('removed', before, after)).toBe(after);
      }),
    );
  });

  it('tells very long texts as one change rather than hang', () => {
    const [long, other] = ['a '.repeat(3_000), 'b '.repeat(3_000)];
    expect(without('added', long, other)).toBe(long);
    expect(textDiff(long, other).length).toBeLessThan(10);
  });
});
