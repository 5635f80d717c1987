import { DEFAULT_RETENTION, EXPORT_COLUMNS } from '@dripemails/contracts';
import type { PagedInput, PageResult } from '@dripemails/contracts/workflow';
import type { Clock } from '../clock.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ExportEnd, ExportPeople, ExportRecord, ExportRepository, ExportRow, PersonRow } from './export-port.js';

export interface RunExportPorts {
  readonly exports: ExportRepository;
  readonly people: ExportPeople;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly clock: Clock;
}

/** Rows of one page: under a second of work and about a megabyte of file. */
const PAGE = 2000;
const MS_PER_DAY = 86_400_000;

/**
 * Writes an export's file. CSV and JSON grow page by page, each committed with the progress, so an interrupted run goes on
 * after the last page. An XLSX file is one zip archive that cannot be taken up in the middle: it is written in one go and
 * begun anew after a crash.
 */
export class RunExport {
  constructor(private readonly ports: RunExportPorts) {}

  /** One page, or the whole of an XLSX file. @param onProgress for the heartbeat */
  async execute(input: PagedInput, onProgress: (processed: number) => void = () => undefined): Promise<PageResult> {
    const { exports, workspaces } = this.ports;
    const job = await this.begun(input);
    if (job === null) return { done: 0 };
    const instants = new InstantPresenter(await workspaces.get(input.workspaceId));
    if (job.format === 'xlsx') {
      const isWhole = await exports.writeWorkbook(job, this.pages(job, instants), onProgress);
      if (isWhole) await exports.complete(job.workspaceId, job.id, await this.end(job));
      return { done: isWhole ? job.total : 0 };
    }
    const rows = await this.page(job, job.cursor, instants);
    const isLast = rows.length < PAGE;
    if (!(await exports.append(job, { rows, end: isLast ? await this.end(job) : null }))) {
      // another worker wrote this page, or somebody cancelled: the next page finds out
      const { status } = await exports.get(input.workspaceId, input.id);
      return { done: 0, ...(status === 'running' ? { cursor: job.cursor ?? 'start' } : {}) };
    }
    return { done: rows.length, ...(isLast ? {} : { cursor: rows.at(-1)?.id }) };
  }

  /** Notes that the export cannot go on. */
  async fail(ref: { workspaceId: string; id: string }, reason: string): Promise<void> {
    const end = { status: 'failed', failure: reason, at: this.ports.clock.now() } as const;
    await this.ports.exports.end(ref.workspaceId, ref.id, end);
  }

  /** The running export, or null where it is over. */
  private async begun({ workspaceId, id }: PagedInput): Promise<ExportRecord | null> {
    const { exports, people } = this.ports;
    const job = await exports.get(workspaceId, id);
    if (job.status === 'running') return job;
    if (job.status !== 'queued') return null;
    const names = job.columns.length > 0 ? [] : await people.fieldNames(workspaceId);
    const all = [...EXPORT_COLUMNS.slice(0, -2), ...names.map((name) => `field:${name}`), ...EXPORT_COLUMNS.slice(-2)];
    const total = await people.count(workspaceId, job.filter);
    await exports.begin(workspaceId, id, { total, columns: job.columns.length > 0 ? job.columns : all });
    const begun = await exports.get(workspaceId, id);
    return begun.status === 'running' ? begun : null;
  }

  private async *pages(job: ExportRecord, instants: InstantPresenter): AsyncGenerator<readonly ExportRow[]> {
    for (let cursor: string | null = null; ;) {
      const rows: readonly ExportRow[] = await this.page(job, cursor, instants);
      yield rows;
      cursor = rows.at(-1)?.id ?? null;
      if (rows.length < PAGE) return;
    }
  }

  private async page(
    job: ExportRecord,
    cursor: string | null,
    instants: InstantPresenter,
  ): Promise<readonly ExportRow[]> {
    const rows = await this.ports.people.page(job.workspaceId, job.filter, { cursor, limit: PAGE });
    return rows.map((row: PersonRow) => ({
      ...row,
      createdAt: instants.at(row.createdAt),
      updatedAt: instants.at(row.updatedAt),
    }));
  }

  private async end(job: ExportRecord): Promise<ExportEnd> {
    const { workspaces, clock } = this.ports;
    const { retention } = await workspaces.get(job.workspaceId);
    const days = retention?.exportDays ?? DEFAULT_RETENTION.exportDays;
    const at = clock.now();
    return { at, expiresAt: at + days * MS_PER_DAY };
  }
}
