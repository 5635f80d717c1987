import type { Clock } from '../clock.js';
import { inLanes } from '../in-lanes.js';
import type { Log } from '../logger.js';
import type { EnrollmentStart, Orchestrator } from '../orchestrator-port.js';
import type { EnrollmentRepository } from './enrollment-port.js';

export interface StartEnrollmentsPorts {
  readonly enrollments: Pick<EnrollmentRepository, 'markStarted'>;
  readonly orchestrator: Pick<Orchestrator, 'startEnrollment'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Workflow starts in flight; more do not make a Temporal server start faster. */
const STARTS_AT_ONCE = 20;

/** Starts the workflows of rows that are committed, and notes which run. What cannot be started is the reconciler's case. */
export async function startEnrollments(
  { enrollments, orchestrator, clock, log }: StartEnrollmentsPorts,
  workspaceId: string,
  starts: readonly EnrollmentStart[],
): Promise<void> {
  const started: string[] = [];
  await inLanes(starts, STARTS_AT_ONCE, async (start) => {
    const { enrollmentId } = start;
    try {
      await orchestrator.startEnrollment(start);
      started.push(enrollmentId);
    } catch (error) {
      log.warn({ enrollmentId, err: error }, 'could not start the workflow now; the reconciler will');
    }
  });
  await enrollments.markStarted(workspaceId, started, clock.now());
}
