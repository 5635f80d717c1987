import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SequenceDefinition, Step } from '../sequence/step.js';
import { afterSend, type Facts, forecast, planNext, type Progress } from './plan-next.js';

const DAY = 86_400_000;
const START = Date.parse('2026-11-25T09:00:00Z');
const email = (id: string): Step => ({ id, kind: 'email', subject: `Mail ${id}`, html: '<p>Hi</p>' });
const wait = (id: string, days: number): Step => ({ id, kind: 'wait', for: { amount: days, unit: 'days' } });
const definition = (...steps: Step[]): SequenceDefinition => ({ sequenceId: 's', version: 1, steps });
const progress = (change: Partial<Progress> = {}): Progress => ({
  state: 'active',
  outcome: null,
  reason: null,
  done: [],
  anchorAt: START,
  notBefore: null,
  ...change,
});
const facts = (change: Partial<Facts> = {}): Facts => ({
  sequenceState: 'active',
  subscriberStatus: 'active',
  timeZone: 'UTC',
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
    const decision = planNext(welcome, progress({ state: 'paused', reason: 'Ada is on holiday' }), facts(), START);
    expect(decision.why).toBe('Paused by an operator');
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

  it('credits elapsed waiting when the steps before were edited', () => {
    const edited = definition(email('a'), wait('w1', 1), email('new'), email('b'));
    const decision = planNext(edited, progress({ done: ['a', 'b'], anchorAt: START }), facts(), START + DAY / 2);
    expect(decision).toMatchObject({ step: 'new', at: START + DAY });
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
          standing = afterSend(standing, decision, now);
        }
        expect(sent).toEqual(some.filter((step) => step.kind === 'email').map(({ id }) => id));
      }),
    );
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
