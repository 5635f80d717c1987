import type { BulkEnrollments, OperationStarted } from '@dripemails/contracts';
import type { PagedInput, PageResult } from '@dripemails/contracts/workflow';
import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { atField } from '../at-field.js';
import type { Clock } from '../clock.js';
import { inLanes } from '../in-lanes.js';
import type { Log } from '../logger.js';
import type { OperationRepository } from '../operation/operation-port.js';
import { startOperation } from '../operation/start-operation.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { RevisionRepository } from '../revision/revision-port.js';
import type { SequenceRecord, SequenceRepository } from '../sequence/sequence-port.js';
import type { ControlEnrollment } from './control-enrollment.js';
import type { EnrollmentSelector } from './enrollment-port.js';

export interface BulkPorts {
  readonly operations: OperationRepository;
  readonly selector: EnrollmentSelector;
  readonly sequences: Pick<SequenceRepository, 'get' | 'hasStep'>;
  readonly revisions: Pick<RevisionRepository, 'get'>;
  readonly orchestrator: Orchestrator;
  readonly clock: Clock;
  readonly log: Log;
}
const PAGE = 100;
const AT_ONCE = 5;
const MAX_FAILURES = 100;
const MS_PER_MINUTE = 60_000;
/** With a rate, a page is what a few seconds allow, so that people go evenly. */
const PAGES_PER_MINUTE = 20;

const WORDS: Record<BulkEnrollments['action']['do'], string> = {
  pause: 'Pause people of',
  resume: 'Resume people of',
  stop: 'Stop people of',
  skip: 'Skip a step for people of',
  rewind: 'Send people back in',
  due: 'Change the due time of people of',
  approve: 'Answer AI revisions of',
  retry: 'Try mails again of',
};

/** Starts a bulk action over the live enrollments that match a filter, as an operation with progress and a report. */
export class BulkControl {
  constructor(private readonly ports: BulkPorts) {}

  /**
   * @throws DomainError `sequence.not_found`, `revision.not_found`, `enrollment.not_found` where none has one of the ids,
   * `input.invalid` where people are to go back to a step that no version of the sequence has
   */
  async execute(actor: Actor, input: BulkEnrollments): Promise<OperationStarted> {
    const { selector, sequences, revisions } = this.ports;
    const { sequenceId, awaiting, ids } = input.filter;
    const sequence = await atField('filter.sequenceId', sequences.get(actor.workspaceId, sequenceId));
    if (awaiting !== undefined) await atField('filter.awaiting', revisions.get(actor.workspaceId, awaiting));
    if (ids !== undefined && (await selector.countKnown(actor.workspaceId, ids)) === 0)
      throw new DomainError('enrollment.not_found', 'None of these enrollments exists.', [
        { path: 'filter.ids', message: 'None of these enrollments exists (any more): choose them again.' },
      ]);
    if (input.action.do === 'rewind') await this.stepExists(actor, sequence, input.action.stepId);
    const operationId = await startOperation(this.ports, {
      workspaceId: actor.workspaceId,
      kind: 'bulkControl',
      title: `${WORDS[input.action.do]} '${sequence.name}'`,
      params: { request: JSON.stringify(input), actorKind: actor.kind, actorId: actor.id },
      total: await selector.count(actor.workspaceId, input.filter),
    });
    return { operationId };
  }

  /** People may be on any version. */
  private async stepExists({ workspaceId }: Actor, { id, name }: SequenceRecord, stepId: string): Promise<void> {
    if (await this.ports.sequences.hasStep(workspaceId, id, stepId)) return;
    const message = `No version of '${name}' has a step '${stepId}': give the id of a step that one has.`;
    throw new DomainError('input.invalid', message, [{ path: 'action.stepId', message }]);
  }
}

/** Carries a bulk action out for one page of people; whom it does not fit is counted, with the reason, and stays. */
export class BulkControlPage {
  constructor(
    private readonly ports: BulkPorts,
    private readonly control: ControlEnrollment,
  ) {}

  async execute(input: PagedInput): Promise<PageResult> {
    const { operations, selector, clock } = this.ports;
    const operation = await operations.get(input.workspaceId, input.id);
    if (operation.completedAt !== null) return { done: operation.done };
    const { request = '{}', actorKind = 'system', actorId = '' } = operation.params;
    const bulk = JSON.parse(request) as BulkEnrollments;
    const actor: Actor = { workspaceId: input.workspaceId, kind: actorKind as Actor['kind'], id: actorId };
    const rate = bulk.ratePerMinute;
    const limit = rate === undefined ? PAGE : Math.min(PAGE, Math.max(1, Math.floor(rate / PAGES_PER_MINUTE)));
    const ids = await selector.page(input.workspaceId, bulk.filter, { cursor: operation.cursor, limit });

    // of a page that is run again, whom the first run reached: a second skip or rewind would be one too many
    const reached = new Set(await selector.reached(input.workspaceId, input.id, ids));
    const failures: { id: string; message: string }[] = [];
    await inLanes(ids, AT_ONCE, async (id) => {
      if (reached.has(id)) return;
      try {
        await this.control.execute(actor, id, { ...bulk.action, reason: bulk.reason }, input.id);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        failures.push({ id, message: error.message });
      }
    });

    const last = ids.length < limit;
    const cursor = ids.at(-1) ?? operation.cursor;
    const done = ids.length - failures.length;
    await operations.advance(input.workspaceId, input.id, operation.cursor, {
      ...{ cursor, done, failed: failures.length, skipped: 0, completedAt: last ? clock.now() : null },
      failures: [...operation.failures, ...failures].slice(0, MAX_FAILURES),
    });
    const pauseMs = rate === undefined ? {} : { pauseMs: (ids.length * MS_PER_MINUTE) / rate };
    return { ...(last ? {} : { cursor: cursor ?? undefined, ...pauseMs }), done };
  }
}
