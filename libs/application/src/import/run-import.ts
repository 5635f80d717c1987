import { parseImportRow } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { tellChanged } from '../tell-changed.js';
import type { CsvRow, ImportFiles, ImportPerson, ImportRecord, ImportRepository, Rejection } from './import-port.js';

export interface RunImportPorts {
  readonly files: ImportFiles;
  readonly imports: ImportRepository;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Rows in one transaction: large enough to be fast, small enough that progress moves and a crash repeats little. */
const BATCH = 1000;

/**
 * Brings the people of an uploaded file in, batch by batch. Each batch is committed with the progress, so a run that
 * was interrupted goes on after the last committed row, and running it again changes nothing.
 */
export class RunImport {
  constructor(private readonly ports: RunImportPorts) {}

  /** @param onProgress called after every batch, for the heartbeat */
  async execute(
    ref: { workspaceId: string; id: string },
    onProgress: (processed: number) => void = () => undefined,
  ): Promise<number> {
    const { files, imports, clock } = this.ports;
    const job = await imports.get(ref.workspaceId, ref.id);
    if (job.completedAt !== null) return job.processed;
    let { processed } = job;
    let batch = new Batch();
    const flush = async () => {
      const waiting = await imports.applyBatch(job, processed, batch, clock.now());
      await tellChanged(this.ports, waiting, 'an import changed what it waits for in the subscriber');
      processed += batch.size;
      batch = new Batch();
      onProgress(processed);
    };
    for await (const row of files.rows(ref.workspaceId, ref.id, processed)) {
      const entry = readRow(row, job);
      // the later of two rows with one address must see what the earlier one wrote
      if (batch.size >= BATCH || ('email' in entry && batch.has(entry.email))) await flush();
      batch.add(entry);
    }
    if (batch.size > 0) await flush();
    await imports.finish(ref.workspaceId, ref.id, { status: 'completed', failure: null, at: clock.now() });
    await files.discard(ref.workspaceId, ref.id);
    return processed;
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
}

/** A row as a person to upsert, or as a rejection with its line. */
function readRow({ line, values, fault }: CsvRow, job: ImportRecord): ImportPerson | Rejection {
  if (values === null) return { line, reason: fault ?? 'The row cannot be read.', row: '' };
  const person = parseImportRow(values, job.mapping);
  if (!('rejected' in person)) return { newId: newId(), ...person };
  return {
    line,
    reason: person.rejected,
    row: Object.values(values).join(',').slice(0, 1000).replaceAll('\u0000', ''),
  };
}

/** The rows of one transaction: people with different addresses, and what was rejected. */
class Batch {
  readonly people: ImportPerson[] = [];
  readonly rejections: Rejection[] = [];
  private readonly emails = new Set<string>();

  get size(): number {
    return this.people.length + this.rejections.length;
  }

  has(email: string): boolean {
    return this.emails.has(email.toLowerCase());
  }

  add(entry: ImportPerson | Rejection): void {
    if ('reason' in entry) {
      this.rejections.push(entry);
    } else {
      this.emails.add(entry.email.toLowerCase());
      this.people.push(entry);
    }
  }
}
