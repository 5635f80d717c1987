import { beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS, DomainError, FULL_CONSENT, type SequenceDefinition } from '@dripemails/domain';
import type { EnrollmentSnapshot, EnrollmentStore, LedgerRow, Settlement } from '../enrollment/enrollment-port.js';
import { ReplanEnrollment } from '../enrollment/replan-enrollment.js';
import type { Withdrawal } from '../subscriber/subscriber-port.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { ComposeMessage } from './compose-message.js';
import type { RenderedContent } from './renderer-port.js';
import { ATTEMPT_MS } from './lost-attempt.js';
import { SendMessage } from './send-message.js';
import { SettleAttempt } from './settle-attempt.js';
import type { RelayInquiry, SendOutcome } from './transport-port.js';

const NOW = Date.parse('2026-11-25T09:00:00Z');
const ref = { workspaceId: 'w', enrollmentId: 'e' };
const definition: SequenceDefinition = {
  sequenceId: 's',
  version: 1,
  steps: [
    { id: 'w1', kind: 'wait', for: { amount: 1, unit: 'days' } },
    { id: 'a', kind: 'email', subject: 'A', html: '<p>a</p>' },
    { id: 'w2', kind: 'wait', for: { amount: 2, unit: 'days' } },
    { id: 'b', kind: 'email', subject: 'B', html: '<p>b</p>' },
  ],
  settings: DEFAULT_SETTINGS,
};
const workspace: WorkspaceRecord = {
  id: 'w',
  name: 'W',
  timeZone: 'UTC',
  isDemo: false,
  clock: { startedAt: 0, rate: 1 },
  sender: { name: 'S', email: 's@example.com' },
  postalAddress: 'Street 1',
  frequencyCap: { perDay: null, perWeek: null },
  spfPolicy: 'ignore',
};

/** One enrollment in memory, with the rules of the store that the use case relies on. */
class OneEnrollment implements EnrollmentStore {
  row: EnrollmentSnapshot = {
    ...{
      id: 'e',
      workspaceId: 'w',
      sequenceId: 's',
      sequenceName: 'S',
      sequenceState: 'active',
      workspaceRevision: '1',
      sequencePausedAt: null,
    },
    ...{
      version: 1,
      state: 'active',
      outcome: null,
      reason: null,
      done: [],
      anchorAt: NOW - 86_400_000,
      notBefore: null,
    },
    ...{
      choices: {},
      kept: [],
      shiftedBy: 0,
      skipBefore: null,
      dueOverride: null,
      awaiting: null,
      domain: null,
      consent: FULL_CONSENT,
    },
    ...{
      pausedAt: null,
      parkedAt: null,
      sent: 0,
      revision: 1,
      parked: false,
      enrolledAt: NOW,
      endedAt: null,
      message: null,
    },
    plan: { do: 'sendEmail', step: 'a', at: NOW, why: '' },
    subscriber: {
      ...{ id: 'p', email: 'ada@example.com', firstName: 'Ada', lastName: null, timeZone: null, locale: null },
      ...{ fields: {}, status: 'active' },
    },
  };
  readonly settlements: Settlement[] = [];
  failures = 0;

