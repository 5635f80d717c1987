import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AiReviseStep } from '@dripemails/domain';
import type { StepDecision, StepEnd, StepJob } from '../enrollment/run-step.js';
import { ReviseEmail, type StepRunner } from './revise-email.js';
import { aiProblem, ReviseError, type ReviseRequest, type RevisedMail } from './reviser-port.js';
import { isSettled, type RevisionKey, type RevisionRecord, type RevisionStore } from './revision-port.js';

const MINUTE = 60_000;
const PERSON = { firstName: 'Ann', locale: 'fr', fields: { plan: 'pro' } };
const REVISED: RevisedMail = { subject: 'Hello {{ subscriber.firstName }}', html: '<p>New</p>', model: 'mistral' };
const MAIL = { id: 'mail', kind: 'email' as const, subject: 'Hi {{ subscriber.firstName }}', html: '<p>Old</p>' };

/** Keeps revisions as the table does. */
class MemoryRevisions implements RevisionStore {
  readonly rows = new Map<string, RevisionRecord>();
  private readonly busy = new Set<string>();
  private readonly nameOf = (key: RevisionKey) =>
    `${key.enrollmentId ?? key.sequenceId}/${key.version}/${key.aiStepId}`;

  find(key: RevisionKey) {
    return Promise.resolve(this.rows.get(this.nameOf(key)) ?? null);
  }
  async alone<T>(key: RevisionKey, work: () => Promise<T>): Promise<T | null> {
    const name = this.nameOf(key);
    if (this.busy.has(name)) return null;
    this.busy.add(name);
    try {
      return await work();
    } finally {
      this.busy.delete(name);
    }
  }
  save(key: RevisionKey, made: Parameters<RevisionStore['save']>[1]) {
    const before = this.rows.get(this.nameOf(key));
    if (before !== undefined && isSettled(before)) return Promise.resolve(before);
    const { id, status, instructions, mail, error, askedAt, givenUpAt } = made;
    const row: RevisionRecord = {
      ...{ ...key, id: before?.id ?? id, status, instructions, error, decidedAt: givenUpAt },
      ...{ subject: mail?.subject ?? null, html: mail?.html ?? null, model: mail?.model ?? null },
      createdAt: before?.createdAt ?? askedAt,
    };
    this.rows.set(this.nameOf(key), row);
    return Promise.resolve(row);
  }
  answer(status: 'approved' | 'declined') {
    for (const [name, row] of this.rows) this.rows.set(name, { ...row, status });
  }
  get only(): RevisionRecord {
    const [row] = this.rows.values();
    if (row === undefined || this.rows.size !== 1) throw new Error(`${this.rows.size} revisions`);
    return row;
  }
}

