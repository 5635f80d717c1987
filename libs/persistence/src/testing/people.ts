import type { Claim, EnrollmentSnapshot, NewEnrollment, NewEvent, NextPlan, Settlement } from '@dripemails/application';
import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import { DEFAULT_SETTINGS, type SequenceSettings, type Step } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import { SuppressionKey } from '../consent/suppression-sql.js';
import type { Database } from '../database.js';
import { PgEnrollmentRepository } from '../enrollment/pg-enrollment-repository.js';
import { PgEnrollmentStore } from '../enrollment/pg-enrollment-store.js';
import { PgSequenceRepository } from '../pg-sequence-repository.js';
import { PgSubscriberRepository } from '../pg-subscriber-repository.js';

export const ONE_MAIL: readonly Step[] = [{ id: 'a', kind: 'email', subject: 'A', html: '<p>a</p>' }];

/** Of an installation that integration specs make up. */
export const TEST_KEY = new SuppressionKey('a secret of the specs, 32 characters');

/** A plan to send the mail of step `a` now, made from the first revision of a row. */
export function planOf(change: Partial<Plan> = {}): Plan {
  return { at: Date.now(), do: 'sendEmail', step: 'a', why: 'now', revision: 1, state: 'active', ...change };
}

export function nextOf(change: Partial<Plan> = {}, watches: readonly string[] = []): NextPlan {
  const plan = planOf(change);
  return { plan, dueAt: plan.do === 'end' ? null : plan.at, watches };
}

export function eventOf(kind: NewEvent['kind'], stepId: string | null = null): NewEvent {
  return { kind, stepId, messageId: null, what: kind, why: null, at: Date.now() };
}

export function claimOf(change: Partial<Claim> = {}): Claim {
  const at = change.at ?? Date.now();
  return {
    ...{ id: newId(), stepId: 'a', occurrence: 1, messageId: `<${newId()}@example.com>` },
    ...{ to: 'x@example.com', subject: 'A', replyTo: 'r@example.com', leaseUntil: at + 45_000, at, cap: null },
    ...change,
  };
}

/** What is stored of a claimed mail that ended in this state, when the person goes on to another mail. */
export function settlementOf(
  claim: { id: string; fence: number },
  state: Settlement['message']['state'],
  sentAt: number | null,
): Settlement {
  return {
    ...{ messageRowId: claim.id, fence: claim.fence, message: { state, response: null, error: null, sentAt } },
    ...{ done: ['a'], anchorAt: Date.now(), notBefore: null, hold: null, events: [] },
    next: nextOf({ step: 'b', revision: 2 }),
  };
}

/** Makes the workspaces, sequences and people of an integration spec, as the repositories make them in life. */
export class People {
  readonly store: PgEnrollmentStore;
  readonly enrollments: PgEnrollmentRepository;
  readonly sequences: PgSequenceRepository;
  readonly subscribers: PgSubscriberRepository;

  constructor(private readonly db: Database) {
    this.store = new PgEnrollmentStore(db.pool, TEST_KEY);
    this.enrollments = new PgEnrollmentRepository(db, TEST_KEY);
    this.sequences = new PgSequenceRepository(db);
    this.subscribers = new PgSubscriberRepository(db, TEST_KEY);
  }

  async workspace(): Promise<string> {
    const id = newId();
    await this.db.pool.query(
      "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', 's@example.com')",
      [id],
    );
    return id;
  }

  /** A sequence that is published and active. */
  async sequence(
    workspaceId: string,
    change: { name?: string; steps?: readonly Step[]; settings?: Partial<SequenceSettings> } = {},
  ): Promise<string> {
    const id = newId();
    const { name = 'S', steps = ONE_MAIL } = change;
    const content = { steps, settings: { ...DEFAULT_SETTINGS, ...change.settings } };
    await this.sequences.create(workspaceId, { id, name, ...content });
    await this.sequences.publish(workspaceId, id, content, 'keep');
    await this.sequences.changeState(workspaceId, id, { from: 'draft', to: 'active', at: Date.now(), resume: null });
    return id;
  }

  async subscriber(workspaceId: string, email = `${newId()}@example.com`): Promise<string> {
    return (await this.subscribers.upsert(workspaceId, newId(), { email }, [])).id;
  }

  async list(workspaceId: string, optIn: 'single' | 'double' = 'single'): Promise<string> {
    const id = newId();
    await this.db.pool.query(
      'insert into list (id, workspace_id, name, opt_in, is_public) values ($1, $2, $3, $4, true)',
      [...[id, workspaceId, `List ${id}`, optIn]],
    );
    return id;
  }

  /** @throws Error when the person was kept out */
  async enroll(
    workspaceId: string,
    entry: Pick<NewEnrollment, 'sequenceId' | 'subscriberId'> & Partial<NewEnrollment>,
  ): Promise<EnrollmentRef> {
    const row: NewEnrollment = { id: newId(), version: 1, entryKey: '', next: nextOf(), ...entry };
    const [enrollmentId] = await this.enrollments.insert(workspaceId, [row], { at: Date.now(), keepOut: 'live' });
    if (enrollmentId === undefined) throw new Error('the person was kept out');
    return { workspaceId, enrollmentId };
  }

  /** A mail of another time that went to an address, which need not be that of the profile any more. */
  async mailed(workspaceId: string, subscriberId: string, address: string): Promise<void> {
    await this.db.pool.query(
      `insert into message (id, workspace_id, enrollment_id, sequence_id, subscriber_id, step_id, message_id, to_address, subject, state, sent_at)
       values ($1, $2, $3, $4, $5, 'a', $6, $7, 's', 'accepted', now())`,
      [newId(), workspaceId, newId(), newId(), subscriberId, `<${newId()}@x>`, address],
    );
  }

  /** Where the person stands now, with the latest mail of step `a`. */
  async load(ref: EnrollmentRef): Promise<EnrollmentSnapshot> {
    const snapshot = await this.store.load(ref, 'a');
    if (snapshot === null) throw new Error('the enrollment is gone');
    return snapshot;
  }

  async kinds(ref: EnrollmentRef): Promise<readonly string[]> {
    const events = await this.enrollments.events(ref.workspaceId, ref.enrollmentId);
    return events.map(({ kind }) => kind).sort();
  }

  /** What lies in the outbox of the triggers for a person: the sequences that they are about to enter. */
  async entries(subscriberId: string): Promise<readonly { sequenceId: string; position: number; reason: string }[]> {
    const { rows } = await this.db.pool.query<{ sequenceId: string; position: number; reason: string }>(
      'select sequence_id as "sequenceId", position, reason from trigger_entry where subscriber_id = $1 order by id',
      [subscriberId],
    );
    return rows;
  }
}
