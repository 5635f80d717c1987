import { type SequenceSettings, WorkspaceClock } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import { type PersonNeeds } from '../enrollment/person-port.js';
import { reentryLimit } from '../enrollment/reentry-limit.js';
import type { Log } from '../logger.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { EnterByTrigger } from './enter-by-trigger.js';
import { consequenceOf, needsOfEntry } from './trigger-decision.js';
import type { DueEntry, ReentryRule, SettleOptions, TriggerRef, TriggerStore } from './trigger-port.js';

export interface DispatchPorts {
  readonly triggers: TriggerStore;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Entries in one go: large enough that the database is not the limit, small enough that locks on people are short. */
const PAGE = 200;
/** What could not be settled is tried again after this long, so that it does not stand in the way of the rest. */
const RETRY_MS = 60_000;

/** Empties the outbox of the triggers: decides what follows from each entry that is due, and does it. */
export class DispatchTriggers {
  constructor(
    private readonly ports: DispatchPorts,
    private readonly enter: EnterByTrigger,
  ) {}

  /**
   * Several may run at once, in one process or many: an entry is used by one of them.
   * @param isStopping asked between pages
   * @returns how many entries were looked at
   */
  async execute(isStopping: () => boolean = () => false): Promise<number> {
    const { triggers, clock } = this.ports;
    let total = 0;
    while (!isStopping()) {
      const entries = await triggers.due(clock.now(), PAGE);
      for (const group of groupsOf(entries)) await this.settleGroup(group);
      total += entries.length;
      if (entries.length < PAGE) break;
    }
    return total;
  }

  /** When the next entry is due, real ms; null while there is none. */
  async nextDueAt(): Promise<number | null> {
    return await this.ports.triggers.nextDueAt();
  }

  private async settleGroup(group: readonly DueEntry[]): Promise<void> {
    try {
      await this.settle(group);
    } catch (error) {
      if (group.length === 1) return await this.postpone(group, error);
      this.ports.log.warn(
        { err: error, entries: group.length },
        'could not settle entries together; trying each alone',
      );
      for (const entry of group) await this.settleGroup([entry]);
    }
  }

  private async postpone(entries: readonly DueEntry[], error: unknown): Promise<void> {
    const ids = entries.map(({ id }) => id);
    this.ports.log.error(
      { entryIds: ids, err: error },
      'could not settle an entry of a trigger; trying again in a minute',
    );
    await this.ports.triggers.postpone(ids, this.ports.clock.now() + RETRY_MS);
  }

  private async settle(group: readonly DueEntry[]): Promise<void> {
    const { triggers, workspaces, clock } = this.ports;
    const [first] = group;
    if (first === undefined) return;
    const trigger: TriggerRef = first;
    const settings = await triggers.settings(trigger.workspaceId, trigger.sequenceId);
    const workspace = await workspaces.get(trigger.workspaceId);
    const now = clock.now();
    const workspaceClock = new WorkspaceClock(workspace.clock);
    const options: SettleOptions =
      settings === null
        ? { reentry: { rule: 'never', enrolledBefore: null }, at: now, needs: null, decide: () => ({}) }
        : {
            reentry: reentryRule(settings, workspaceClock, now),
            at: now,
            needs: mergeNeeds(group.map(needsOfEntry)),
            decide: (entry, person) =>
              consequenceOf(entry, person, { settings, clock: workspaceClock, timeZone: workspace.timeZone, now }),
          };
    await this.enter.execute(trigger, group, options);
  }
}

function reentryRule({ reentry }: SequenceSettings, clock: WorkspaceClock, now: number): ReentryRule {
  const enrolledBefore = reentry.rule === 'afterDays' ? reentryLimit(reentry.days, clock, now) : null;
  return { rule: reentry.rule, enrolledBefore };
}

/** Entries of one trigger together, in the order in which they came. */
function groupsOf(entries: readonly DueEntry[]): readonly (readonly DueEntry[])[] {
  const groups = new Map<string, DueEntry[]>();
  for (const entry of entries) {
    const key = `${entry.sequenceId}/${entry.position}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

function mergeNeeds(needs: readonly (PersonNeeds | null)[]): PersonNeeds | null {
  const asked = needs.filter((one) => one !== null);
  if (asked.length === 0) return null;
  return {
    eventNames: [...new Set(asked.flatMap(({ eventNames }) => eventNames))],
    activities: asked.some(({ activities }) => activities),
  };
}
