import type { CreateEnrollment, Enrollment } from '@dripemails/contracts';
import { DomainError, parseEmailAddress } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { SequenceRecord, SequenceRepository } from '../sequence/sequence-port.js';
import type { SubscriberRepository } from '../subscriber/subscriber-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { decidePlan } from './decide-plan.js';
import type { EnrollmentRepository, NewEnrollment } from './enrollment-port.js';
import { EnrollmentPresenter } from './present-enrollment.js';

export interface EnrollPorts {
  readonly enrollments: EnrollmentRepository;
  readonly subscribers: Pick<SubscriberRepository, 'get' | 'findByEmail'>;
  readonly sequences: Pick<SequenceRepository, 'get' | 'definition'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
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
  input: { sequence: SequenceRecord; version: number; subscriberId: string; timeZone: string | null },
  decide: (standing: Parameters<typeof decidePlan>[1]) => ReturnType<typeof decidePlan>,
  now: number,
): NewEnrollment {
  const { plan } = decide({
    state: 'active',
    outcome: null,
    reason: null,
    done: [],
    anchorAt: now,
    notBefore: null,
    revision: 1,
    sequenceState: input.sequence.state,
    subscriber: { status: 'active', timeZone: input.timeZone },
  });
  // the sequence may be resumed while this is being written: a hold is confirmed by the workflow's first question
  const asked = plan.do === 'replan' && plan.state !== 'active' ? { ...plan, at: now } : plan;
  return {
    id: newId(),
    sequenceId: input.sequence.id,
    version: input.version,
    subscriberId: input.subscriberId,
    plan: asked,
  };
}

/** Puts one person into a sequence: row and first plan, then the workflow. */
export class EnrollSubscriber {
  constructor(private readonly ports: EnrollPorts) {}

  /**
   * Somebody whose earlier enrollment ended may enter again; that is asked for by name here.
   * @throws DomainError `enrollment.already_live`, `subscriber.not_mailable`, `subscriber.not_found`, `sequence.wrong_state`
   */
  async execute(
    actor: Actor,
    sequenceId: string,
    who: Pick<CreateEnrollment, 'subscriberId' | 'email'>,
  ): Promise<Enrollment> {
    const { enrollments, sequences, workspaces, orchestrator, clock } = this.ports;
    const workspace = await workspaces.get(actor.workspaceId);
    const sequence = await sequences.get(actor.workspaceId, sequenceId);
    const version = versionForNewPeople(sequence);
    const subscriber = await this.find(actor, who);
    if (subscriber.status !== 'active') {
      throw new DomainError(
        'subscriber.not_mailable',
        `The subscriber is ${subscriber.status} and cannot be mailed. Only they can give consent again.`,
      );
    }
    const definition = await sequences.definition(actor.workspaceId, sequenceId, version);
    const now = clock.now();
    const row = newEnrollment(
      { sequence, version, subscriberId: subscriber.id, timeZone: subscriber.timeZone },
      (standing) => decidePlan(definition, standing, workspace, now),
      now,
    );
    const [inserted] = await enrollments.insert(actor.workspaceId, [row], { at: now, firstTimeOnly: false });
    if (inserted === undefined) {
      throw new DomainError(
        'enrollment.already_live',
        'The subscriber is in this sequence already. Stop that enrollment first, or wait until it ends.',
      );
    }
    await this.start(actor, sequence, row);
    return new EnrollmentPresenter(workspace, orchestrator, clock).present(
      await enrollments.get(actor.workspaceId, row.id),
      definition,
    );
  }

  private async find(actor: Actor, who: Pick<CreateEnrollment, 'subscriberId' | 'email'>) {
    if (who.subscriberId !== undefined) return await this.ports.subscribers.get(actor.workspaceId, who.subscriberId);
    const found = await this.ports.subscribers.findByEmail(actor.workspaceId, parseEmailAddress(who.email ?? ''));
    if (found === null)
      throw new DomainError('subscriber.not_found', 'No subscriber has this email address. Add them first.');
    return found;
  }

  private async start(actor: Actor, sequence: SequenceRecord, row: NewEnrollment): Promise<void> {
    const { orchestrator, enrollments, clock, log } = this.ports;
    try {
      await orchestrator.startEnrollment({
        workspaceId: actor.workspaceId,
        enrollmentId: row.id,
        sequenceId: sequence.id,
        sequenceName: sequence.name,
        version: row.version,
        plan: row.plan,
      });
      await enrollments.markStarted(actor.workspaceId, [row.id], clock.now());
    } catch (error) {
      // the row is committed, so nobody is lost: the reconciler starts what has no workflow
      log.warn({ enrollmentId: row.id, err: error }, 'could not start the workflow now; the reconciler will');
    }
  }
}
