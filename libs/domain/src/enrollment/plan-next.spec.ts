import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Condition, Person, PersonEvent } from '../segment/condition.js';
import { DEFAULT_SETTINGS, type SequenceDefinition, type SequenceSettings } from '../sequence/sequence-definition.js';
import type { Step } from '../sequence/step.js';
import { FULL_CONSENT } from '../subscriber/consent.js';
import type { FieldDefinition } from '../subscriber/field-value.js';
import type { Facts, Progress } from './decision.js';
import { afterStep, planNext } from './plan-next.js';
import { forecast, simulate } from './simulate.js';

const DAY = 86_400_000;
const START = Date.parse('2026-11-25T09:00:00Z');
const email = (id: string): Step => ({ id, kind: 'email', subject: `Mail ${id}`, html: '<p>Hi</p>' });
const wait = (id: string, days: number): Step => ({ id, kind: 'wait', for: { amount: days, unit: 'days' } });
const definition = (...steps: Step[]): SequenceDefinition => ({
  sequenceId: 's',
  version: 1,
  steps,
  settings: DEFAULT_SETTINGS,
});
const withSettings = (settings: Partial<SequenceSettings>, ...steps: Step[]): SequenceDefinition => ({
  ...definition(...steps),
  settings: { ...DEFAULT_SETTINGS, ...settings },
});
const progress = (change: Partial<Progress> = {}): Progress => ({
  state: 'active',
  outcome: null,
  reason: null,
  done: [],
  choices: {},
  kept: [],
  anchorAt: START,
  shiftedBy: 0,
  enrolledAt: START,
  pausedAt: null,
  parkedAt: null,
  notBefore: null,
  skipBefore: null,
  dueOverride: null,
  ...change,
});
const person: Person = {
  ...{ email: 'ada@example.com', firstName: 'Ada', lastName: null, timeZone: null, locale: null, createdAt: START },
  ...{ fields: {}, tags: [], lists: {}, events: [] },
};
const knows = (change: Partial<Person>) => ({ person: { ...person, ...change } });
const did = (name: string, at: number, properties: Record<string, unknown> = {}): PersonEvent => ({
  ...{ kind: 'custom', name, at, stepId: null, sequenceId: null, properties },
});
const facts = (change: Partial<Facts> = {}): Facts => ({
  sequenceState: 'active',
  sequencePausedAt: null,
  subscriberStatus: 'active',
  consent: FULL_CONSENT,
  timeZone: 'UTC',
  seed: 'enrollment-1',
  person,
  cap: { perDay: null, perWeek: null },
  recentSends: [],
  named: null,
  domain: { name: 'example.com', verdict: 'pass', policy: 'hold' },
  ...change,
});
const welcome = definition(email('a'), wait('w1', 2), email('b'), wait('w2', 3), email('c'));