  load() {
    return Promise.resolve(this.row);
  }
  savePlan() {
    return Promise.resolve(true);
  }
  claim(
    _snapshot: EnrollmentSnapshot,
    { id, stepId, occurrence, messageId, leaseUntil, at }: Parameters<EnrollmentStore['claim']>[1],
  ) {
    const fence = (this.row.message?.fence ?? 0) + 1;
    const attempts = (this.row.message?.attempts ?? 0) + 1;
    const message: LedgerRow = {
      id,
      stepId,
      state: 'transmitting',
      occurrence,
      messageId,
      fence,
      leaseUntil,
      attempts,
      firstAttemptAt: at,
    };
    this.row = { ...this.row, message };
    return Promise.resolve({ id, fence });
  }
  settle(_ref: unknown, revision: number, settlement: Settlement) {
    if (this.failures-- > 0) return Promise.reject(new Error('the database restarts'));
    this.settlements.push(settlement);
    const isUnchanged = revision === this.row.revision;
    const message =
      this.row.message === null ? null : { ...this.row.message, state: settlement.message.state, leaseUntil: null };
    this.row = {
      ...this.row,
      message,
      done: [...this.row.done, ...settlement.done],
      anchorAt: settlement.anchorAt ?? this.row.anchorAt,
      notBefore: settlement.notBefore,
      revision: this.row.revision + 1,
      ...(settlement.hold === null || !isUnchanged ? {} : { state: 'held' as const, reason: settlement.hold }),
    };
    return Promise.resolve(this.row.revision);
  }
  advance() {
    return Promise.resolve([]);
  }
  completeStep() {
    return Promise.resolve(true);
  }
  sentSteps() {
    return Promise.resolve([]);
  }
  recentSends() {
    return Promise.resolve([]);
  }
  control(_snapshot: EnrollmentSnapshot, after: Parameters<EnrollmentStore['control']>[1]) {
    this.row = { ...this.row, state: after.state, reason: after.reason, revision: this.row.revision + 1 };
    return Promise.resolve(true);
  }
}

