import type { ExportJob, Page, PageQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { TextTokens } from '../message/token-port.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ExportRecord, ExportRepository } from './export-port.js';

export interface ReadExportsPorts {
  readonly exports: ExportRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly tokens: TextTokens;
  readonly addresses: { readonly apiUrl: string };
  readonly clock: Clock;
}

/** A finished file. */
export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Reads exports and hands out their files. */
export class ReadExports {
  constructor(private readonly ports: ReadExportsPorts) {}

  /** @throws DomainError `export.not_found` */
  async get(actor: Actor, id: string): Promise<ExportJob> {
    return this.present(await this.ports.exports.get(actor.workspaceId, id), await this.instants(actor));
  }

  /** Newest first. */
  async list(actor: Actor, query: PageQuery): Promise<Page<ExportJob>> {
    const instants = await this.instants(actor);
    const page = await this.ports.exports.list(actor.workspaceId, query);
    return { items: page.items.map((record) => this.present(record, instants)), nextCursor: page.nextCursor };
  }

  /** @throws DomainError `export.not_found`, `export.not_ready`, `export.expired` */
  async file(actor: Pick<Actor, 'workspaceId'>, id: string): Promise<ExportFile> {
    const { exports } = this.ports;
    const job = await exports.get(actor.workspaceId, id);
    if (job.status === 'expired' || (job.status === 'completed' && this.isOver(job))) throw expired();
    if (job.status !== 'completed')
      throw new DomainError('export.not_ready', 'The file is not written. Wait until the export is completed.');
    const day = new Date(job.createdAt).toISOString().slice(0, 10);
    return {
      name: `subscribers-${day}-${id.slice(-6)}.${job.format}`,
      type: TYPES[job.format],
      size: job.size,
      content: exports.read(actor.workspaceId, id),
    };
  }

  /** The file behind a signed link. @throws DomainError `export.not_found` (no link of ours), `export.expired` */
  async byLink(token: string): Promise<ExportFile> {
    const text = this.ports.tokens.verifyText('export', token);
    const [workspaceId, id, expiresAt] = text?.split(' ') ?? [];
    if (workspaceId === undefined || id === undefined)
      throw new DomainError('export.not_found', 'This link is not valid. Copy it again from the page of the export.');
    if (!(Number(expiresAt) > this.ports.clock.now())) throw expired();
    try {
      return await this.file({ workspaceId }, id);
    } catch (error) {
      // what a valid link led to and is gone has expired for its holder
      if (error instanceof DomainError && error.code !== 'export.expired') throw expired();
      throw error;
    }
  }

  private isOver({ expiresAt }: ExportRecord): boolean {
    return expiresAt === null || expiresAt <= this.ports.clock.now();
  }

  private present(record: ExportRecord, instants: InstantPresenter): ExportJob {
    const { workspaceId, cursor: _cursor, createdAt, completedAt, expiresAt, ...rest } = record;
    const isOver = record.status === 'completed' && this.isOver(record);
    const link = `${workspaceId} ${record.id} ${expiresAt ?? 0}`;
    return {
      ...rest,
      columns: [...rest.columns],
      status: isOver ? 'expired' : record.status,
      downloadUrl:
        record.status === 'completed' && !isOver
          ? `${this.ports.addresses.apiUrl}/x/${this.ports.tokens.signText('export', link)}`
          : null,
      createdAt: instants.at(createdAt),
      completedAt: instants.atOrNull(completedAt),
      // the one instant here that is not workspace time, see `InstantPresenter`
      expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    };
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function expired(): DomainError {
  return new DomainError('export.expired', 'This file has expired and is deleted. Start the export again.');
}
