import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { personPausedSince, shiftOnPersonResume } from './pause-shift.js';

/** What the resume of a sequence shifts for somebody who is not paused alone (as the SQL does it). */
const sequenceShift = (pausedAt: number, anchorAt: number, now: number) =>
  Math.max(0, now - Math.max(pausedAt, anchorAt));

describe('pauses of a person and of the sequence', () => {
  it('shift by the length of a pause', () => {
    expect(shiftOnPersonResume({ personSince: 100, sequenceSince: null, anchorAt: 90 }, 150)).toBe(50);
  });

  it('shift a wait that began during the pause by what came after its beginning', () => {
    expect(shiftOnPersonResume({ personSince: 100, sequenceSince: null, anchorAt: 130 }, 150)).toBe(20);
    expect(shiftOnPersonResume({ personSince: 100, sequenceSince: 120, anchorAt: 130 }, 150)).toBe(0);
  });

  it('count no moment twice and lose none, in whatever order they begin and end', () => {
    const instants = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(instants, fc.boolean(), fc.boolean(), (times, personFirst, personEndsFirst) => {
        const [t1, t2, t3, t4] = times.sort((a, b) => a - b) as [number, number, number, number];
        let anchor = 0;
        const sequenceFrom = personFirst ? t2 : t1;
        const personFrom = personFirst ? t1 : t2;
        const since = personPausedSince(personFrom, personFirst ? null : sequenceFrom, anchor);
        if (personEndsFirst) {
          anchor += shiftOnPersonResume({ personSince: since, sequenceSince: sequenceFrom, anchorAt: anchor }, t3);
          anchor += sequenceShift(sequenceFrom, anchor, t4);
        } else {
          // the sequence's resume passes by whoever is paused alone
          anchor += shiftOnPersonResume({ personSince: since, sequenceSince: null, anchorAt: anchor }, t4);
        }
        // both pauses overlap, so together they stopped the clock from the first beginning to the last end
        expect(anchor).toBe(t4 - t1);
      }),
    );
  });
});
