import type { ImportMapping, ImportStatus, Page, PageQuery } from '@dripemails/contracts';
import type { FieldValues } from '../subscriber/subscriber-port.js';

/** An import; instants are real ms. */
export interface ImportRecord {
  readonly id: string;
  readonly workspaceId: string;
  readonly listId: string | null;
  readonly status: ImportStatus;
  readonly fileName: string;
  readonly mapping: ImportMapping;
  readonly total: number;
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly failure: string | null;
  readonly createdAt: number;
  readonly completedAt: number | null;
}

/** A data row of the file: its values by header, or why it cannot be read. `line` counts as a text editor does. */
export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>> | null;
  readonly fault: string | null;
}

/** The uploaded files, kept in pieces in the database so that any worker can read them. */
export interface ImportFiles {
  /**
   * Stores a file as it streams in and checks that it is a readable CSV file in UTF-8.
   * @throws DomainError `import.unreadable`, `import.too_large` with the cure; nothing is kept then
   */
  save(
    workspaceId: string,
    importId: string,
    stream: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<{ header: readonly string[]; rows: number }>;
  /** The data rows in order, after the first `skip`. */
  rows(workspaceId: string, importId: string, skip: number): AsyncIterable<CsvRow>;
  /** Throws the file away; harmless when it is gone. */
  discard(workspaceId: string, importId: string): Promise<void>;
}

/** A valid row. */
export interface ImportPerson {
  readonly newId: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly timeZone: string | null;
  readonly locale: string | null;
  readonly fields: FieldValues;
}
export interface Rejection {
  readonly line: number;
  readonly reason: string;
  readonly row: string;
}

export interface ImportRepository {
  create(job: Pick<ImportRecord, 'id' | 'workspaceId' | 'listId' | 'fileName' | 'mapping' | 'total'>): Promise<void>;
  /** @throws DomainError `import.not_found` */
  get(workspaceId: string, id: string): Promise<ImportRecord>;
  list(workspaceId: string, query: PageQuery): Promise<Page<ImportRecord>>;
  rejections(workspaceId: string, id: string, limit: number): Promise<readonly Rejection[]>;
  allRejections(workspaceId: string, id: string): AsyncIterable<Rejection>;
  /**
   * Upserts people, adds them to the list, records the rejections and moves the progress on from `processed`: one
   * transaction. Statuses are never touched. Emails must differ within a batch.
   * @param at real ms, when what it changed happened
   * @returns the live enrollments that wait for one of the changes, to be told
   */
  applyBatch(
    job: ImportRecord,
    processed: number,
    batch: { people: readonly ImportPerson[]; rejections: readonly Rejection[] },
    at: number,
  ): Promise<readonly string[]>;
  finish(
    workspaceId: string,
    id: string,
    end: { status: 'completed' | 'failed'; failure: string | null; at: number },
  ): Promise<void>;
}
