import type { ImportJob, Page, PageQuery } from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ImportRecord, ImportRepository, Rejection } from './import-port.js';

/** So many rejected rows stand in an answer; the whole list is a CSV file. */
const SHOWN_REJECTIONS = 100;

/** Reads imports and their rejected rows. */
export class ReadImports {
  constructor(private readonly ports: { imports: ImportRepository; workspaces: Pick<WorkspaceRepository, 'get'> }) {}

  /** @throws DomainError `import.not_found` */
  async get(actor: Actor, id: string): Promise<ImportJob> {
    const record = await this.ports.imports.get(actor.workspaceId, id);
    return present(
      record,
      await this.ports.imports.rejections(actor.workspaceId, id, SHOWN_REJECTIONS),
      await this.instants(actor),
    );
  }

  /** Newest first, without the rejected rows. */
  async list(actor: Actor, query: PageQuery): Promise<Page<ImportJob>> {
    const instants = await this.instants(actor);
    const page = await this.ports.imports.list(actor.workspaceId, query);
    return { items: page.items.map((record) => present(record, [], instants)), nextCursor: page.nextCursor };
  }

  /** Every rejected row in order of its line. @throws DomainError `import.not_found` */
  async rejections(actor: Actor, id: string): Promise<AsyncIterable<Rejection>> {
    await this.ports.imports.get(actor.workspaceId, id);
    return this.ports.imports.allRejections(actor.workspaceId, id);
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function present(record: ImportRecord, rejections: readonly Rejection[], instants: InstantPresenter): ImportJob {
  const { workspaceId: _workspaceId, options: settings, createdAt, completedAt, ...rest } = record;
  const { format, header: _header, actor: _actor, ...options } = settings;
  return {
    ...rest,
    options,
    format,
    errors: rejections.map(({ line, reason }) => ({ line, reason })),
    createdAt: instants.at(createdAt),
    completedAt: instants.atOrNull(completedAt),
  };
}
