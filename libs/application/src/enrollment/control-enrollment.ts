import type { Enrollment } from '@dripemails/contracts';
import { DomainError, personPausedSince, shiftOnPersonResume } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { decidePlan } from './decide-plan.js';
import type { ControlChange, EnrollmentSnapshot, EnrollmentStore } from './enrollment-port.js';
import { EnrollmentPresenter } from './present-enrollment.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { Log } from '../logger.js';
import { tellChanged } from '../tell-changed.js';
import type { PlanningPorts } from './replan-enrollment.js';

export type EnrollmentAction = 'pause' | 'resume' | 'stop';
export interface ControlPorts extends Omit<PlanningPorts, 'enrollments'> {
  readonly enrollments: EnrollmentStore;
  readonly orchestrator: Orchestrator;
  readonly log: Log;
}
type NewStanding = Pick<ControlChange, 'state' | 'outcome' | 'reason' | 'pausedAt' | 'anchorAt'> &
  Pick<ControlChange, 'event'>;

const MAX_RACES = 10;

/** Pauses, resumes or stops one person: Postgres first, then the workflow is told. */
export class ControlEnrollment {
  constructor(private readonly ports: ControlPorts) {}

  /**
   * Repeating an action that already holds is no error and changes nothing.
   * @throws DomainError `enrollment.not_found`, `enrollment.wrong_state` when the enrollment has ended
   */
  async execute(actor: Actor, id: string, action: EnrollmentAction, reason?: string): Promise<Enrollment> {
    const { enrollments, sequences, workspaces, orchestrator, clock } = this.ports;
    const ref = { workspaceId: actor.workspaceId, enrollmentId: id };
    const workspace = await workspaces.get(actor.workspaceId);
    for (let race = 0; race < MAX_RACES; race++) {
      const snapshot = await enrollments.load(ref);
      if (snapshot === null) throw new DomainError('enrollment.not_found', 'There is no such enrollment.');
      const definition = await sequences.definition(actor.workspaceId, snapshot.sequenceId, snapshot.version);
      const now = clock.now();
      const next = standingAfter(snapshot, action, reason?.trim() || null, now);
      if (next !== null) {
        const { plan } = decidePlan(
          definition,
          { ...snapshot, ...next, notBefore: null, revision: snapshot.revision + 1 },
          workspace,
          now,
        );
        if (!(await enrollments.control(snapshot, { ...next, plan }))) continue;
        await tellChanged(this.ports, [id], WORDS[action]);
      }
      const row = await enrollments.load(ref);
      return new EnrollmentPresenter(workspace, orchestrator, clock).present(row ?? snapshot, definition);
    }
    throw new Error(`enrollment ${id} changed ${MAX_RACES} times while it was being controlled`);
  }
}

const WORDS: Record<EnrollmentAction, string> = {
  pause: 'paused by an operator',
  resume: 'resumed by an operator',
  stop: 'stopped by an operator',
};

/** The standing after an action; null when it holds already. */
function standingAfter(
  row: EnrollmentSnapshot,
  action: EnrollmentAction,
  reason: string | null,
  now: number,
): NewStanding | null {
  if (row.state === 'ended') {
    if (action === 'stop') return null;
    throw new DomainError(
      'enrollment.wrong_state',
      `The enrollment has ended (${row.outcome ?? 'stopped'}). Enroll the subscriber again to go on.`,
    );
  }
  const event = (kind: 'paused' | 'resumed' | 'stopped', what: string): NewStanding['event'] => ({
    kind,
    stepId: null,
    messageId: null,
    what,
    why: reason,
    at: now,
  });
  const running = { state: 'active' as const, outcome: null, reason: null, pausedAt: null, anchorAt: row.anchorAt };
  switch (action) {
    case 'pause': {
      if (row.state === 'paused') return null;
      const pausedAt = personPausedSince(now, row.sequencePausedAt, row.anchorAt);
      return {
        ...running,
        state: 'paused',
        pausedAt,
        reason: reason === null ? 'Paused by an operator' : `Paused by an operator: ${reason}`,
        event: event('paused', 'Paused by an operator'),
      };
    }
    case 'resume': {
      if (row.state === 'active') return null;
      const shift =
        row.pausedAt === null
          ? 0
          : shiftOnPersonResume({ personSince: row.pausedAt, sequenceSince: row.sequencePausedAt }, now);
      return { ...running, anchorAt: row.anchorAt + shift, event: event('resumed', 'Resumed by an operator') };
    }
    case 'stop':
      return {
        ...running,
        state: 'ended',
        outcome: 'stopped',
        reason,
        event: event('stopped', 'Stopped by an operator'),
      };
  }
}
