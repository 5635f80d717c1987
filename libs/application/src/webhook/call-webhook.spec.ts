import { beforeEach, describe, expect, it } from '@jest/globals';
import type { WebhookStep } from '@dripemails/domain';
import type { StepDecision, StepEnd, StepJob } from '../enrollment/run-step.js';
import type { EventKind, EventRecord, NewEvent } from '../event/event-port.js';
import { CallWebhook } from './call-webhook.js';
import type { WebhookCall, WebhookOutcome } from './webhook-port.js';

const SECOND = 1000;
const HOUR = 3_600_000;
const START = Date.parse('2026-11-25T08:00:00Z');
const OK: WebhookOutcome = { kind: 'ok', status: 200, detail: 'Answered 200' };
const BUSY: WebhookOutcome = { kind: 'retry', status: 503, detail: 'Answered 503' };
const GONE: WebhookOutcome = { kind: 'failed', status: 410, detail: 'Answered 410' };
const PERSON = { id: 'p', email: 'ann@example.com', firstName: 'Ann', lastName: null, fields: { plan: 'pro' } };

describe(CallWebhook, () => {
  let now: number;
  let answer: WebhookOutcome;
  let calls: WebhookCall[];
  /** Oldest first. */
  let timeline: EventRecord[];
  let standing: { anchorAt: number; shiftedBy: number; notBefore: number | null };
  beforeEach(() => {
    now = START;
    answer = OK;
    calls = [];
    timeline = [];
    standing = { anchorAt: START - HOUR, shiftedBy: 0, notBefore: null };
  });

  const tell = (event: NewEvent, enrollmentId = 'ann') =>
    timeline.push({ ...event, id: String(timeline.length), enrollmentId });
  const happens = (kind: EventKind, stepId: string | null = null, enrollmentId = 'ann') =>
    tell({ kind, stepId, messageId: null, what: '', why: null, at: now }, enrollmentId);

  /** Runs the step and records what came of it, as `RunStep` does. */
  async function call(change: Partial<WebhookStep> = {}): Promise<StepEnd> {
    const step: WebhookStep = {
      ...{ id: 'hook', kind: 'webhook', url: 'https://example.com/hook', onFailure: 'continue' },
      ...change,
    };
    const ref = { workspaceId: 'w', enrollmentId: 'ann' };
    const job = {
      ref,
      definition: { sequenceId: 's', version: 1, steps: [step] },
      // a day takes ten seconds
      workspace: { clock: { startedAt: START, rate: 8640 } },
      snapshot: { ...standing, id: 'ann', sequenceName: 'Welcome', done: [], subscriber: { ...PERSON, locale: 'fr' } },
    } as unknown as StepJob;
    const ends: StepEnd[] = [];
    const steps: ConstructorParameters<typeof CallWebhook>[1] = {
      async execute(_ref, id, action, effect) {
        expect(action).toBe('callWebhook');
        ends.push(await effect(job, { do: action, step: id } as StepDecision));
        return { at: now, do: 'replan', why: '', revision: 1, state: 'active' };
      },
    };
    const webhooks = { call: (one: WebhookCall) => (calls.push(one), Promise.resolve(answer)) };
    const events = { ofSubscriber: () => Promise.resolve({ items: [...timeline].reverse(), nextCursor: null }) };
    await new CallWebhook({ webhooks, events, clock: { now: () => now } }, steps).execute(ref, 'hook');
    const [end] = ends;
    if (end === undefined) throw new Error('the step did not run');
    if (end.event !== null) tell(end.event);
    standing.notBefore = end.kind === 'retry' ? now + (end.retryInMs ?? 0) : null;
    return end;
  }
  const bodies = () => calls.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  const ids = () => calls.map(({ id }) => id);

  it('tells the endpoint who is at which step, in the time of the workspace, and goes on', async () => {
    now = START + 10 * SECOND;
    expect(await call({ headers: { 'X-Key': 'k' } })).toEqual({
      kind: 'done',
      event: {
        ...{ kind: 'called', stepId: 'hook', messageId: null, at: now },
        ...{ what: 'Webhook called', why: 'Answered 200' },
      },
    });
    const id = `ann/hook/${START - HOUR}`;
    expect(calls).toEqual([
      {
        ...{ workspaceId: 'w', url: 'https://example.com/hook', headers: { 'X-Key': 'k' }, id, at: now },
        body: expect.any(String),
      },
    ]);
    expect(bodies()).toEqual([
      {
        ...{ type: 'sequence.step', id, at: '2026-11-26T08:00:00.000Z' },
        ...{ sequenceId: 's', sequenceName: 'Welcome', stepId: 'hook', enrollmentId: 'ann', subscriber: PERSON },
      },
    ]);
  });

  it('has the same id on every try and over a pause, and another after a rewind; never with a full stop', async () => {
    answer = BUSY;
    await call();
    now += 10 * SECOND;
    await call();
    // a resume in mode freeze moves where the waiting began
    standing = { anchorAt: standing.anchorAt + HOUR, shiftedBy: HOUR, notBefore: null };
    await call();
    expect(new Set(ids())).toEqual(new Set([`ann/hook/${START - HOUR}`]));
    standing = { anchorAt: now, shiftedBy: 0, notBefore: null };
    await call();
    expect(ids().at(-1)).toBe(`ann/hook/${now}`);
    expect(ids().join('')).not.toContain('.');
  });

  it('tries again after 10 s, doubling up to an hour, for 12 hours; the timeline has one line of it', async () => {
    answer = BUSY;
    const pauses: number[] = [];
    let end = await call();
    while (end.kind === 'retry' && pauses.length < 100) {
      pauses.push((end.retryInMs ?? 0) / SECOND);
      now += end.retryInMs ?? 0;
      end = await call();
    }
    expect(pauses.slice(0, 9)).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560]);
    expect(Math.max(...pauses)).toBe(3600);
    expect(now - START).toBeGreaterThanOrEqual(12 * HOUR);
    expect(now - START).toBeLessThan(12 * HOUR + 20 * SECOND);
    expect(end).toMatchObject({
      kind: 'done',
      event: { kind: 'failed', what: 'The webhook failed; going on', why: 'Answered 503' },
    });
    expect(timeline.map(({ kind, at }) => [kind, at])).toEqual([
      ['deferred', START],
      ['failed', now],
    ]);
  });

  it.each([
    ['as long as the endpoint asks', 90 * SECOND, 90 * SECOND],
    ['not shorter than it would', 1, 10 * SECOND],
    ['not longer than an hour', 48 * HOUR, HOUR],
  ])('waits %s', async (_words, retryAfterMs, retryInMs) => {
    answer = { ...BUSY, retryAfterMs };
    expect(await call()).toMatchObject({ kind: 'retry', retryInMs });
  });

  it('gives up at once what will not change, by the policy of the step', async () => {
    answer = GONE;
    expect(await call({ onFailure: 'continue' })).toMatchObject({ kind: 'done', event: { kind: 'failed' } });
    expect(await call({ onFailure: 'hold' })).toEqual({
      kind: 'hold',
      reason: 'The webhook keeps failing; see the timeline, then resume or skip',
      event: {
        ...{ kind: 'failed', stepId: 'hook', messageId: null, at: now },
        ...{ what: 'The webhook failed', why: 'Answered 410' },
      },
    });
  });

  it('goes on when the endpoint is there again', async () => {
    answer = BUSY;
    await call();
    answer = OK;
    now += 10 * SECOND;
    expect(await call()).toMatchObject({ kind: 'done', event: { kind: 'called' } });
  });

  it('tries a step that is a week late as long as any other', async () => {
    standing.anchorAt = START - 7 * 24 * HOUR;
    answer = BUSY;
    expect(await call()).toMatchObject({ kind: 'retry', retryInMs: 10 * SECOND });
    now += 10 * SECOND;
    expect(await call()).toMatchObject({ kind: 'retry', retryInMs: 20 * SECOND, event: null });
  });

  describe('begins a new series of tries', () => {
    beforeEach(async () => {
      answer = BUSY;
      await call({ onFailure: 'hold' });
      now += 12 * HOUR;
    });
    const begins = async () =>
      expect(await call()).toMatchObject({ kind: 'retry', retryInMs: 10 * SECOND, event: { kind: 'deferred' } });

    it('after a hold that an operator resumed', async () => {
      expect(await call({ onFailure: 'hold' })).toMatchObject({ kind: 'hold' });
      await begins();
    });

    it('after a resume with a rate, which sets when it may go on', async () => {
      happens('resumed');
      standing.notBefore = now;
      await begins();
    });

    it('after an operator sent the person back', async () => {
      happens('rewound', 'hook');
      standing.notBefore = now;
      await begins();
    });
  });

  it('is not misled by other steps and other sequences of the same person', async () => {
    answer = BUSY;
    await call();
    now += 12 * HOUR;
    happens('deferred', 'mail');
    happens('failed', 'mail');
    happens('deferred', 'hook', 'other');
    happens('resumed', null, 'other');
    expect(await call()).toMatchObject({ kind: 'done', event: { kind: 'failed' } });
  });
});
