import { startEnrollments, type StartEnrollmentsPorts } from '../enrollment/start-enrollments.js';
import type { DueEntry, SettleOptions, TriggerRef, TriggerStore } from './trigger-port.js';

export interface EnterPorts extends StartEnrollmentsPorts {
  readonly triggers: TriggerStore;
}

/**
 * Uses entries of the outbox up and starts the workflows of whom they let in. Rows are committed before a workflow is
 * started; a crash in between is the reconciler's case, as for everybody who is enrolled.
 */
export class EnterByTrigger {
  constructor(private readonly ports: EnterPorts) {}

  /** @returns how many entered */
  async execute(trigger: TriggerRef, entries: readonly DueEntry[], options: SettleOptions): Promise<number> {
    const entered = await this.ports.triggers.settle(trigger, entries, options);
    if (entered.length === 0) return 0;
    // the first plan is to ask at once: the workflow's first question decides
    const plan = { at: options.at, do: 'replan' as const, why: ENTERING, revision: 1, state: 'active' as const };
    const { workspaceId, sequenceId } = trigger;
    const starts = entered.map((row) => ({ workspaceId, sequenceId, ...row, plan }));
    await startEnrollments(this.ports, workspaceId, starts);
    return entered.length;
  }
}

/** What the first plan of whom a trigger enrolled says. */
export const ENTERING = 'Entering the sequence';
