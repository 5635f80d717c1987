import { describe, expect, it } from '@jest/globals';
import type { Person } from '../segment/condition.js';
import { DEFAULT_SETTINGS, type SequenceDefinition, type SequenceSettings } from '../sequence/sequence-definition.js';
import type { Step } from '../sequence/step.js';
import { FULL_CONSENT } from '../subscriber/consent.js';
import type { Facts, Progress } from './decision.js';
import { resumedNow } from './pause-shift.js';
import { planNext } from './plan-next.js';
import { forecast, simulate } from './simulate.js';

const DAY = 86_400_000;
const START = Date.parse('2026-11-25T09:00:00Z');
const email = (id: string): Step => ({ id, kind: 'email', subject: `Mail ${id}`, html: '<p>Hi</p>' });
const wait = (id: string, days: number): Step => ({ id, kind: 'wait', for: { amount: days, unit: 'days' } });
const definition = (...steps: Step[]): SequenceDefinition => ({
  ...{ sequenceId: 's', version: 1, steps, settings: DEFAULT_SETTINGS },
});
const withSettings = (settings: Partial<SequenceSettings>, ...steps: Step[]): SequenceDefinition => ({
  ...definition(...steps),
  settings: { ...DEFAULT_SETTINGS, ...settings },
});
const progress = (change: Partial<Progress> = {}): Progress => ({
  ...{ state: 'active', outcome: null, reason: null, done: [], choices: {}, kept: [], anchorAt: START, shiftedBy: 0 },
  ...{ enrolledAt: START, pausedAt: null, parkedAt: null, notBefore: null, skipBefore: null, dueOverride: null },
  ...change,
});
const person: Person = {
  ...{ email: 'ada@example.com', firstName: 'Ada', lastName: null, timeZone: null, locale: null, createdAt: START },
  ...{ fields: {}, tags: [], lists: {}, events: [] },
};
const facts = (change: Partial<Facts> = {}): Facts => ({
  ...{ sequenceState: 'active', sequencePausedAt: null, subscriberStatus: 'active', consent: FULL_CONSENT },
  ...{ timeZone: 'UTC', seed: 'p', person, cap: { perDay: null, perWeek: null }, recentSends: [], named: null },
  domain: { name: 'example.com', verdict: 'pass', policy: 'hold' },
  ...change,
});

