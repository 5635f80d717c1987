import type { ExportFilter, ExportFormat, ExportStatus, Page, PageQuery } from '@dripemails/contracts';
import type { SubscriberRecord } from '../subscriber/subscriber-port.js';

/** A file of subscribers that is asked for; instants are real ms. `cursor` is the last person whose row is in the file. */
export interface ExportRecord {
  readonly id: string;
  readonly workspaceId: string;
  readonly status: ExportStatus;
  readonly format: ExportFormat;
  readonly filter: ExportFilter;
  readonly columns: readonly string[];
  readonly total: number;
  readonly processed: number;
  readonly size: number;
  readonly cursor: string | null;
  readonly failure: string | null;
  readonly createdAt: number;
  readonly completedAt: number | null;
  readonly expiresAt: number | null;
}

/** A person as a row of a file: instants are in workspace time, RFC 3339. */
export interface ExportRow extends Pick<
  SubscriberRecord,
  'id' | 'email' | 'firstName' | 'lastName' | 'status' | 'timeZone' | 'locale' | 'tags'
> {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Names. */
  readonly lists: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
}
/** Such a row before its instants are presented. */
export type PersonRow = Omit<ExportRow, 'createdAt' | 'updatedAt'> & {
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** The people that a filter means. */
export interface ExportPeople {
  /** @throws DomainError `input.invalid` on `filter.segment` or `filter.list` where there is no such thing */
  count(workspaceId: string, filter: ExportFilter): Promise<number>;
  /** The names of all custom fields, those that are defined and those that somebody has, in order. */
  fieldNames(workspaceId: string): Promise<readonly string[]>;
  /** Which of these names is no custom field: it is not defined, nor has anybody a value of it from before. */
  unknownFields(workspaceId: string, names: readonly string[]): Promise<readonly string[]>;
  /** In id order after `cursor`. */
  page(
    workspaceId: string,
    filter: ExportFilter,
    options: { cursor: string | null; limit: number },
  ): Promise<readonly PersonRow[]>;
}

/** One page of a file that grows page by page. */
export interface FilePage {
  readonly rows: readonly ExportRow[];
  /** Set on the last page: the export is completed with it, so that no try adds to a whole file. Real ms. */
  readonly end: ExportEnd | null;
}
export interface ExportEnd {
  readonly at: number;
  readonly expiresAt: number;
}

/** Exports and their files, which lie in pieces in the database so that every process can serve them. */
export interface ExportRepository {
  create(job: Pick<ExportRecord, 'id' | 'workspaceId' | 'format' | 'filter' | 'columns'>): Promise<void>;
  /** @throws DomainError `export.not_found` */
  get(workspaceId: string, id: string): Promise<ExportRecord>;
  list(workspaceId: string, query: PageQuery): Promise<Page<ExportRecord>>;
  /** Queued becomes running, with what is now known. */
  begin(workspaceId: string, id: string, known: { total: number; columns: readonly string[] }): Promise<void>;
  /**
   * Writes a page of a CSV or JSON file and moves the progress on from `job.cursor`, in one transaction.
   * @returns false where the export was cancelled or another worker moved it on: nothing is written then
   */
  append(job: ExportRecord, page: FilePage): Promise<boolean>;
  /**
   * Writes a whole XLSX file as its pages come, from its beginning: a file of an earlier try is thrown away. Memory stays
   * flat.
   * @returns false where the export was cancelled or another worker began it anew
   */
  writeWorkbook(
    job: ExportRecord,
    pages: AsyncIterable<readonly ExportRow[]>,
    onProgress: (processed: number) => void,
  ): Promise<boolean>;
  /** Running becomes completed; does nothing to an export that is over. */
  complete(workspaceId: string, id: string, end: ExportEnd): Promise<void>;
  /** Ends an export that is not over and throws its file away. @returns whether it was not over */
  end(
    workspaceId: string,
    id: string,
    end: { status: 'failed' | 'cancelled'; failure: string | null; at: number },
  ): Promise<boolean>;
  /** The pieces of the file in order. */
  read(workspaceId: string, id: string): AsyncIterable<Uint8Array>;
}
