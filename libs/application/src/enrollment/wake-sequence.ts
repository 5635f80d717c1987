import type { PagedInput, PageResult } from '@dripemails/contracts/workflow';
import type { Clock } from '../clock.js';
import type { OperationRepository } from '../operation/operation-port.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { EnrollmentRepository } from './enrollment-port.js';

const PAGE = 200;

/** Tells one page of a sequence's people to ask again: after a resume those parked on its pause, after a move all. */
export class WakeSequencePage {
  constructor(
    private readonly ports: {
      operations: OperationRepository;
      enrollments: Pick<EnrollmentRepository, 'livePage'>;
      orchestrator: Pick<Orchestrator, 'signalChanged'>;
      clock: Clock;
    },
  ) {}

  async execute(input: PagedInput): Promise<PageResult> {
    const { operations, enrollments, orchestrator, clock } = this.ports;
    const operation = await operations.get(input.workspaceId, input.id);
    if (operation.completedAt !== null) return { done: operation.done };
    const { sequenceId = '', scope = 'parked', because = 'the sequence changed' } = operation.params;
    const ids = await enrollments.livePage(input.workspaceId, sequenceId, {
      scope: scope === 'all' ? 'all' : 'parked',
      cursor: operation.cursor ?? undefined,
      limit: PAGE,
    });
    await Promise.all(ids.map((id) => orchestrator.signalChanged(id, because)));
    const last = ids.length < PAGE;
    const cursor = ids.at(-1) ?? operation.cursor;
    await operations.advance(input.workspaceId, input.id, operation.cursor, {
      cursor,
      done: ids.length,
      failed: 0,
      skipped: 0,
      completedAt: last ? clock.now() : null,
    });
    return { ...(last ? {} : { cursor: cursor ?? undefined }), done: ids.length };
  }
}
