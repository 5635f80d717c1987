import { importRowReader, wellFormed, type ReadImportRow } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { OptInStarter } from '../opt-in/opt-in-port.js';
import { tellChanged } from '../tell-changed.js';
import { Batch, addressKey } from './import-batch.js';
import {
  importSource,
  type FileRow,
  type ImportFiles,
  type ImportRecord,
  type ImportRepository,
} from './import-port.js';

export interface RunImportPorts {
  readonly files: ImportFiles;
  readonly imports: ImportRepository;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly optInStarter: Pick<OptInStarter, 'startMany'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Rows in one transaction: large enough to be fast, small enough that progress moves and a crash repeats little. */
const BATCH = 5_000;
/** Transactions at once: one writes while the next is read and begun. They are committed in order. */
const LANES = 2;
/** Requests for a confirmation that are started together. */
const PAGE = 500;

/** The import was paused or cancelled meanwhile. */
class Stopped extends Error {}

/**
 * Brings the people of an uploaded file in, batch by batch. Each batch is committed with the progress, so a run that
 * was interrupted goes on after the last committed row, and running it again changes nothing.
 */
export class RunImport {
  constructor(private readonly ports: RunImportPorts) {}

  /**
   * @param onProgress called after every batch, for the heartbeat
   * @returns rows that are done; the import is over, paused or cancelled then
   */
  async execute(
    ref: { workspaceId: string; id: string },
    onProgress: (processed: number) => void = () => undefined,
  ): Promise<number> {
    const { files, imports, clock } = this.ports;
    const job = await imports.get(ref.workspaceId, ref.id);
    if (job.completedAt !== null || job.status === 'paused') return job.processed;
    const run = new Run(this.ports, job, onProgress);
    try {
      await run.work();
    } catch (error) {
      if (error instanceof Stopped) return run.committed;
      throw error;
    }
    await this.askToConfirm(job, onProgress);
    await imports.finish(ref.workspaceId, ref.id, { status: 'completed', failure: null, at: clock.now() });
    // of a dry run the file is kept for the import that may follow
    if (!job.options.dryRun) await files.discard(ref.workspaceId, ref.id);
    return run.committed;
  }

  /** Notes that the import cannot go on. */
  async fail(ref: { workspaceId: string; id: string }, reason: string): Promise<void> {
    await this.ports.imports.finish(ref.workspaceId, ref.id, {
      status: 'failed',
      failure: reason,
      at: this.ports.clock.now(),
    });
    await this.ports.files.discard(ref.workspaceId, ref.id);
  }

  /** Asks those to confirm who are on the import's lists without a confirmation; whoever was asked before is not again. */
  private async askToConfirm(job: ImportRecord, onProgress: (processed: number) => void): Promise<void> {
    const { imports, optInStarter } = this.ports;
    if (job.options.dryRun) return;
    let cursor: string | null = null;
    do {
      const page = await imports.unconfirmed(job, cursor, PAGE);
      for (const listId of new Set(page.people.map((one) => one.listId))) {
        const ids = page.people.filter((one) => one.listId === listId).map(({ subscriberId }) => subscriberId);
        await optInStarter.startMany(job.workspaceId, ids, listId, importSource(job));
      }
      cursor = page.cursor;
      onProgress(job.processed);
    } while (cursor !== null);
  }
}

/** One run over the rest of a file. */
class Run {
  /** Rows whose transaction is committed. */
  committed: number;
  private handedOut: number;
  private batch: Batch;
  private readonly flying: { batch: Batch; done: Promise<void> }[] = [];
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ports: RunImportPorts,
    private readonly job: ImportRecord,
    private readonly onProgress: (processed: number) => void,
  ) {
    this.committed = job.processed;
    this.handedOut = job.processed;
    this.batch = this.emptyBatch();
  }

  async work(): Promise<void> {
    const { files, imports } = this.ports;
    const { workspaceId, id, mapping, options } = this.job;
    const { format, header } =
      options.format === null || options.header === null
        ? await files.inspect(workspaceId, id, options)
        : { format: options.format, header: options.header };
    const read = importRowReader(header, mapping, await imports.fields(workspaceId));
    try {
      for await (const rows of files.rows(workspaceId, id, format, this.committed)) {
        for (const row of rows) {
          const full = this.add(row, header.length, read);
          if (full !== null) await this.send(full);
        }
      }
      if (this.batch.size > 0) await this.send(this.batch);
      await this.settle(0);
    } finally {
      // nothing may write on after this has failed
      await Promise.allSettled(this.flying.map(({ done }) => done));
    }
  }

  /** Puts a row into the batch; answers the batch before it if that is full. */
  private add(row: FileRow, columns: number, read: ReadImportRow): Batch | null {
    const { line, cells } = row;
    const before = this.batch.size >= BATCH ? this.renew() : null;
    const fault = cells === null ? (row.fault ?? 'The row cannot be read.') : lengthFault(cells, columns);
    const person = cells === null || fault !== null ? { rejected: fault ?? '' } : read(cells);
    if ('rejected' in person) {
      this.batch.reject({ line, reason: person.rejected, row: rowText(cells) });
      return before;
    }
    const key = addressKey(person.email);
    const crowded = before === null && !this.batch.takes(key) ? this.renew() : before;
    this.batch.add({ ...person, newId: newId(), line }, key);
    return crowded;
  }

  private renew(): Batch {
    const full = this.batch;
    this.batch = this.emptyBatch();
    return full;
  }

  private emptyBatch(): Batch {
    return new Batch((person) => this.ports.imports.encode(person));
  }

  /** Lets a batch be written, beside the one before it where no person is in both. */
  private async send(batch: Batch): Promise<void> {
    if (batch === this.batch) this.renew();
    await this.settle(LANES - 1);
    if (this.flying.some((other) => other.batch.meets(batch))) await this.settle(0);
    const from = this.handedOut;
    this.handedOut += batch.size;
    const done = this.write(batch, from, this.last);
    this.last = done;
    // it is awaited later; a failure meanwhile is not unhandled
    done.catch(() => undefined);
    this.flying.push({ batch, done });
  }

  private async write(batch: Batch, from: number, turn: Promise<unknown>): Promise<void> {
    const { imports, clock } = this.ports;
    const outcome = await imports.applyBatch(this.job, from, batch, { at: clock.now(), turn });
    if (outcome.stopped) throw new Stopped(`the import is ${outcome.status}`);
    this.committed = from + batch.size;
    this.onProgress(this.committed);
    await tellChanged(this.ports, outcome.waiting, 'an import changed what it waits for in the subscriber');
  }

  /** Waits until no more than `open` batches are on their way. */
  private async settle(open: number): Promise<void> {
    while (this.flying.length > open) {
      await this.flying[0]?.done;
      this.flying.shift();
    }
  }
}

/** Most characters of a rejected row that are kept. */
const ROW_CHARS = 1000;

function rowText(cells: readonly string[] | null): string {
  if (cells === null) return '';
  return wellFormed(cells.join(',').slice(0, ROW_CHARS).replaceAll('\u0000', ''));
}

function lengthFault(cells: readonly string[], columns: number): string | null {
  if (cells.length === columns) return null;
  return `The row has ${cells.length} cells and the header ${columns}. Check the delimiters and quotes.`;
}