describe(planNext, () => {
  it('sends the first mail at once', () => {
    expect(planNext(welcome, progress(), facts(), START)).toMatchObject({ do: 'sendEmail', step: 'a', at: START });
  });

  it('counts a wait from the instant at which the mail before it was sent', () => {
    const decision = planNext(welcome, progress({ done: ['a'], anchorAt: START + 5_000 }), facts(), START + 6_000);
    expect(decision).toMatchObject({ do: 'sendEmail', step: 'b', at: START + 5_000 + 2 * DAY, passed: ['w1'] });
  });

  it('says in words what a person waits for', () => {
    const decision = planNext(welcome, progress({ done: ['a'] }), facts({ timeZone: 'Europe/Paris' }), START);
    expect(decision.why).toBe("Waiting until Fri 27 Nov 2026 10:00 Europe/Paris to send 'Mail b'");
  });

  it('adds up waits that follow one another', () => {
    const decision = planNext(definition(wait('w1', 1), wait('w2', 2), email('a')), progress(), facts(), START);
    expect(decision).toMatchObject({ at: START + 3 * DAY, passed: ['w1', 'w2'] });
  });

  it('waits for a trailing wait before it completes', () => {
    const trailing = definition(email('a'), wait('w', 1));
    expect(planNext(trailing, progress({ done: ['a'] }), facts(), START)).toMatchObject({
      do: 'replan',
      at: START + DAY,
    });
    expect(planNext(trailing, progress({ done: ['a'] }), facts(), START + DAY)).toMatchObject({
      do: 'end',
      outcome: 'completed',
    });
  });

  it('completes when every mail is done', () => {
    expect(planNext(welcome, progress({ done: ['a', 'w1', 'b', 'w2', 'c'] }), facts(), START)).toMatchObject({
      do: 'end',
      outcome: 'completed',
    });
  });

  it.each([
    [{ state: 'paused' as const }, {}, 'paused'],
    [{ state: 'held' as const }, {}, 'held'],
    [{}, { sequenceState: 'paused' as const }, 'paused'],
  ])('holds without an end in sight: %j %j', (standing, fact, state) => {
    expect(planNext(welcome, progress(standing), facts(fact), START)).toMatchObject({ do: 'replan', at: null, state });
  });

  it('ends everybody in an archived sequence', () => {
    expect(planNext(welcome, progress(), facts({ sequenceState: 'archived' }), START)).toMatchObject({
      do: 'end',
      outcome: 'stopped',
      why: 'The sequence was archived',
    });
  });

  it("keeps an operator's words about a person out of the plan", () => {
    const paused = progress({ state: 'paused', reason: 'Ada is on holiday', pausedAt: START - DAY });
    expect(planNext(welcome, paused, facts(), START).why).toBe(
      "Paused by an operator (since Tue 24 Nov 2026 09:00 UTC; next: send 'Mail a', due since Wed 25 Nov 2026 09:00 UTC)",
    );
  });

  it('ends for whoever may no longer be mailed, even while they are paused', () => {
    const decision = planNext(
      welcome,
      progress({ state: 'paused' }),
      facts({ subscriberStatus: 'unsubscribed' }),
      START,
    );
    expect(decision).toMatchObject({ do: 'end', outcome: 'unsubscribed' });
  });

  it('keeps to the patience that a relay asked for', () => {
    expect(planNext(welcome, progress({ notBefore: START + 60_000 }), facts(), START)).toMatchObject({
      at: START + 60_000,
    });
  });

  it('passes over what an edit put in front of a person, and credits the wait that is behind them', () => {
    const edited = definition(email('a'), email('new'), wait('w1', 1), email('b'));
    const decision = planNext(edited, progress({ done: ['a'], anchorAt: START }), facts(), START + DAY / 2);
    expect(decision).toMatchObject({ step: 'new', at: START });
    const later = definition(email('first'), email('a'), wait('w1', 1), email('b'));
    expect(planNext(later, progress({ done: ['a'] }), facts(), START + DAY / 2)).toMatchObject({
      step: 'b',
      at: START + DAY,
    });
  });

  it('never sends a done step again and sends every other one once, whatever the sequence', () => {
    const steps = fc
      .array(fc.oneof(fc.constant('email'), fc.nat(5)), { maxLength: 12 })
      .map((kinds) =>
        kinds.map((kind, index) => (kind === 'email' ? email(`e${index}`) : wait(`w${index}`, Number(kind)))),
      );
    fc.assert(
      fc.property(steps, (some) => {
        const plan = definition(...some);
        const sent: string[] = [];
        let standing = progress();
        let now = START;
        for (let turn = 0; turn < 40; turn++) {
          const decision = planNext(plan, standing, facts(), now);
          if (decision.do === 'end') break;
          now = Math.max(now, decision.at ?? now);
          if (decision.do !== 'sendEmail') continue;
          sent.push(decision.step);
          standing = afterStep(standing, decision, now);
        }
        expect(sent).toEqual(some.filter((step) => step.kind === 'email').map(({ id }) => id));
      }),
    );
  });
});