describe(SendMessage, () => {
  let store: OneEnrollment;
  let now: number;
  let outcome: SendOutcome;
  let verdict: Awaited<ReturnType<RelayInquiry['ask']>>;
  let render: () => Promise<RenderedContent>;
  let sent: string[];
  let steps: string[];
  let send: SendMessage;

  beforeEach(() => {
    store = new OneEnrollment();
    now = NOW;
    outcome = { kind: 'accepted', response: '250 ok' };
    verdict = 'unknown';
    render = () => Promise.resolve({ subject: 'A', html: '<p>a</p>', text: 'a' });
    sent = [];
    steps = [];
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const orchestrator = {
      signalChanged: (id: string) => {
        steps.push(`signal ${id}`);
        return Promise.reject(new Error('Temporal is away'));
      },
    };
    const planning = {
      persons: {
        read: () => Promise.reject(new Error('nothing is asked about the person')),
        named: () => Promise.reject(new Error('no step names anything')),
      },
      orchestrator,
      ...{ enrollments: store, clock: { now: () => now }, log },
      sequences: { definition: () => Promise.resolve(definition) },
      workspaces: { get: () => Promise.resolve(workspace) },
      customFields: { definitions: () => Promise.reject(new Error('no step sets a field')) },
      optIns: { startOpened: () => Promise.reject(new Error('no step puts anybody on a list')) },
    };
    const compose = new ComposeMessage({
      renderer: { render: () => render(), findProblems: () => [] },
      tokens: { sign: (_purpose, id) => id, verify: () => null, signText: (_, text) => text, verifyText: () => null },
      addresses: { apiUrl: 'https://api.example.com', inboundDomain: 'in.example.com' },
      marketingHeaders: () => ({}),
    });
    const transport = {
      send: (mail: { messageId: string }) => {
        sent.push(mail.messageId);
        return Promise.resolve(outcome);
      },
      close: () => Promise.resolve(),
    };
    const subscribers = {
      withdraw: (_workspace: string, _id: string, { status }: Withdrawal) => {
        steps.push(`withdraw ${status}`);
        store.row = { ...store.row, state: 'ended', outcome: 'bounced', revision: store.row.revision + 1 };
        return Promise.resolve(['e', 'other']);
      },
    };
    send = new SendMessage(
      {
        ...{ ...planning, compose, transport, onOutcome: () => undefined },
        relay: { ask: () => Promise.resolve(verdict) },
        revisions: { forMail: () => Promise.resolve(null) },
      },
      new ReplanEnrollment(planning),
      new SettleAttempt({ ...planning, subscribers }),
    );
  });

  it('records a sent mail with the wait before it, and plans the next', async () => {
    const plan = await send.execute(ref, 'a');
    expect(store.row).toMatchObject({ done: ['w1', 'a'], anchorAt: NOW, message: { state: 'accepted' } });
    expect(plan).toMatchObject({ do: 'sendEmail', step: 'b', at: NOW + 2 * 86_400_000, revision: 2 });
  });

  it('returns the plan that follows when it is asked again for what is done', async () => {
    await send.execute(ref, 'a');
    expect(await send.execute(ref, 'a')).toMatchObject({ step: 'b' });
    expect(sent).toEqual(['<e.a.1@example.com>']);
  });

  it('leaves an unknown outcome alone until its lease is over', async () => {
    outcome = { kind: 'unknown', response: 'connection lost after the final dot' };
    const plan = await send.execute(ref, 'a');
    expect(plan).toMatchObject({ do: 'sendEmail', step: 'a' });
    expect(plan.at).toBeGreaterThan(NOW + ATTEMPT_MS);
    expect(await send.execute(ref, 'a')).toEqual(plan);
    expect(sent).toHaveLength(1);
    expect(store.settlements).toEqual([]);
  });

  it.each([
    ['accepted' as const, 1, { state: 'accepted' }],
    ['unknown' as const, 1, { state: 'unknown' }],
    ['absent' as const, 2, { state: 'accepted' }],
  ])('settles an interrupted attempt that the relay calls %s', async (answer, mails, message) => {
    outcome = { kind: 'unknown', response: 'lost' };
    now = (await send.execute(ref, 'a')).at;
    outcome = { kind: 'accepted', response: '250 ok' };
    verdict = answer;
    const plan = await send.execute(ref, 'a');
    // whatever it was, the step is done once and the next one waits its two days from here
    expect(plan).toMatchObject({ do: 'sendEmail', step: 'b' });
    expect(store.row).toMatchObject({ done: ['w1', 'a'], message });
    expect(sent).toHaveLength(mails);
    expect(new Set(sent).size).toBe(1);
  });

  it('waits longer each time the relay asks for patience, and keeps the Message-ID', async () => {
    outcome = { kind: 'retry', response: '451 later', because: 'temporary' };
    const first = await send.execute(ref, 'a');
    now = first.at;
    const second = await send.execute(ref, 'a');
    expect([first.at - NOW, second.at - first.at]).toEqual([60_000, 120_000]);
    expect(new Set(sent).size).toBe(1);
    expect(store.row.done).toEqual([]);
  });

  it('holds the person when the relay kept refusing for 36 hours', async () => {
    outcome = { kind: 'retry', response: '451 later', because: 'temporary' };
    now = (await send.execute(ref, 'a')).at;
    now += 37 * 3_600_000;
    store.row = { ...store.row, message: store.row.message && { ...store.row.message, firstAttemptAt: NOW } };
    expect(await send.execute(ref, 'a')).toMatchObject({ do: 'replan', state: 'held' });
  });

  it('takes consent away before it records a bounce, and survives a signal that is lost', async () => {
    outcome = { kind: 'rejected', response: '550 5.1.1 no such user', scope: 'recipient' };
    expect(await send.execute(ref, 'a')).toMatchObject({ do: 'end', outcome: 'bounced' });
    expect(steps).toEqual(['withdraw bounced', 'signal other']);
    expect(store.settlements).toHaveLength(1);
  });

  it('puts the person on hold when the mail cannot be made, before anything is claimed', async () => {
    render = () => Promise.reject(new DomainError('template.invalid', 'broken'));
    expect(await send.execute(ref, 'a')).toMatchObject({ do: 'replan', state: 'held' });
    expect(sent).toEqual([]);
    expect(store.row.message).toBeNull();
  });

  it('does not lose what the relay said to a database that restarts', async () => {
    store.failures = 2;
    expect(await send.execute(ref, 'a')).toMatchObject({ step: 'b' });
    expect(store.settlements).toHaveLength(1);
    expect(sent).toHaveLength(1);
  });

  it('sends nothing that is not due or no longer next', async () => {
    now = NOW - 1000;
    expect(await send.execute(ref, 'a')).toMatchObject({ do: 'sendEmail', at: NOW });
    expect(await send.execute(ref, 'b')).toMatchObject({ step: 'a' });
    expect(sent).toEqual([]);
  });
});
