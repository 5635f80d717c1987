import type { Clock } from '../clock.js';
import type { EnrollmentRepository } from '../enrollment/enrollment-port.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { DueEntry, Entered, SettleOptions, TriggerRef, TriggerStore } from './trigger-port.js';

export interface EnterPorts {
  readonly triggers: TriggerStore;
  readonly enrollments: Pick<EnrollmentRepository, 'markStarted'>;
  readonly orchestrator: Pick<Orchestrator, 'startEnrollment'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Workflow starts in flight; more do not make a Temporal server start faster. */
const STARTS_AT_ONCE = 20;

/**
 * Uses entries of the outbox up and starts the workflows of whom they let in. Rows are committed before a workflow is
 * started; a crash in between is the reconciler's case, as for everybody who is enrolled.
 */
export class EnterByTrigger {
  constructor(private readonly ports: EnterPorts) {}

  /** @returns how many entered */
  async execute(trigger: TriggerRef, entries: readonly DueEntry[], options: SettleOptions): Promise<number> {
    const { triggers, enrollments, clock } = this.ports;
    const entered = await triggers.settle(trigger, entries, options);
    if (entered.length === 0) return 0;
    const started = await this.start(trigger, entered, options.at);
    await enrollments.markStarted(trigger.workspaceId, started, clock.now());
    return entered.length;
  }

  /** The first plan is to ask at once: the workflow's first question decides. */
  private async start(trigger: TriggerRef, entered: readonly Entered[], at: number): Promise<readonly string[]> {
    const { orchestrator, log } = this.ports;
    const started: string[] = [];
    let next = 0;
    const starter = async () => {
      for (let row = entered[next++]; row !== undefined; row = entered[next++]) {
        try {
          await orchestrator.startEnrollment({
            workspaceId: trigger.workspaceId,
            enrollmentId: row.enrollmentId,
            sequenceId: trigger.sequenceId,
            sequenceName: row.sequenceName,
            version: row.version,
            plan: { at, do: 'replan', why: ENTERING, revision: 1, state: 'active' },
          });
          started.push(row.enrollmentId);
        } catch (error) {
          // committed without a workflow: the reconciler's case
          log.warn(
            { enrollmentId: row.enrollmentId, err: error },
            'could not start the workflow now; the reconciler will',
          );
        }
      }
    };
    await Promise.all(Array.from({ length: STARTS_AT_ONCE }, starter));
    return started;
  }
}

/** What the first plan of whom a trigger enrolled says. */
export const ENTERING = 'Entering the sequence';
