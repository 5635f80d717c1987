import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantOf, localOf } from './local-instant';

describe('instantOf', () => {
  it.each([
    ['2026-12-02T09:00', 'Europe/Paris', '2026-12-02T08:00:00.000Z'],
    ['2026-07-02T09:00', 'Europe/Paris', '2026-07-02T07:00:00.000Z'],
    ['2026-12-02T09:00', 'America/New_York', '2026-12-02T14:00:00.000Z'],
    ['2026-12-02T09:00', 'Asia/Kathmandu', '2026-12-02T03:15:00.000Z'],
    // 02:30 comes twice on 25 October: the first counts; and not at all on 29 March: as much later.
    ['2026-10-25T02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T02:30', 'Europe/Paris', '2026-03-29T01:30:00.000Z'],
    ['2026-12-02T09:00', 'Nowhere/AtAll', '2026-12-02T09:00:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(instantOf(local, zone)).toBe(instant);
  });

  it.each(['', 'soon', '2026-12-02', '2026-13-02T09:00'])('takes "%s" for no time', (local) => {
    expect(instantOf(local, 'UTC')).toBeNull();
  });

  it('undoes localOf, except in the hour that a clock repeats', () => {
    const minute = 60_000;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000 }),
        fc.constantFrom('Europe/Paris', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'UTC'),
        (seconds, zone) => {
          const instant = Math.floor((seconds * 1_000) / minute) * minute;
          const back = Date.parse(instantOf(localOf(instant, zone), zone) ?? '');
          expect(localOf(back, zone)).toBe(localOf(instant, zone));
        },
      ),
    );
  });
});
