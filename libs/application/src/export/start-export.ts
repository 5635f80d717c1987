import type { ExportStarted, StartExport as Input } from '@dripemails/contracts';
import { customFieldOf, DomainError } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { ExportPeople, ExportRepository } from './export-port.js';

export interface StartExportPorts {
  readonly exports: ExportRepository;
  readonly people: Pick<ExportPeople, 'page' | 'unknownFields'>;
  readonly orchestrator: Pick<Orchestrator, 'startExport'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Starts the workflow that writes a file of the people that a filter means. */
export class StartExport {
  constructor(private readonly ports: StartExportPorts) {}

  /** @throws DomainError `input.invalid` on `filter.list`, `filter.segment`, `filter.ids` or a column */
  async execute(actor: Actor, { format, filter, columns = [] }: Input): Promise<ExportStarted> {
    const { exports, people, orchestrator, log } = this.ports;
    const { workspaceId } = actor;
    // asks for nobody, but says at once what in the filter does not exist
    await people.page(workspaceId, filter, { cursor: null, limit: 0 });
    await this.checkColumns(workspaceId, columns);
    const id = newId();
    await exports.create({ id, workspaceId, format, filter, columns });
    try {
      await orchestrator.startExport({ workspaceId, id });
    } catch (error) {
      log.warn({ exportId: id, err: error }, 'could not start the export now; the reconciler will');
    }
    return { id };
  }

  /** Ends an export that is not over; harmless when it is. @throws DomainError `export.not_found` */
  async cancel(actor: Actor, id: string): Promise<void> {
    const { exports, clock } = this.ports;
    await exports.get(actor.workspaceId, id);
    await exports.end(actor.workspaceId, id, { status: 'cancelled', failure: null, at: clock.now() });
  }

  private async checkColumns(workspaceId: string, columns: readonly string[]): Promise<void> {
    const named = columns.flatMap((column, at) => {
      const name = customFieldOf(column);
      return name === null ? [] : [{ at, name }];
    });
    const unknown = new Set(
      await this.ports.people.unknownFields(
        workspaceId,
        named.map(({ name }) => name),
      ),
    );
    const problems = named
      .filter(({ name }) => unknown.has(name))
      .map(({ at, name }) => ({
        path: `columns.${at}`,
        message: `There is no custom field '${name}': choose one that exists, or leave the column out.`,
      }));
    if (problems.length > 0) throw new DomainError('input.invalid', 'Some columns are not there.', problems);
  }
}