describe(ReviseEmail, () => {
  let now: number;
  let revisions: MemoryRevisions;
  let model: (request: ReviseRequest) => Promise<RevisedMail>;
  let asked: ReviseRequest[];
  let problems: { path: string; message: string }[];
  beforeEach(() => {
    now = 1_795_564_800_000;
    revisions = new MemoryRevisions();
    asked = [];
    problems = [];
    model = () => Promise.resolve(REVISED);
  });

  /** Runs the step of one person and answers how it ended. */
  async function revise(change: Partial<AiReviseStep> = {}, enrollmentId = 'ann'): Promise<StepEnd> {
    const step: AiReviseStep = {
      ...{ id: 'ai', kind: 'aiRevise', of: 'mail', instructions: 'Shorter', scope: 'subscriber' },
      ...{ approval: 'none', onFailure: 'useOriginal' },
      ...change,
    };
    const ref = { workspaceId: 'w', enrollmentId };
    const job = {
      ref,
      definition: { sequenceId: 's', version: 2, steps: [step, MAIL] },
      snapshot: { subscriber: { ...PERSON, email: 'ann@example.com' } },
    } as unknown as StepJob;
    let end: StepEnd | undefined;
    const steps: StepRunner = {
      async execute(_ref, id, action, effect) {
        expect(action).toBe('reviseEmail');
        end = await effect(job, { do: action, step: id } as StepDecision);
        return { at: now, do: 'replan', why: '', revision: 1, state: 'active' };
      },
    };
    const reviser = {
      isConfigured: true,
      revise: (request: ReviseRequest) => {
        asked.push(request);
        return model(request);
      },
    };
    const renderer = { findProblems: () => problems };
    await new ReviseEmail({ reviser, revisions, renderer, clock: { now: () => now } }, steps).execute(ref, 'ai');
    if (end === undefined) throw new Error('the step did not run');
    return end;
  }
  const fails = (...error: ConstructorParameters<typeof ReviseError>) => {
    model = () => Promise.reject(new ReviseError(...error));
  };

  it('revises for one person and goes on', async () => {
    expect(await revise()).toEqual({
      kind: 'done',
      event: {
        ...{ kind: 'revised', stepId: 'ai', messageId: null, at: now },
        ...{ what: "AI revised 'Hi {{ subscriber.firstName }}'", why: 'mistral' },
      },
    });
    expect(asked).toMatchObject([{ subject: MAIL.subject, html: MAIL.html, instructions: 'Shorter', person: PERSON }]);
    // an address is nothing that a model needs
    expect(JSON.stringify(asked)).not.toContain('ann@');
    expect(revisions.only).toMatchObject({ status: 'ready', enrollmentId: 'ann', stepId: 'mail', ...REVISED });
  });

  it('uses what it made before a crash', async () => {
    await revise();
    expect(await revise()).toMatchObject({ kind: 'done', event: { why: 'mistral' } });
    expect(asked).toHaveLength(1);
  });

  it('asks once for a version, however many come at the same time; the others come back soon', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    model = () => gate.then(() => REVISED);
    const all = Promise.all(Array.from({ length: 50 }, (_, person) => revise({ scope: 'version' }, `p${person}`)));
    setImmediate(release);
    const ends = await all;
    expect(ends.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    const others = ends.filter(({ kind }) => kind === 'retry');
    expect(others).toHaveLength(49);
    for (const { retryInMs } of others) expect(retryInMs).toBeLessThanOrEqual(8_000);
    expect(await revise({ scope: 'version' }, 'late')).toMatchObject({ kind: 'done' });
    expect(asked).toMatchObject([{ person: null }]);
    expect(revisions.only).toMatchObject({ enrollmentId: null });
  });

  it('holds for approval, and goes on with the answer', async () => {
    const reason = "Waiting for approval of 'Hi {{ subscriber.firstName }}' as revised by AI";
    const step = { approval: 'required', scope: 'version' } as const;
    expect(await revise(step)).toMatchObject({
      ...{ kind: 'hold', reason, awaiting: expect.any(String) },
      event: { kind: 'revised', why: 'mistral; waiting for approval' },
    });
    const { id } = revisions.only;
    expect(await revise(step, 'bob')).toMatchObject({ kind: 'hold', reason, awaiting: id, event: { kind: 'held' } });
    revisions.answer('approved');
    expect(await revise(step)).toMatchObject({ kind: 'done', event: { why: 'The revision was approved' } });
    revisions.answer('declined');
    expect(await revise(step, 'eve')).toMatchObject({ kind: 'done', event: { why: 'The revision was declined' } });
    expect(asked).toHaveLength(1);
  });

  it('tries an unavailable model again when it asked to be, for 15 minutes, then uses the original', async () => {
    fails('unavailable', 'loading', 2 * MINUTE);
    const first = await revise();
    expect(first).toMatchObject({ kind: 'retry', event: { kind: 'deferred', why: 'loading' } });
    expect(first.retryInMs).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(first.retryInMs).toBeLessThan(3 * MINUTE);
    now += 14 * MINUTE;
    // not past the end, and the timeline is not filled with tries
    expect(await revise()).toMatchObject({ kind: 'retry', retryInMs: MINUTE, event: null });
    expect(isSettled(revisions.only)).toBe(false);
    now += MINUTE;
    expect(await revise()).toMatchObject({ kind: 'done', event: { why: 'loading' } });
    expect(revisions.only).toMatchObject({ status: 'failed', decidedAt: now });
    model = () => Promise.resolve(REVISED);
    expect(await revise()).toMatchObject({ kind: 'done', event: { why: 'loading' } });
    expect(asked).toHaveLength(3);
  });

  it('takes what the model says once it is there again', async () => {
    fails('unavailable', 'busy');
    expect((await revise()).retryInMs).toBeGreaterThanOrEqual(3_000);
    model = () => Promise.resolve(REVISED);
    expect(await revise()).toMatchObject({ kind: 'done', event: { why: 'mistral' } });
    expect(revisions.only).toMatchObject({ status: 'ready', error: null });
  });

  it.each(['refused', 'unusable'] as const)('acts at once when it is %s, by the policy of the step', async (kind) => {
    fails(kind, 'no');
    expect(await revise({ onFailure: 'useOriginal' })).toMatchObject({ kind: 'done', event: { why: 'no' } });
    const held = await revise({ onFailure: 'hold' }, 'bob');
    expect(held).toMatchObject({ kind: 'hold', event: { kind: 'held', why: 'no' } });
    expect(held.reason).toContain("AI could not revise 'Hi {{ subscriber.firstName }}'");
    expect(held.awaiting).toBeUndefined();
    expect(asked).toHaveLength(2);
  });

  it('tries again when an operator resumes a hold', async () => {
    fails('unavailable', 'down');
    await revise({ onFailure: 'hold' });
    now += 15 * MINUTE;
    expect(await revise({ onFailure: 'hold' })).toMatchObject({ kind: 'hold' });
    now += 60 * MINUTE;
    expect(await revise({ onFailure: 'hold' })).toMatchObject({ kind: 'hold' });
    model = () => Promise.resolve(REVISED);
    expect(await revise({ onFailure: 'hold' })).toMatchObject({ kind: 'done', event: { why: 'mistral' } });
  });

  it('does not store a revision that could not be mailed', async () => {
    problems = [{ path: 'html', message: 'unknown placeholder' }];
    expect(await revise()).toMatchObject({
      kind: 'done',
      event: { why: expect.stringContaining('unknown placeholder') },
    });
    expect(revisions.only).toMatchObject({ status: 'failed', html: null });
  });

  it('leaves alone what is no failure of the model, such as a shutdown', async () => {
    model = () => Promise.reject(new Error('shutting down'));
    await expect(revise()).rejects.toThrow('shutting down');
    expect(revisions.rows.size).toBe(0);
  });

  it('tells at publish that nothing is set up', () => {
    expect(aiProblem(true)).toBeNull();
    expect(aiProblem(false)).toMatch(/HF_TOKEN.*HF_ENDPOINT_URL.*remove this step/);
  });
});
