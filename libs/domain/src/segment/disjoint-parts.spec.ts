import { describe, expect, it } from '@jest/globals';
import type { Condition } from './condition.js';
import { disjointParts } from './disjoint-parts.js';

const TAG: Condition = { tag: 'vip' };
const LIST: Condition = { list: 'l' };
const OPENED: Condition = { opened: {} };
const BOUGHT: Condition = { all: [{ event: 'bought' }, TAG] };

describe('disjointParts', () => {
  it('leaves alone what is no choice, what asks for no events, and what asks for several', () => {
    for (const whole of [
      OPENED,
      { all: [OPENED, TAG] },
      { not: { any: [OPENED, TAG] } },
      { any: [TAG, LIST] },
      { any: [OPENED, BOUGHT, TAG] },
      { any: [OPENED] },
      { any: [] },
    ] satisfies Condition[])
      expect(disjointParts(whole)).toEqual([whole]);
  });

  it('takes the people of the other ways out of the one with events', () => {
    const others: Condition = { any: [TAG, LIST] };
    expect(disjointParts({ any: [TAG, BOUGHT, LIST] })).toEqual([others, { all: [BOUGHT, { not: others }] }]);
  });
});
