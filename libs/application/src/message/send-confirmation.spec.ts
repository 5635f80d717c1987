import { describe, expect, it } from '@jest/globals';
import type { OptInProgress } from '@dripemails/domain';
import type { ConfirmationClaim, ConfirmationSettlement, OptInSnapshot } from '../opt-in/opt-in-port.js';
import { ReplanOptIn } from '../opt-in/replan-opt-in.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { ATTEMPT_MS } from './lost-attempt.js';
import { SendConfirmation, type SendConfirmationPorts } from './send-confirmation.js';
import type { OutgoingMessage, SendOutcome } from './transport-port.js';

const START = Date.UTC(2026, 10, 26);
const DAY = 86_400_000;
const REF = { workspaceId: 'w', optInId: 'o' };
const ACCEPTED: SendOutcome = { kind: 'accepted', response: '250 ok' };

type Row = Pick<OptInProgress, 'state' | 'sent' | 'dueAt' | 'revision' | 'mayBeAsked'>;

/** A request whose row and ledger are kept in memory, as the statements keep them. */
function bench() {
  let now = START;
  let row: Row = { state: 'pending', sent: 0, dueAt: START, revision: 1, mayBeAsked: true };
  let message: OptInSnapshot['message'] = null;
  const sent: OutgoingMessage[] = [];
  const withdrawn: string[] = [];
  let outcomes: (SendOutcome | Error)[] = [];
  let verdict: 'accepted' | 'absent' | 'unknown' = 'unknown';
  const fail = () => Promise.reject(new Error('not asked for in this spec'));
  const optIns: SendConfirmationPorts['optIns'] = {
    ...{ open: fail, linkOf: fail, pending: fail, saidNo: fail, ofSubscriber: fail, renew: fail, confirm: fail },
    ...{ markStarted: fail, unstarted: fail, unstartedOf: fail, overdue: fail, lostAttempts: fail },
    load: () =>
      Promise.resolve({
        ...row,
        ...{ id: 'o', workspaceId: 'w', subscriberId: 'p', list: { id: 'l', name: 'News' }, formId: null },
        lists: [{ id: 'l', name: 'News' }],
        ...{ source: 'spec', requestedAt: START, expiresAt: START + 14 * DAY, endedAt: null },
        confirmation: { reminderAfterDays: 3, expiresAfterDays: 14 },
        subscriber: {
          ...{ id: 'p', email: 'ada@example.com', firstName: 'Ada', lastName: null, timeZone: null, locale: null },
          fields: {},
        },
        message,
      }),
    claim: (snapshot, claim: ConfirmationClaim) => {
      if (snapshot.revision !== row.revision || !row.mayBeAsked || row.state !== 'pending')
        return Promise.resolve(null);
      if (message !== null && message.occurrence === claim.occurrence && message.state !== 'planned')
        return Promise.resolve(null);
      const isAgain = message?.occurrence === claim.occurrence;
      const fence = isAgain ? (message?.fence ?? 0) + 1 : 1;
      const attempts = isAgain ? (message?.attempts ?? 0) + 1 : 1;
      message = {
        ...claim,
        state: 'transmitting',
        fence,
        attempts,
        firstAttemptAt: message?.firstAttemptAt ?? claim.at,
      };
      return Promise.resolve({ id: claim.id, fence });
    },
    settle: (_ref, revision, settlement: ConfirmationSettlement) => {
      if (message?.fence !== settlement.fence) return Promise.resolve(null);
      message = { ...message, state: settlement.message.state, leaseUntil: null };
      row = {
        ...row,
        sent: row.sent + settlement.sent,
        dueAt: revision === row.revision ? settlement.dueAt : row.dueAt,
        revision: row.revision + 1,
      };
      return Promise.resolve(row.revision);
    },
    end: (_ref, _revision, state) => {
      row = { ...row, state, revision: row.revision + 1 };
      return Promise.resolve(true);
    },
  };
  const clock = { now: () => now };
  const useCase = new SendConfirmation(
    {
      optIns,
      clock,
      workspaces: {
        get: () =>
          Promise.resolve({
            ...{ id: 'w', name: 'Lumen', postalAddress: '1 Street', clock: { startedAt: START, rate: 1 } },
            sender: { name: 'Lumen', email: 'hello@lumen.example' },
          } as WorkspaceRecord),
      },
      subscribers: {
        withdraw: (_workspaceId, id, { status }) => {
          withdrawn.push(`${id} ${status}`);
          row = { ...row, state: 'cancelled', revision: row.revision + 1 };
          return Promise.resolve([]);
        },
      },
      confirmations: {
        render: (_template, { confirmUrl, list }) => ({
          subject: `Confirm ${list.name}`,
          html: confirmUrl,
          text: confirmUrl,
        }),
      },
      tokens: { sign: (purpose, id) => `${purpose}-${id}`, verify: () => null },
      addresses: { apiUrl: 'https://api.example.com', inboundDomain: 'in.example.com' },
      transport: {
        send: (mail) => {
          sent.push(mail);
          const outcome = outcomes.shift() ?? ACCEPTED;
          return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
        },
        close: () => Promise.resolve(),
      },
      relay: { ask: () => Promise.resolve(verdict) },
      orchestrator: { signalChanged: () => Promise.resolve() },
      onOutcome: () => undefined,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    },
    new ReplanOptIn({ optIns, clock }),
  );
  return {
    ...{ useCase, sent, withdrawn },
    run: () => useCase.execute(REF),
    at: (ms: number) => void (now = ms),
    become: (change: Partial<Row>) => void (row = { ...row, ...change }),
    outcome: (...next: (SendOutcome | Error)[]) => void (outcomes = next),
    relaySays: (says: typeof verdict) => void (verdict = says),
    state: () => ({ ...row, message: message?.state, occurrence: message?.occurrence }),
  };
}