describe('steps that take no time', () => {
  const clicked: Step = {
    ...{ id: 'br', kind: 'branch', name: 'Clicked mail a', if: { clicked: { step: 'a' } } },
    ...{ then: [email('yes')], else: [email('no')] },
  };
  const branched = definition(email('a'), wait('w', 2), clicked, email('end'));
  const click: PersonEvent = {
    kind: 'clicked',
    name: 'clicked',
    at: START + DAY,
    stepId: 'a',
    sequenceId: 's',
    properties: {},
  };

  it('waits until a branch is due before it asks', () => {
    const decision = planNext(branched, progress({ done: ['a'] }), facts(), START + DAY);
    expect(decision).toMatchObject({ do: 'replan', step: 'br', at: START + 2 * DAY, advance: null });
    expect(decision.why).toBe("Waiting until Fri 27 Nov 2026 09:00 UTC to decide 'Clicked mail a'");
  });

  it.each([
    [[click], 'yes', 'then', 'Clicked mail a? Yes'],
    [[], 'no', 'else', 'Clicked mail a? No'],
  ])('takes the arm that the facts say: %#', (events, step, choice, what) => {
    const decision = planNext(branched, progress({ done: ['a'] }), facts(knows({ events })), START + 2 * DAY);
    expect(decision).toMatchObject({
      ...{ do: 'sendEmail', step, at: START + 2 * DAY },
      advance: {
        done: ['w', 'br'],
        choices: { br: choice },
        anchorAt: START + 2 * DAY,
        trail: [{ stepId: 'br', what }],
      },
    });
    expect(decision.advance?.trail[0]?.why).toContain('clicked');
  });

  it.each([
    ['Active?', 'Active? No'],
    ['Active? ', 'Active? No'],
  ])('asks a name that is a question by now with one question mark: %j', (name, what) => {
    const asked = definition({ ...clicked, name });
    expect(planNext(asked, progress(), facts(knows({})), START).advance?.trail[0]?.what).toBe(what);
  });

  it('goes on with the step after a branch once its arm is done, and never with the other arm', () => {
    const stands = progress({ done: ['a', 'w', 'br', 'yes'], choices: { br: 'then' } });
    expect(planNext(branched, stands, facts(), START + 3 * DAY)).toMatchObject({ do: 'sendEmail', step: 'end' });
  });

  it('divides people by a hash: the same for ever, in proportion to the weights', () => {
    const split = definition({
      ...{ id: 'sp', kind: 'split' },
      arms: [
        { weight: 30, steps: [email('x')] },
        { weight: 70, steps: [email('y')] },
      ],
    });
    const taken = Array.from({ length: 2000 }, (_, n) => {
      const decision = planNext(split, progress(), facts({ seed: `person-${n}` }), START);
      return decision.do === 'sendEmail' ? decision.step : '';
    });
    const share = taken.filter((step) => step === 'x').length / taken.length;
    expect(share).toBeGreaterThan(0.26);
    expect(share).toBeLessThan(0.34);
  });

  it('changes the person before the next branch looks at them', () => {
    const decision = planNext(
      definition(
        { id: 't', kind: 'tag', tag: 'vip' },
        { id: 'f', kind: 'setField', field: 'plan', value: 'pro' },
        {
          ...{ id: 'b', kind: 'branch', then: [email('in')], else: [email('out')] },
          if: { all: [{ tag: 'vip' }, { field: 'plan', op: 'is', value: 'pro' }] },
        },
      ),
      progress(),
      facts(),
      START,
    );
    expect(decision).toMatchObject({ do: 'sendEmail', step: 'in' });
    expect(decision.advance?.effects).toEqual([
      { kind: 'tag', tag: 'vip' },
      { kind: 'setField', field: 'plan', value: 'pro' },
    ]);
  });

  it.each<[string, string]>([
    ['firstName', 'Zed'],
    ['lastName', 'Zed'],
    ['locale', 'de'],
    ['timeZone', 'Asia/Tokyo'],
  ])('shows the %s that it sets to the next branch', (field, value) => {
    const setting: Step = { id: 'f', kind: 'setField', field, value };
    const branch: Step = {
      ...{ id: 'b', kind: 'branch', if: { field, op: 'is', value }, then: [email('in')], else: [email('out')] },
    };
    expect(planNext(definition(setting, branch), progress(), facts(), START)).toMatchObject({ step: 'in' });
    const later = definition(setting, wait('w', 1), branch);
    const { entries } = simulate(later, { progress: progress(), facts: facts() }, START);
    expect(entries.map(({ stepId }) => stepId)).toContain('in');
  });

  it.each([
    ['at once', null],
    ['with a person', person],
  ])('counts waits in the time zone that it sets, %s', (_name, one) => {
    const steps: Step[] = [
      { id: 'f', kind: 'setField', field: 'timeZone', value: 'Asia/Tokyo' },
      { id: 'w', kind: 'wait', until: { date: '2026-11-27', at: '09:00' } },
      email('a'),
    ];
    const settings = withSettings({ jitterMinutes: 0 }, ...steps);
    const at = Date.parse('2026-11-27T00:00:00Z');
    const known = facts({ timeZone: 'America/New_York', person: one });
    expect(planNext(settings, progress(), known, START)).toMatchObject({ step: 'a', at });
    const { entries } = simulate(settings, { progress: progress(), facts: known }, START);
    expect(entries.find(({ kind }) => kind === 'sent')).toMatchObject({ at });
  });

  it('counts waits in the time zone of the workspace once it takes away their own', () => {
    const steps: Step[] = [
      { id: 'f', kind: 'setField', field: 'timeZone', value: null },
      { id: 'w', kind: 'wait', until: { date: '2026-11-27', at: '09:00' } },
      email('a'),
    ];
    const known = facts({ timeZone: 'America/New_York', workspaceTimeZone: 'UTC' });
    expect(planNext(withSettings({ jitterMinutes: 0 }, ...steps), progress(), known, START)).toMatchObject({
      at: Date.parse('2026-11-27T09:00:00Z'),
    });
  });

  it('sets a field as its definition stores it', () => {
    const fields: FieldDefinition[] = [{ name: 'seats', type: 'number', choices: [] }];
    const steps = [{ id: 'f', kind: 'setField' as const, field: 'seats', value: '12' }, email('a')];
    const decision = planNext(definition(...steps), progress(), facts({ fields }), START);
    expect(decision.advance).toMatchObject({ effects: [{ kind: 'setField', field: 'seats', value: 12 }] });
    expect(decision.advance?.trail).toMatchObject([{ stepId: 'f', what: 'Set seats', why: null }]);
  });

  it('leaves a field alone whose definition the value does not fit, says why, and goes on', () => {
    const fields: FieldDefinition[] = [{ name: 'seats', type: 'number', choices: [] }];
    const decision = planNext(
      definition(
        { id: 'f', kind: 'setField', field: 'seats', value: 'many' },
        { id: 'b', kind: 'branch', if: { field: 'seats', op: 'isSet' }, then: [email('in')], else: [email('out')] },
      ),
      progress(),
      facts({ fields }),
      START,
    );
    expect(decision).toMatchObject({ do: 'sendEmail', step: 'out' });
    expect(decision.advance).toMatchObject({ done: ['f', 'b'], effects: [] });
    expect(decision.advance?.trail[0]).toMatchObject({
      ...{ stepId: 'f', what: 'Did not set seats: the value does not fit' },
      why: expect.stringContaining('holds a number'),
    });
  });

  it('leaves at an exit, with its reason', () => {
    const decision = planNext(
      definition({ id: 'x', kind: 'exit', reason: 'not a customer' }, email('a')),
      progress(),
      facts(),
      START,
    );
    expect(decision).toMatchObject({
      do: 'end',
      outcome: 'exited',
      why: 'Left: not a customer',
      advance: { done: ['x'] },
    });
  });

  describe('a wait for an event', () => {
    const waiting = definition({
      ...{ id: 'we', kind: 'waitForEvent', event: 'purchased', timeout: { amount: 3, unit: 'days' } },
      ...{
        match: [{ property: 'amount', op: 'greaterThan', value: 10 }],
        then: [email('thanks')],
        onTimeout: [email('nudge')],
      },
    });

    it('waits for it, watches for it and says so', () => {
      expect(planNext(waiting, progress(), facts(), START)).toMatchObject({
        ...{ do: 'replan', step: 'we', at: START + 3 * DAY, watches: ['event:purchased'] },
        why: "Waiting for 'purchased', until Sat 28 Nov 2026 09:00 UTC at the latest",
      });
    });

    it('goes on when it arrives, and counts from then', () => {
      const events = [did('purchased', START + 5, { amount: 5 }), did('purchased', START + 7, { amount: 50 })];
      expect(planNext(waiting, progress(), facts(knows({ events })), START + 9)).toMatchObject({
        ...{ do: 'sendEmail', step: 'thanks', at: START + 7 },
        advance: { choices: { we: 'then' } },
      });
    });

    it('does not count what happened before it began, nor what came too late', () => {
      const events = [
        did('purchased', START - 1, { amount: 50 }),
        did('purchased', START + 3 * DAY + 1, { amount: 50 }),
      ];
      expect(planNext(waiting, progress(), facts(knows({ events })), START + 4 * DAY)).toMatchObject({
        ...{ do: 'sendEmail', step: 'nudge', at: START + 3 * DAY, advance: { choices: { we: 'onTimeout' } } },
      });
    });

    it('counts what happened during a pause', () => {
      const events = [did('purchased', START + DAY / 2, { amount: 50 })];
      const resumed = progress({ anchorAt: START + DAY, shiftedBy: DAY });
      expect(planNext(waiting, resumed, facts(knows({ events })), START + DAY)).toMatchObject({ step: 'thanks' });
    });
  });

  describe('a goal', () => {
    const toGoal = definition(email('a'), wait('w', 30), email('b'), {
      ...{ id: 'g', kind: 'goal', name: 'Bought', if: { event: 'purchased' } },
    });

    it('ends the sequence for whoever reaches it, wherever they stand, and is watched for', () => {
      const before = planNext(toGoal, progress({ done: ['a'] }), facts(), START + 1);
      expect(before).toMatchObject({ do: 'sendEmail', step: 'b', watches: ['event:purchased'] });
      const events = [did('purchased', START + 2)];
      for (const standing of [progress({ done: ['a'] }), progress({ done: ['a'], state: 'paused' })]) {
        expect(planNext(toGoal, standing, facts(knows({ events })), START + 3)).toMatchObject({
          ...{ do: 'end', outcome: 'goal', why: "Reached the goal 'Bought'" },
        });
      }
    });

    it.each<[Condition, string]>([
      [{ event: 'viewed', atLeast: 2 }, 'viewed: 1 time'],
      [{ any: [{ tag: 'vip' }, { field: 'plan', op: 'is', value: 'pro' }] }, "has tag 'vip': no, plan is 'free'"],
    ])('that is passed tells what was seen: %j', (condition, why) => {
      const passes = definition({ id: 'g', kind: 'goal', name: 'Bought', if: condition }, email('a'));
      const seen = knows({ fields: { plan: 'free' }, events: [did('viewed', START - 1), did('viewed', START)] });
      const trail = [{ stepId: 'g', what: "Goal 'Bought' is not reached yet", why }];
      expect(planNext(passes, progress(), facts(seen), START)).toMatchObject({ advance: { trail } });
    });

    it('is not reached by steps that wait while the person is held', () => {
      const own = definition(
        { id: 'f', kind: 'setField', field: 'plan', value: 'pro' },
        { id: 'g', kind: 'goal', if: { field: 'plan', op: 'is', value: 'pro' } },
        email('a'),
      );
      expect(planNext(own, progress({ state: 'paused' }), facts(), START)).toMatchObject({
        do: 'replan',
        at: null,
        advance: null,
      });
      expect(planNext(own, progress(), facts(), START)).toMatchObject({
        do: 'end',
        outcome: 'goal',
        advance: { done: ['f'] },
      });
    });

    it('does not count what happened before they entered', () => {
      const events = [did('purchased', START - DAY)];
      expect(planNext(toGoal, progress(), facts(knows({ events })), START)).toMatchObject({
        do: 'sendEmail',
        step: 'a',
      });
    });
  });
});

