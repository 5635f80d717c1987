import type {
  ImportEncoding,
  ImportFormat,
  ImportMapping,
  ImportOptions,
  ImportStatus,
  Page,
  PageQuery,
} from '@dripemails/contracts';
import type { FieldDefinition, ImportedPerson } from '@dripemails/domain';

/** An import; instants are real ms. */
export interface ImportRecord {
  readonly id: string;
  readonly workspaceId: string;
  readonly listId: string | null;
  readonly status: ImportStatus;
  readonly fileName: string;
  readonly mapping: ImportMapping;
  readonly options: ImportSettings;
  readonly total: number;
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly withheld: number;
  readonly failure: string | null;
  readonly createdAt: number;
  readonly completedAt: number | null;
}

/** How an import was asked for, and what its file turned out to be. */
export interface ImportSettings extends ImportOptions {
  /** Null for imports that are older than this. */
  readonly format: ImportFormat | null;
  /** The columns in their order; null as well. */
  readonly header: readonly string[] | null;
  /** Who said so; stands in the consent log. */
  readonly actor: string;
}

/** A row of the file: its cells, or why it cannot be read. `line` counts as a text editor does; in a sheet it is the row. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly string[] | null;
  readonly fault: string | null;
}

/** What a file turned out to be. */
export interface FileContent {
  readonly format: ImportFormat;
  /** Each under a name of its own. */
  readonly header: readonly string[];
  /** Data rows. */
  readonly rows: number;
  /** The name under which it was uploaded; null for one that is older than this. */
  readonly fileName: string | null;
  /** What is to be looked at before the import, with the cure. */
  readonly warning: string | null;
}

/** A file as it comes. */
export interface UploadedFile {
  readonly fileName: string;
  readonly stream: AsyncIterable<Uint8Array>;
}

/** How a file is to be read; null: as it is detected, or as it was chosen for this file before. */
export interface ReadAs {
  readonly sheet: string | null;
  readonly encoding: ImportEncoding | null;
}

/** The uploaded files, kept in pieces in the database so that any worker can read them. */
export interface ImportFiles {
  /**
   * Stores a file as it streams in. Nothing of it is read yet.
   * @throws DomainError `import.too_large`; nothing is kept then
   */
  save(workspaceId: string, importId: string, upload: UploadedFile, maxBytes: number): Promise<void>;
  /**
   * Reads all of a stored file once: CSV with commas, semicolons, tabs or bars in UTF-8, UTF-16 or an old encoding, or XLSX.
   * An encoding that is chosen is remembered for the file.
   * @throws DomainError `import.unreadable` with the cure; `input.invalid` on path `upload` when it is gone, on path `sheet`
   * when there is no such sheet, on path `encoding` when it is no text in that
   */
  inspect(workspaceId: string, importId: string, how: ReadAs): Promise<FileContent>;
  /** The data rows in order, after the first `skip`; batches of rows, as they come. */
  rows(workspaceId: string, importId: string, format: ImportFormat, skip: number): AsyncIterable<readonly FileRow[]>;
  /** Gives a stored file to another import, under the name that it has there. */
  move(workspaceId: string, fromId: string, to: { readonly id: string; readonly fileName: string }): Promise<void>;
  /** Throws the file away; harmless when it is gone. */
  discard(workspaceId: string, importId: string): Promise<void>;
}

/** A valid row and where it stands. */
export interface ImportPerson extends ImportedPerson {
  readonly newId: string;
  readonly line: number;
  /** 0 for the first row of a batch with this address, 1 for the second: later ones see what the earlier ones wrote. */
  readonly wave: number;
}
export interface Rejection {
  readonly line: number;
  readonly reason: string;
  readonly row: string;
}
/** The rows of one transaction. */
export interface ImportBatch {
  /** The people as `ImportRepository.encode` writes them, in UTF-8: bytes hold a tenth of what as many objects do. */
  readonly people: readonly Uint8Array[];
  /** How many people each wave has. */
  readonly waves: readonly number[];
  readonly rejections: readonly Rejection[];
}

/** What became of a batch: told to go on, or that somebody stopped the import, in which case nothing of it was written. */
export type BatchOutcome =
  | { readonly stopped: false; readonly waiting: readonly string[] }
  | { readonly stopped: true; readonly status: ImportStatus };

/** Somebody new to a list who has not confirmed. */
export interface Unconfirmed {
  readonly subscriberId: string;
  readonly listId: string | null;
}

export interface ImportRepository {
  create(
    job: Pick<ImportRecord, 'id' | 'workspaceId' | 'listId' | 'fileName' | 'mapping' | 'options' | 'total'>,
  ): Promise<void>;
  /** @throws DomainError `import.not_found` */
  get(workspaceId: string, id: string): Promise<ImportRecord>;
  list(workspaceId: string, query: PageQuery): Promise<Page<ImportRecord>>;
  /** The workspace's custom fields. */
  fields(workspaceId: string): Promise<readonly (FieldDefinition & { readonly label: string })[]>;
  /** Makes text fields of those that are unknown. */
  addFields(workspaceId: string, fields: readonly { name: string; label: string }[]): Promise<void>;
  /** The mapping of the last import whose file had exactly these columns. */
  lastMapping(workspaceId: string, header: readonly string[]): Promise<ImportMapping | null>;
  rejections(workspaceId: string, id: string, limit: number): Promise<readonly Rejection[]>;
  allRejections(workspaceId: string, id: string): AsyncIterable<Rejection>;
  /** A person in the text that `applyBatch` takes. */
  encode(person: ImportPerson): string;
  /**
   * Merges people in, adds them to lists and tags, records the rejections and moves the progress on from `processed`: one
   * transaction. Statuses are never raised. A dry run counts the same and keeps nothing but its counts and rejections; an
   * address that it counted as new in a batch before counts as unchanged.
   * @param turn settles when the batch before is committed; the progress waits for it, the work does not
   * @param at real ms, when what it changed happened
   */
  applyBatch(
    job: ImportRecord,
    processed: number,
    batch: ImportBatch,
    options: { readonly at: number; readonly turn: Promise<unknown> },
  ): Promise<BatchOutcome>;
  /** People whom this import left unconfirmed and nobody has asked yet, in order after `cursor`. */
  unconfirmed(
    job: ImportRecord,
    cursor: string | null,
    limit: number,
  ): Promise<{ readonly people: readonly Unconfirmed[]; readonly cursor: string | null }>;
  /** Changes the status if it is one of `from`. @returns whether it did */
  transition(
    workspaceId: string,
    id: string,
    change: { from: readonly ImportStatus[]; to: ImportStatus; completedAt: number | null },
  ): Promise<boolean>;
  finish(
    workspaceId: string,
    id: string,
    end: { status: 'completed' | 'failed'; failure: string | null; at: number },
  ): Promise<void>;
}

/** The `source` of what an import writes into the consent log; one import, one source. */
export function importSource(job: Pick<ImportRecord, 'id' | 'fileName' | 'options'>): string {
  return `Import of '${job.fileName}' by ${job.options.actor} (${job.id})`;
}