describe(SendConfirmation, () => {
  it('sends the mail, then a reminder, then waits for the end', async () => {
    const { run, at, sent, state } = bench();
    expect(await run()).toMatchObject({ do: 'sendConfirmation', at: START + 3 * DAY, revision: 2 });
    expect(await run()).toMatchObject({ do: 'sendConfirmation', at: START + 3 * DAY });
    at(START + 3 * DAY);
    expect(await run()).toMatchObject({ do: 'replan', at: START + 14 * DAY });
    expect(sent.map(({ subject, messageId }) => [subject, messageId])).toEqual([
      ['Confirm News', '<optIn.o.1@lumen.example>'],
      ['Reminder: Confirm News', '<optIn.o.2@lumen.example>'],
    ]);
    expect(sent[0]).toMatchObject({ headers: { 'Auto-Submitted': 'auto-generated' } });
    // each names its mail, as the return path does
    for (const { html, returnPath } of sent)
      expect(html).toBe(`https://api.example.com/confirm/confirm-${/^b\+bounce-(.*)@/.exec(returnPath)?.[1]}`);
    expect(new Set(sent.map(({ html }) => html)).size).toBe(2);
    expect(state()).toMatchObject({ sent: 2, message: 'accepted' });
  });

  it.each([
    ['accepted', 1, { sent: 1, message: 'accepted' }],
    ['unknown', 1, { sent: 1, message: 'unknown' }],
    ['absent', 2, { sent: 1, message: 'accepted' }],
  ] as const)('after a crash between claim and record asks the relay: %s', async (verdict, mails, after) => {
    const { run, at, sent, outcome, relaySays, state } = bench();
    outcome(new Error('the worker was killed'));
    relaySays(verdict);
    await expect(run()).rejects.toThrow('killed');
    expect(state()).toMatchObject({ message: 'transmitting' });
    // the lease stands: nobody sends meanwhile
    expect(await run()).toMatchObject({ do: 'sendConfirmation', at: START + ATTEMPT_MS + 3_000 });
    expect(sent).toHaveLength(1);
    at(START + ATTEMPT_MS + 3_000);
    await run();
    expect(sent).toHaveLength(mails);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(state()).toMatchObject({ ...after, occurrence: 1 });
  });

  it('tries again what the relay puts off, with the same Message-ID', async () => {
    const { run, at, sent, outcome, state } = bench();
    outcome({ kind: 'retry', response: '451 later', because: 'temporary' });
    const plan = await run();
    expect(plan).toMatchObject({ do: 'sendConfirmation', at: START + 60_000 });
    expect(state()).toMatchObject({ sent: 0, message: 'planned' });
    at(plan.at);
    await run();
    expect(state()).toMatchObject({ sent: 1, message: 'accepted', occurrence: 1 });
    expect(sent[0]?.messageId).toBe(sent[1]?.messageId);
  });

  it('sends no more to an address that the relay refuses', async () => {
    const { run, outcome, withdrawn, sent } = bench();
    outcome({ kind: 'rejected', response: '550 no such user', scope: 'recipient' });
    expect(await run()).toMatchObject({ do: 'end', outcome: 'cancelled' });
    expect(withdrawn).toEqual(['p bounced']);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['confirmed', { state: 'confirmed' }],
    ['cancelled', { mayBeAsked: false }],
  ] as const)('sends nothing once the request is over: %s', async (outcome, change) => {
    const { run, become, sent } = bench();
    become(change);
    expect(await run()).toMatchObject({ do: 'end', outcome });
    expect(sent).toHaveLength(0);
  });
});