describe('what moves a mail', () => {
  const window = {
    weekdays: [1, 2, 3, 4, 5],
    from: '09:00',
    to: '17:00',
    timeZone: 'subscriber',
    skipDates: ['12-25'],
  };

  it('waits for the window to open in the zone of the person', () => {
    const decision = planNext(
      withSettings({ window, jitterMinutes: 0 }, email('a')),
      progress({ anchorAt: Date.parse('2026-11-28T12:00:00Z') }),
      facts({ timeZone: 'Asia/Kathmandu' }),
      Date.parse('2026-11-28T12:00:00Z'),
    );
    // Monday 09:00 in Kathmandu
    expect(decision).toMatchObject({ at: Date.parse('2026-11-30T03:15:00Z') });
  });

  it('spreads those who are moved to an opening, each to the same moment whenever asked', () => {
    const spread = withSettings({ window, jitterMinutes: 30 }, email('a'));
    const at = (seed: string) => {
      const decision = planNext(spread, progress({ anchorAt: START - DAY / 2 }), facts({ seed }), START - DAY / 2);
      return decision.do === 'sendEmail' ? decision.at : NaN;
    };
    const seeds = Array.from({ length: 50 }, (_, n) => `p${n}`);
    expect(new Set(seeds.map(at)).size).toBeGreaterThan(40);
    expect(seeds.map(at)).toEqual(seeds.map(at));
    for (const seed of seeds) {
      expect(at(seed)).toBeGreaterThanOrEqual(Date.parse('2026-11-25T09:00:00Z'));
      expect(at(seed)).toBeLessThan(Date.parse('2026-11-25T09:30:00Z'));
    }
  });

  it('keeps to the limit of the workspace across everything, and says why', () => {
    const decision = planNext(
      definition(email('a')),
      progress(),
      facts({ cap: { perDay: 1, perWeek: null }, recentSends: [START - DAY / 4] }),
      START,
    );
    expect(decision).toMatchObject({ do: 'sendEmail', at: START - DAY / 4 + DAY });
    expect(decision.why).toContain('because of the limit of');
  });

  // Wednesday 12:00 fell due, and it is evening
  const noon = Date.parse('2026-11-25T12:00:00Z');
  const evening = Date.parse('2026-11-25T18:00:00Z');
  const nextMorning = Date.parse('2026-11-26T09:00:00Z');

  it('sends what is overdue when the window is open, not at the hour at which it fell due', () => {
    const overdue = withSettings({ window, jitterMinutes: 0 }, email('a'));
    const at = (now: number, change: Partial<Progress> = {}) =>
      planNext(overdue, progress({ anchorAt: noon, ...change }), facts(), now);
    expect(at(evening)).toMatchObject({ do: 'sendEmail', at: nextMorning });
    expect(at(evening).why).toContain('Waiting until Thu 26 Nov 2026 09:00');
    // a resume with a rate gave it a place in the evening
    expect(at(evening, { notBefore: evening - 1000 })).toMatchObject({ at: nextMorning });
    // still the same however often it is asked, and gone when it comes
    expect(at(evening + 3600_000)).toMatchObject({ at: nextMorning });
    expect(at(nextMorning + 1000)).toMatchObject({ at: noon, why: "Sending 'Mail a' now" });
    // an operator's hour is the operator's
    expect(at(evening, { dueOverride: { step: 'a', at: noon } }).why).toBe("Sending 'Mail a' now");
  });

  it('sends what was planned for now although its window has closed since', () => {
    const late = withSettings({ window, jitterMinutes: 0 }, email('a'));
    const closing = Date.parse('2026-11-25T16:59:59Z');
    const at = (plannedFor: number | null) =>
      planNext(late, progress({ anchorAt: closing, plannedFor }), facts(), closing + 5_000);
    expect(at(closing).why).toBe("Sending 'Mail a' now");
    expect(at(null)).toMatchObject({ at: nextMorning });
  });

  it('asks the limit about now where the mail is overdue', () => {
    const decision = planNext(
      definition(email('a')),
      progress({ anchorAt: START - 3 * DAY }),
      facts({ cap: { perDay: 1, perWeek: null }, recentSends: [START - 1000] }),
      START,
    );
    expect(decision).toMatchObject({ do: 'sendEmail', at: START - 1000 + DAY });
    expect(decision.why).toContain('because of the limit of');
  });

  it('sends at the time that an operator set, whatever the window', () => {
    const decision = planNext(
      withSettings({ window }, email('a'), wait('w', 5), email('b')),
      progress({ done: ['a'], dueOverride: { step: 'b', at: START + 3 * 3600_000 * 5 } }),
      facts(),
      START,
    );
    expect(decision).toMatchObject({ step: 'b', at: START + 3 * 3600_000 * 5 });
  });

  it('skips what fell due during a pause and goes on with the next that did not', () => {
    const decision = planNext(
      welcome,
      progress({ done: ['a'], skipBefore: START + 4 * DAY }),
      facts(),
      START + 4 * DAY,
    );
    expect(decision).toMatchObject({ step: 'c', at: START + 5 * DAY, advance: { done: ['w1', 'b'] } });
    expect(decision.advance?.trail[0]?.what).toContain('Skipped');
  });

  it('passes a mail that was sent before a rewind', () => {
    const decision = planNext(welcome, progress({ kept: ['a'] }), facts(), START);
    expect(decision).toMatchObject({ step: 'b', at: START + 2 * DAY });
  });

  it.each([
    ['hold', 'fail', { do: 'replan', at: null, state: 'held' }],
    ['warn', 'fail', { do: 'sendEmail' }],
    ['hold', 'unknown', { do: 'sendEmail' }],
    ['warn', 'stale', { do: 'checkDomain', step: 'a' }],
    ['ignore', 'stale', { do: 'sendEmail' }],
  ] as const)('with policy %s and SPF %s: %j', (policy, verdict, expected) => {
    expect(
      planNext(definition(email('a')), progress(), facts({ domain: { name: 'example.com', policy, verdict } }), START),
    ).toMatchObject(expected);
  });

  it('waits for a date of the person, and watches for its change', () => {
    const birthday = definition(
      { id: 'd', kind: 'wait', until: { field: 'birthday', yearly: true, at: '10:00' } },
      email('cake'),
    );
    const decision = planNext(birthday, progress(), facts(knows({ fields: { birthday: '1990-03-05' } })), START);
    expect(decision).toMatchObject({ do: 'sendEmail', step: 'cake', watches: ['field:birthday'] });
    expect(decision.do === 'sendEmail' ? decision.at - Date.parse('2027-03-05T10:00:00Z') : NaN).toBeLessThan(60_000);
  });
});

