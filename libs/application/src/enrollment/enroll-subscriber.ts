import type { CreateEnrollment, Enrollment } from '@dripemails/contracts';
import type { Plan } from '@dripemails/contracts/workflow';
import {
  DomainError,
  FULL_CONSENT,
  parseEmailAddress,
  type Reentry,
  type SequenceDefinition,
  type SubscriberStatus,
  WorkspaceClock,
} from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import { atField } from '../at-field.js';
import type { Clock } from '../clock.js';
import type { SuppressionRepository } from '../consent/suppression-port.js';
import type { Log } from '../logger.js';
import type { EnrollmentStart, Orchestrator } from '../orchestrator-port.js';
import type { SequenceRecord, SequenceRepository } from '../sequence/sequence-port.js';
import { personErased } from '../subscriber/person-erased.js';
import type { SubscriberRepository } from '../subscriber/subscriber-port.js';
import { unknownEmail } from '../subscriber/unknown-email.js';
import type { WorkspaceRecord, WorkspaceRepository } from '../workspace/workspace-port.js';
import { type FactPorts, type Situation, decidePlan, freshStanding, isPlain, plainFacts } from './decide-plan.js';
import type { EnrollmentRepository, NewEnrollment } from './enrollment-port.js';
import { EnrollmentPresenter } from './present-enrollment.js';
import { reentryLimit } from './reentry-limit.js';

export interface EnrollPorts {
  readonly enrollments: EnrollmentRepository;
  readonly facts: FactPorts;
  readonly subscribers: Pick<SubscriberRepository, 'get' | 'findByEmail'>;
  readonly sequences: Pick<SequenceRepository, 'get' | 'definition'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly suppressions: Pick<SuppressionRepository, 'reasonOf'>;
  readonly orchestrator: Orchestrator;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The version that new people get, where the sequence takes people: while it is paused they wait for its resume.
 * @throws DomainError `sequence.wrong_state`
 */
export function versionForNewPeople(sequence: SequenceRecord): number {
  if (sequence.version === null || (sequence.state !== 'active' && sequence.state !== 'paused')) {
    const cure =
      sequence.version === null
        ? 'Publish and activate it first.'
        : sequence.state === 'draft'
          ? 'Activate it first.'
          : 'Make a new sequence from it.';
    throw new DomainError('sequence.wrong_state', `The sequence is ${sequence.state} and takes nobody. ${cure}`);
  }
  return sequence.version;
}

/** A new row with its first plan, for a person who stands at the beginning. */
export function newEnrollment(
  entry: {
    readonly subscriberId: string;
    readonly timeZone: string | null;
    readonly entryKey?: string | undefined;
    readonly listId?: string | undefined;
  },
  into: {
    readonly sequence: SequenceRecord;
    readonly definition: SequenceDefinition;
    readonly workspace: WorkspaceRecord;
    readonly now: number;
  },
): NewEnrollment {
  const id = newId();
  const { sequence, definition, workspace, now } = into;
  const { subscriberId, timeZone, entryKey = '', listId = null } = entry;
  const row = { id, sequenceId: sequence.id, version: definition.version, subscriberId, entryKey, listId };
  const ask: Plan = { at: now, do: 'replan', why: 'Entering the sequence', revision: 1, state: 'active' };
  // what has to be read about somebody is read by their workflow's first question
  if (!isPlain(definition, workspace)) return { ...row, next: { plan: ask, dueAt: now, watches: [] } };
  const situation: Situation = {
    ...freshStanding(now),
    ...{ id, revision: 1, enrolledAt: now, sequenceState: sequence.state },
    sequencePausedAt: sequence.pausedAt,
    // never asked: whether SPF has to be looked at is found out before the first mail
    domain: { verdict: 'unknown', checkedAt: now },
    // asked before each mail, as what a person wants may change at any time
    consent: FULL_CONSENT,
    subscriber: { id: subscriberId, status: 'active', timeZone },
  };
  const { next, advance } = decidePlan(
    definition,
    situation,
    plainFacts(definition, situation, workspace, now),
    workspace,
    now,
  );
  // steps that are passed at once have to be stored, and a hold may be over by the time that this is: both are asked again
  return {
    ...row,
    next:
      advance !== null || next.plan.state !== 'active' ? { ...next, plan: { ...ask, state: next.plan.state } } : next,
  };
}

/** What a new row's workflow is started with. */
export function startOf(workspaceId: string, sequence: SequenceRecord, row: NewEnrollment): EnrollmentStart {
  const { id: enrollmentId, version, next } = row;
  return { workspaceId, enrollmentId, sequenceId: sequence.id, sequenceName: sequence.name, version, plan: next.plan };
}

/** Puts one person into a sequence: row and first plan, then the workflow. */
export class EnrollSubscriber {
  constructor(private readonly ports: EnrollPorts) {}

