import { describe, expect, it } from '@jest/globals';
import type { Step } from '../sequence/step.js';
import type { Condition } from './condition.js';
import { describeCondition } from './describe-condition.js';
import { evaluateCondition } from './evaluate-condition.js';
import {
  expandSegments,
  expandSegmentsInSteps,
  expandSegmentsInTriggers,
  findSegmentLoop,
  segmentsNamed,
} from './expand-segments.js';

const VIP: Condition = { tag: 'vip' };
const RULES = new Map<string, { name: string; condition: Condition }>([
  ['vips', { name: 'VIPs', condition: VIP }],
  ['buyers', { name: 'Buyers', condition: { any: [{ event: 'purchased' }, { not: { segment: 'vips' } }] } }],
  ['late', { name: 'Late', condition: { all: [{ segment: 'buyers' }] } }],
]);

describe(expandSegments, () => {
  it('puts rules in place of segments, those inside segments too', () => {
    expect(expandSegments({ all: [{ tag: 'a' }, { not: { segment: 'late' } }] }, RULES)).toEqual({
      all: [{ tag: 'a' }, { not: { all: [{ any: [{ event: 'purchased' }, { not: VIP }] }] } }],
    });
  });

  it('leaves an unknown segment to be found as a problem', () => {
    expect(expandSegments({ any: [{ segment: 'gone' }] }, RULES)).toEqual({ any: [{ segment: 'gone' }] });
  });

  it('goes round no circle', () => {
    const circle = new Map([['a', { name: 'A', condition: { not: { segment: 'a' } } }]]);
    expect(() => expandSegments({ segment: 'a' }, circle)).toThrow('refers to itself');
  });

  it('reaches branches, goals, arms and triggers', () => {
    const goal: Step = { id: 'g', kind: 'goal', if: { segment: 'vips' } };
    const steps: Step[] = [
      { id: 'b', kind: 'branch', if: { segment: 'vips' }, then: [goal], else: [goal] },
      { id: 's', kind: 'split', arms: [{ weight: 1, steps: [goal] }] },
      {
        id: 'w',
        kind: 'waitForEvent',
        event: 'e',
        timeout: { amount: 1, unit: 'days' },
        then: [goal],
        onTimeout: [goal],
      },
    ];
    const expanded = JSON.stringify(expandSegmentsInSteps(steps, RULES));
    expect(expanded).not.toContain('segment');
    expect(expanded.match(/"tag":"vip"/g)).toHaveLength(6);
    expect(expandSegmentsInTriggers([{ on: 'segmentEntered', if: { segment: 'vips' } }], RULES)).toEqual([
      { on: 'segmentEntered', if: VIP },
    ]);
  });
});

describe(findSegmentLoop, () => {
  it('names the way back', () => {
    expect(findSegmentLoop('vips', { all: [{ tag: 'x' }, { segment: 'late' }] }, RULES)).toEqual(['Late', 'Buyers']);
    expect(findSegmentLoop('vips', { segment: 'vips' }, RULES)).toEqual([]);
  });

  it('finds none where there is none', () => expect(findSegmentLoop('late', { segment: 'buyers' }, RULES)).toBeNull());
});

it('names each segment once', () => {
  expect(segmentsNamed({ any: [{ segment: 'a' }, { not: { segment: 'b' } }, { segment: 'a' }] })).toEqual(['a', 'b']);
});

it('asks nobody about a segment that was not replaced', () => {
  const person = { email: '', firstName: null, lastName: null, timeZone: null, locale: null, createdAt: 0 };
  expect(() =>
    evaluateCondition(
      { segment: 'vips' },
      { ...person, fields: {}, tags: [], lists: {}, events: [] },
      { now: 0, timeZone: 'UTC', sequenceId: '' },
    ),
  ).toThrow('the segment vips was not replaced by its rule');
});

it('is described by its name where that is known', () => {
  expect(describeCondition({ segment: 'vips' }, new Map([['vips', 'VIPs']]))).toBe("is in segment 'VIPs'");
  expect(describeCondition({ not: { segment: 'vips' } })).toBe('not (is in segment vips)');
});