describe(simulate, () => {
  it('lives through what is assumed, at its time', () => {
    const run = simulate(
      definition(email('a'), wait('w', 2), {
        ...{ id: 'br', kind: 'branch', if: { opened: { step: 'a' } }, then: [email('yes')], else: [email('no')] },
      }),
      { progress: progress(), facts: facts() },
      START,
      [{ at: START + DAY, does: 'open', stepId: 'a' }],
    );
    expect(run.entries.map(({ kind, stepId, at }) => [kind, stepId, (at - START) / DAY])).toEqual([
      ['sent', 'a', 0],
      ['assumed', 'a', 1],
      ['passed', 'br', 2],
      ['sent', 'yes', 2],
      ['ended', null, 2],
    ]);
    expect(run.outcome).toBe('completed');
  });

  it('lets nobody open a mail before it is sent, or one that never is', () => {
    const run = simulate(
      definition(email('a'), wait('w', 2), email('b'), wait('v', 1), email('c')),
      { progress: progress(), facts: facts() },
      START,
      [
        { at: START + DAY / 24, does: 'open', stepId: 'b' },
        { at: START, does: 'open', stepId: 'gone' },
      ],
    );
    expect(run.entries.map(({ kind, stepId, at }) => [kind, stepId, (at - START) / DAY])).toEqual([
      ['sent', 'a', 0],
      ['sent', 'b', 2],
      ['assumed', 'b', 2],
      ['sent', 'c', 3],
      ['ended', null, 3],
    ]);
  });

  it('ends at a reply, unless the sequence says otherwise', () => {
    const reply = [{ at: START + DAY, does: 'reply' as const, stepId: 'a' }];
    const outcome = (stopOnReply: boolean) =>
      simulate(
        withSettings({ stopOnReply }, email('a'), wait('w', 2), email('b')),
        { progress: progress(), facts: facts() },
        START,
        reply,
      ).outcome;
    expect(outcome(true)).toBe('replied');
    expect(outcome(false)).toBe('completed');
  });

  it('runs through 90 days in one go', () => {
    const steps = Array.from({ length: 12 }, (_, n) => [wait(`w${n}`, 7), email(`m${n}`)]).flat();
    const run = simulate(definition(...steps), { progress: progress(), facts: facts() }, START);
    expect(run.entries.filter(({ kind }) => kind === 'sent')).toHaveLength(12);
  });
});

describe(forecast, () => {
  it('dates every step to the end as if each mail went out when due', () => {
    const entries = forecast(welcome, progress({ done: ['a'] }), facts(), START);
    expect(entries.map(({ at, what }) => [(at - START) / DAY, what])).toEqual([
      [2, "Mail 'Mail b'"],
      [5, "Mail 'Mail c'"],
      [5, 'Ends: every step is done'],
    ]);
  });

  it('says nothing of the future of somebody on hold', () => {
    expect(forecast(welcome, progress({ state: 'paused' }), facts(), START)).toEqual([]);
  });
});
