import type { PagedInput, PageResult } from '@dripemails/contracts/workflow';
import { triggerWatches, WorkspaceClock } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import { needsOf } from '../enrollment/person-port.js';
import type { Log } from '../logger.js';
import type { OperationRepository } from '../operation/operation-port.js';
import { startOperation, type StartOperationPorts } from '../operation/start-operation.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { dateAfter, isInSegment } from './trigger-decision.js';
import type { DatePage, TriggerRef, TriggerStore } from './trigger-port.js';

export interface BackfillPorts {
  readonly triggers: TriggerStore;
  readonly operations: OperationRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** People in one transaction: their dates are computed under their locks, so that no change of a field is overtaken. */
const PAGE = 500;

/**
 * Starts bringing a trigger up to the people who were there before it: their dates for `dateReached`, who is in the
 * segment already for `segmentEntered`. Other triggers look at what happens from now on alone and need none.
 */
export class BackfillTrigger {
  constructor(private readonly ports: BackfillPorts & StartOperationPorts) {}

  /** @returns the operations' ids; none where the trigger needs no backfill */
  async execute(
    workspaceId: string,
    sequence: { readonly id: string; readonly name: string },
    positions: readonly number[],
  ): Promise<readonly string[]> {
    const ids = [];
    for (const position of positions) {
      const ref = { workspaceId, sequenceId: sequence.id, position };
      const trigger = await this.ports.triggers.trigger(ref);
      if (trigger?.on === 'dateReached' || trigger?.on === 'segmentEntered')
        ids.push(await this.start(ref, sequence.name));
    }
    return ids;
  }

  private async start(ref: TriggerRef, sequenceName: string): Promise<string> {
    const { workspaceId, sequenceId, position } = ref;
    return await startOperation(this.ports, {
      workspaceId,
      kind: 'backfillTrigger',
      title: `Look whom trigger ${position + 1} of '${sequenceName}' is about`,
      params: { sequenceId, position: String(position) },
      total: await this.ports.triggers.countSubscribers(workspaceId),
    });
  }
}

/** One page of a backfill. Harmless when repeated: a date replaces the one before, and being in a segment is noted once. */
export class BackfillTriggerPage {
  constructor(private readonly ports: BackfillPorts) {}

  /** @throws DomainError `operation.not_found` */
  async execute(input: PagedInput): Promise<PageResult> {
    const { operations, clock } = this.ports;
    const operation = await operations.get(input.workspaceId, input.id);
    if (operation.completedAt !== null) return { done: operation.done };
    const { sequenceId = '', position = '' } = operation.params;
    const ref = { workspaceId: input.workspaceId, sequenceId, position: Number(position) };
    const page = await this.page(ref, operation.cursor);
    await operations.advance(input.workspaceId, input.id, operation.cursor, {
      cursor: page.cursor ?? operation.cursor,
      done: page.scheduled,
      failed: 0,
      skipped: page.people - page.scheduled,
      completedAt: page.cursor === null ? clock.now() : null,
    });
    return { ...(page.cursor === null ? {} : { cursor: page.cursor }), done: page.scheduled };
  }

  private async page(ref: TriggerRef, cursor: string | null): Promise<DatePage> {
    const { triggers, workspaces, clock } = this.ports;
    const trigger = await triggers.trigger(ref);
    const page = { cursor, limit: PAGE };
    // published anew without it meanwhile: nothing is left to do
    if (trigger?.on !== 'dateReached' && trigger?.on !== 'segmentEntered')
      return { cursor: null, people: 0, scheduled: 0 };
    const workspace = await workspaces.get(ref.workspaceId);
    const time = { clock: new WorkspaceClock(workspace.clock), timeZone: workspace.timeZone };
    const now = clock.now();
    if (trigger.on === 'dateReached') {
      const workspaceNow = time.clock.toWorkspace(now);
      return await triggers.scheduleDates(ref, page, (person) => dateAfter(trigger, person, workspaceNow, time));
    }
    return await triggers.notePresent(ref, page, needsOf(triggerWatches(trigger)), (person) =>
      isInSegment(ref.sequenceId, trigger.if, person, { ...time, now }),
    );
  }
}
