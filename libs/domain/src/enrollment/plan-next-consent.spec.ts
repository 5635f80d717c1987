import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS, type SequenceDefinition } from '../sequence/sequence-definition.js';
import { FULL_CONSENT, type Consent } from '../subscriber/consent.js';
import type { Facts, Progress } from './decision.js';
import { planNext } from './plan-next.js';
import { forecast } from './simulate.js';

const DAY = 86_400_000;
const START = Date.parse('2026-11-25T09:00:00Z');
const definition: SequenceDefinition = {
  ...{ sequenceId: 's', version: 1, settings: DEFAULT_SETTINGS },
  steps: [{ id: 'a', kind: 'email', subject: 'A', html: '<p>a</p>' }],
};
const progress: Progress = {
  ...{ state: 'active', outcome: null, reason: null, done: [], choices: {}, kept: [], anchorAt: START, shiftedBy: 0 },
  ...{ enrolledAt: START, pausedAt: null, parkedAt: null, notBefore: null, skipBefore: null, dueOverride: null },
};
const facts = (consent: Partial<Consent>, change: Partial<Facts> = {}): Facts => ({
  ...{
    sequenceState: 'active',
    sequencePausedAt: null,
    subscriberStatus: 'active',
    timeZone: 'UTC',
    seed: 'p',
    person: null,
  },
  ...{ cap: { perDay: null, perWeek: null }, recentSends: [], named: null },
  ...{ domain: { name: 'example.com', verdict: 'pass', policy: 'hold' }, consent: { ...FULL_CONSENT, ...consent } },
  ...change,
});
const next = (given: Facts, change: Partial<Progress> = {}) =>
  planNext(definition, { ...progress, ...change }, given, START);

describe('consent in a decision', () => {
  it.each([
    ['manual', 'unsubscribed'],
    ['imported', 'unsubscribed'],
    ['hardBounce', 'bounced'],
    ['complaint', 'complained'],
    ['erased', 'erased'],
  ] as const)('ends whose address is suppressed because of %s as %s', (suppressed, outcome) => {
    expect(next(facts({ suppressed }))).toMatchObject({ do: 'end', outcome, why: 'The address is suppressed' });
  });

  it('ends who left the list that brought them in, and who wants no mail about the topic', () => {
    expect(next(facts({ list: 'left' }))).toMatchObject({ do: 'end', outcome: 'unsubscribed' });
    expect(next(facts({ topicLeft: true }))).toMatchObject({ do: 'end', outcome: 'unsubscribed' });
    expect(next(facts({ list: 'active' }))).toMatchObject({ do: 'sendEmail', at: START });
  });

  it('ends also who is paused or on hold', () => {
    expect(next(facts({ suppressed: 'manual' }), { state: 'paused' })).toMatchObject({ do: 'end' });
  });

  it.each([
    ['the workspace', facts({}, { subscriberStatus: 'unconfirmed' })],
    ['the list', facts({ list: 'unconfirmed' })],
  ])('holds who has not confirmed to %s, until they do', (_, given) => {
    expect(next(given)).toMatchObject({
      ...{ do: 'replan', at: null, state: 'held', step: 'a', dueAt: START },
      why: expect.stringContaining('Waiting for the subscriber to confirm (since Wed 25 Nov'),
    });
  });

  it('waits until a pause of the person is over, whatever an operator set, and says why', () => {
    const until = START + 3 * DAY;
    const decision = next(facts({ pausedUntil: until }));
    expect(decision).toMatchObject({ do: 'sendEmail', at: until });
    expect(decision.why).toContain('because the subscriber paused their mail');
    expect(next(facts({ pausedUntil: until }), { dueOverride: { step: 'a', at: START } })).toMatchObject({ at: until });
    expect(next(facts({ pausedUntil: START }))).toMatchObject({ at: START });
  });

  it("keeps to the person's own limit beside the workspace's, whichever is later", () => {
    const recentSends = [START - DAY];
    const own = next(facts({ capPerWeek: 1 }, { recentSends }));
    expect(own).toMatchObject({ do: 'sendEmail', at: START + 6 * DAY });
    expect(own.why).toContain('because the subscriber wants at most 1 mail in 7 days');
    const both = facts({ capPerWeek: 1 }, { recentSends: [START - 1000], cap: { perDay: 1, perWeek: null } });
    expect(next(both)).toMatchObject({ at: START - 1000 + 7 * DAY });
  });

  it('stands in a forecast', () => {
    const until = START + 3 * DAY;
    expect(forecast(definition, progress, facts({ pausedUntil: until }), START)[0]).toMatchObject({ at: until });
    expect(forecast(definition, progress, facts({ suppressed: 'complaint' }), START)).toEqual([
      { at: START, what: 'Ends: the address is suppressed', stepId: null },
    ]);
  });
});
