import { describe, expect, it } from '@jest/globals';
import type { PropertyMatch } from './condition.js';
import { matchesProperties } from './match-properties.js';

const ORDER = { id: 'A-1', amount: '50', paid: true, at: '2026-11-25', lines: [1, 2], note: '' };

describe(matchesProperties, () => {
  it.each<[PropertyMatch[], boolean]>([
    [[], true],
    [[{ property: 'id', op: 'is', value: 'a-1' }], true],
    [
      [
        { property: 'id', op: 'is', value: 'a-1' },
        { property: 'amount', op: 'lessThan', value: 50 },
      ],
      false,
    ],
    [[{ property: 'amount', op: 'is', value: 50 }], true],
    [[{ property: 'paid', op: 'is', value: true }], true],
    [[{ property: 'id', op: 'oneOf', value: ['b', 'A-1'] }], true],
    [[{ property: 'at', op: 'before', value: '2026-11-25T00:00:01Z' }], true],
    [[{ property: 'lines', op: 'isSet' }], true],
    [[{ property: 'lines', op: 'contains', value: '1' }], false],
    [[{ property: 'note', op: 'isNotSet' }], true],
    [[{ property: 'toString', op: 'isSet' }], false],
    [[{ property: 'missing', op: 'isNot', value: 1 }], true],
  ])('%j: %s', (where, matches) => expect(matchesProperties(where, ORDER)).toBe(matches));

  it('asks for nothing where there is no match', () => expect(matchesProperties(undefined, {})).toBe(true));
});
