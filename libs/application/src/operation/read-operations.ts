import type { Operation, Page, PageQuery } from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { InstantPresenter } from '../present-instant.js';
import { isUndoable } from '../subscriber/bulk-subscribers.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { OperationRecord, OperationRepository } from './operation-port.js';

/** Reads bulk work and its progress. */
export class ReadOperations {
  constructor(
    private readonly ports: { operations: OperationRepository; workspaces: Pick<WorkspaceRepository, 'get'> },
  ) {}

  /** @throws DomainError `operation.not_found` */
  async get(actor: Actor, id: string): Promise<Operation> {
    return present(await this.ports.operations.get(actor.workspaceId, id), await this.instants(actor));
  }

  async list(actor: Actor, query: PageQuery): Promise<Page<Operation>> {
    const instants = await this.instants(actor);
    const page = await this.ports.operations.list(actor.workspaceId, query);
    return { items: page.items.map((record) => present(record, instants)), nextCursor: page.nextCursor };
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function present(record: OperationRecord, instants: InstantPresenter): Operation {
  const { id, kind, status, title, total, done, failed, skipped, failures, createdAt, completedAt } = record;
  return {
    id,
    kind,
    status,
    title,
    total,
    done,
    failed,
    skipped,
    failures: [...failures],
    canUndo: isUndoable(record),
    createdAt: instants.at(createdAt),
    completedAt: instants.atOrNull(completedAt),
  };
}

/** Notes that an operation cannot go on. */
export class FailOperation {
  constructor(private readonly ports: { operations: Pick<OperationRepository, 'fail'>; clock: Clock }) {}

  async execute(ref: { workspaceId: string; id: string }, reason: string): Promise<void> {
    await this.ports.operations.fail(ref.workspaceId, ref.id, reason, this.ports.clock.now());
  }
}