describe('a hold in a decision', () => {
  it('holds who is on a version from before the check whose window never opens, unless an operator set the time', () => {
    const window = { weekdays: [1, 3], from: '09:00', to: '09:00', timeZone: 'UTC', skipDates: [] };
    const closed = withSettings({ window }, email('a'), { id: 'h', kind: 'webhook', url: 'x', onFailure: 'hold' });
    const why = expect.stringContaining('The send window opens and closes at 09:00: choose a later end');
    const held = { do: 'replan', step: 'a', at: null, state: 'held', why };
    expect(planNext(closed, progress(), facts(), START)).toMatchObject(held);
    expect(planNext(closed, progress({ skipBefore: START + DAY }), facts(), START)).toMatchObject({ step: 'h' });
    const dueOverride = { step: 'a', at: START };
    expect(planNext(closed, progress({ dueOverride }), facts(), START)).toMatchObject({ do: 'sendEmail', at: START });
    expect(simulate(closed, { progress: progress(), facts: facts() }, START)).toMatchObject({
      outcome: null,
      entries: [{ kind: 'waited', stepId: 'a', what: why }],
    });
  });

  it.each<[string, Partial<Progress>, Partial<Facts>, Step[], string]>([
    [
      'by what a step came to',
      { state: 'held', reason: 'The relay refused the mail', parkedAt: START - DAY },
      {},
      [email('a')],
      "The relay refused the mail (since Tue 24 Nov 2026 09:00 UTC; next: send 'Mail a', due since Wed 25 Nov 2026 09:00 UTC)",
    ],
    [
      'by a pause of the sequence, whenever they were parked by it',
      { parkedAt: START - 5 },
      { sequenceState: 'paused', sequencePausedAt: START - 2 * DAY, timeZone: 'Europe/Paris' },
      [wait('w', 2), email('a')],
      "The sequence is paused (since Mon 23 Nov 2026 10:00 Europe/Paris; next: send 'Mail a', due Fri 27 Nov 2026 10:00 Europe/Paris)",
    ],
    [
      'until they confirm, from now on',
      {},
      { subscriberStatus: 'unconfirmed' },
      [wait('w', 1)],
      'Waiting for the subscriber to confirm (since Wed 25 Nov 2026 09:00 UTC; next: complete the sequence, due Thu 26 Nov 2026 09:00 UTC)',
    ],
    [
      'by a broken domain',
      { parkedAt: START - DAY },
      { domain: { name: 'example.com', verdict: 'fail', policy: 'hold' } },
      [email('a')],
      "SPF of example.com is broken: correct its record, then check the domain (since Tue 24 Nov 2026 09:00 UTC; next: send 'Mail a', due since Wed 25 Nov 2026 09:00 UTC)",
    ],
    [
      'while they wait for an event',
      { state: 'paused', pausedAt: START },
      {},
      [{ id: 'e', kind: 'waitForEvent', event: 'paid', timeout: { amount: 3, unit: 'days' }, then: [], onTimeout: [] }],
      "Paused by an operator (since Wed 25 Nov 2026 09:00 UTC; next: wait for 'paid', until Sat 28 Nov 2026 09:00 UTC at the latest)",
    ],
    [
      'in front of the end',
      { state: 'paused', pausedAt: START },
      {},
      [{ id: 't', kind: 'tag', tag: 'x' }],
      'Paused by an operator (since Wed 25 Nov 2026 09:00 UTC; next: complete the sequence)',
    ],
  ])('says why, since when and before what somebody is held %s', (_name, standing, known, steps, why) => {
    expect(planNext(definition(...steps), progress(standing), facts(known), START).why).toBe(why);
  });

  it('tells who waits before a wait for an event from who is in it', () => {
    const paid: Step = {
      ...{
        id: 'e',
        kind: 'waitForEvent',
        event: 'paid',
        timeout: { amount: 3, unit: 'days' },
        then: [],
        onTimeout: [],
      },
    };
    const why = (...steps: Step[]) => planNext(definition(...steps), progress(), facts(), START).why;
    expect(why(wait('w', 1), paid)).toBe("Waiting until Thu 26 Nov 2026 09:00 UTC to start waiting for 'paid'");
    expect(why(paid)).toBe("Waiting for 'paid', until Sat 28 Nov 2026 09:00 UTC at the latest");
  });
});

describe(resumedNow, () => {
  // eight days of the wait are left when the first pause begins
  const waiting = definition(email('a'), wait('w', 10), email('b'));
  const paused = { state: 'paused', done: ['a'], pausedAt: START + 2 * DAY } as const;
  const at = (change: Partial<Progress>, known: Partial<Facts>) => {
    const resumed = resumedNow(progress({ done: ['a'], ...change }), facts(known), START + 5 * DAY);
    const entries = resumed && forecast(waiting, resumed.progress, resumed.facts, START + 5 * DAY);
    return entries?.map((entry) => [entry.stepId, (entry.at - START) / DAY]);
  };
  const sequencePaused = (day: number) => ({ sequenceState: 'paused', sequencePausedAt: START + day * DAY }) as const;

  it.each<[string, Partial<Progress>, Partial<Facts>, number]>([
    ['a person', paused, {}, 13],
    ['a sequence', {}, sequencePaused(3), 12],
    ['both', paused, sequencePaused(3), 13],
    ['a wait that began during the pause', { ...paused, anchorAt: START + 4 * DAY }, {}, 15],
  ])('forecasts what the pause of %s keeps for later', (_, change, known, day) => {
    expect(at(change, known)).toEqual([
      ['b', day],
      [null, day],
    ]);
  });

  it('is for pauses alone', () => {
    expect(at({}, {})).toBeUndefined();
    expect(at({ state: 'held', reason: 'On hold' }, {})).toBeUndefined();
  });
});
