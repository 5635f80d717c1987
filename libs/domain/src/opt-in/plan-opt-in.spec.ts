import { describe, expect, it } from '@jest/globals';
import { dueAfterMail, newOptIn, type OptInProgress, planOptIn } from './plan-opt-in.js';

const DAY = 86_400_000;
const timing = { reminderAfterDays: 3, expiresAfterDays: 14, dayMs: DAY };
const row = (change: Partial<OptInProgress> = {}): OptInProgress => ({
  ...{ state: 'pending', sent: 0, revision: 1, mayBeAsked: true },
  ...newOptIn(timing, 0),
  ...change,
});

describe(planOptIn, () => {
  it('asks at once, reminds after 3 days, and expires after 14', () => {
    const seen: [number, string][] = [];
    let progress = row();
    for (let now = 0; ;) {
      const plan = planOptIn(progress, now);
      now = plan.at;
      seen.push([now / DAY, plan.outcome ?? plan.do]);
      if (plan.do === 'end') break;
      if (plan.do !== 'sendConfirmation') continue;
      const sent = progress.sent + 1;
      progress = { ...progress, sent, dueAt: dueAfterMail(sent, progress.expiresAt, timing, now) };
    }
    expect(seen).toEqual([
      [0, 'sendConfirmation'],
      [3, 'sendConfirmation'],
      [14, 'replan'],
      [14, 'expired'],
    ]);
  });

  it.each([
    ['confirmed', { state: 'confirmed' }],
    ['cancelled', { state: 'cancelled' }],
    ['cancelled', { mayBeAsked: false }],
    ['expired', { state: 'expired' }],
    ['expired', { expiresAt: 50 }],
  ] as const)('ends as %s for %j', (outcome, change) => {
    expect(planOptIn(row(change), 100)).toMatchObject({ do: 'end', at: 100, outcome });
  });

  it('sends a mail that is overdue now, and one that is asked for again when it is due', () => {
    expect(planOptIn(row(), 7 * DAY)).toMatchObject({ do: 'sendConfirmation', at: 7 * DAY });
    expect(planOptIn(row({ sent: 2, dueAt: 5 * DAY }), 4 * DAY)).toMatchObject({ do: 'sendConfirmation', at: 5 * DAY });
  });
});

describe(dueAfterMail, () => {
  it('reminds once at most, and never after the expiry', () => {
    const expiresAt = 14 * DAY;
    expect(dueAfterMail(1, expiresAt, { ...timing, reminderAfterDays: null }, 0)).toBe(expiresAt);
    expect(dueAfterMail(1, expiresAt, timing, 12 * DAY)).toBe(expiresAt);
    expect(dueAfterMail(2, expiresAt, timing, DAY)).toBe(expiresAt);
  });
});