  /**
   * Whether somebody may enter again is the rule of the sequence.
   * @throws DomainError `enrollment.already_live`, `enrollment.no_reentry`, `subscriber.not_mailable`, `subscriber.not_found`, `subscriber.erased`, `sequence.wrong_state`
   */
  async execute(
    actor: Actor,
    sequenceId: string,
    who: Pick<CreateEnrollment, 'subscriberId' | 'email' | 'key'>,
  ): Promise<Enrollment> {
    const { enrollments, sequences, workspaces, orchestrator, clock } = this.ports;
    const workspace = await workspaces.get(actor.workspaceId);
    const sequence = await sequences.get(actor.workspaceId, sequenceId);
    const version = versionForNewPeople(sequence);
    const subscriber = await this.find(actor, who);
    if (subscriber.status === 'erased') throw personErased(who.subscriberId === undefined ? 'email' : 'subscriberId');
    if (subscriber.status !== 'active') throw notMailable(subscriber.status);
    const definition = await sequences.definition(actor.workspaceId, sequenceId, version);
    const now = clock.now();
    const { reentry } = definition.settings;
    const into = { sequence, definition, workspace, now };
    const entryKey = reentry.rule === 'always' ? who.key : undefined;
    const row = newEnrollment({ subscriberId: subscriber.id, timeZone: subscriber.timeZone, entryKey }, into);
    const keepOut = keepOutOf(reentry, new WorkspaceClock(workspace.clock), now);
    const [inserted] = await enrollments.insert(actor.workspaceId, [row], { at: now, keepOut });
    if (inserted === undefined) throw await this.refusal(actor, row, keepOut);
    await this.start(actor, sequence, row);
    return new EnrollmentPresenter(workspace, orchestrator, { ...this.ports.facts, clock }).present(
      await enrollments.get(actor.workspaceId, row.id),
      definition,
    );
  }

  /** Why nobody was inserted: they may not be mailed, are in it now, or the rule keeps them out. */
  private async refusal(actor: Actor, row: NewEnrollment, keepOut: KeepOut): Promise<DomainError> {
    const suppressed = await this.ports.suppressions.reasonOf(actor.workspaceId, row.subscriberId);
    if (suppressed !== null)
      throw new DomainError(
        'subscriber.not_mailable',
        `The address of the subscriber is suppressed (${suppressed}) and cannot be mailed. Look it up on the suppression list.`,
      );
    const isIn = keepOut === 'live' || (await this.ports.enrollments.isLive(actor.workspaceId, row));
    return isIn
      ? new DomainError(
          'enrollment.already_live',
          'The subscriber is in this sequence already. Stop that enrollment first, or wait until it ends.',
        )
      : new DomainError(
          'enrollment.no_reentry',
          'The subscriber was in this sequence before, and its re-entry rule does not let them in again now.',
        );
  }

  private async find(actor: Actor, who: Pick<CreateEnrollment, 'subscriberId' | 'email'>) {
    if (who.subscriberId !== undefined)
      return await atField('subscriberId', this.ports.subscribers.get(actor.workspaceId, who.subscriberId));
    const found = await this.ports.subscribers.findByEmail(actor.workspaceId, parseEmailAddress(who.email ?? ''));
    if (found === null) throw unknownEmail();
    return found;
  }

  private async start(actor: Actor, sequence: SequenceRecord, row: NewEnrollment): Promise<void> {
    const { orchestrator, enrollments, clock, log } = this.ports;
    try {
      await orchestrator.startEnrollment(startOf(actor.workspaceId, sequence, row));
      await enrollments.markStarted(actor.workspaceId, [row.id], clock.now());
    } catch (error) {
      // the row is committed, so nobody is lost: the reconciler starts what has no workflow
      log.warn({ enrollmentId: row.id, err: error }, 'could not start the workflow now; the reconciler will');
    }
  }
}

function notMailable(status: SubscriberStatus): DomainError {
  const cure =
    status === 'unconfirmed'
      ? 'They enter once they have confirmed; ask them to.'
      : 'Only they can give consent again.';
  return new DomainError('subscriber.not_mailable', `The subscriber is ${status} and cannot be mailed. ${cure}`);
}

type KeepOut = Parameters<EnrollmentRepository['insert']>[2]['keepOut'];

/** Whom a re-entry rule keeps out, beside those who are in the sequence now. */
function keepOutOf(reentry: Reentry, clock: WorkspaceClock, now: number): KeepOut {
  switch (reentry.rule) {
    case 'never':
      return 'ever';
    case 'afterDays':
      return { enteredAfter: reentryLimit(reentry.days, clock, now) };
    case 'afterCompletion':
    case 'always':
      return 'live';
  }
}
