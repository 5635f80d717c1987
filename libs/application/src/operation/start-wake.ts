import { v7 as newId } from 'uuid';
import type { EnrollmentRepository } from '../enrollment/enrollment-port.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { OperationRepository } from './operation-port.js';

/** Starts the operation that tells the people of a sequence to ask again, page by page. */
export class StartWake {
  constructor(
    private readonly ports: {
      operations: OperationRepository;
      enrollments: Pick<EnrollmentRepository, 'countLive'>;
      orchestrator: Orchestrator;
      log: Log;
    },
  ) {}

  /** @returns the operation's id; null where nobody has to be told */
  async execute(
    workspaceId: string,
    sequence: { id: string; name: string },
    wake: { scope: 'parked' | 'all'; because: string },
  ): Promise<string | null> {
    const { operations, enrollments, orchestrator, log } = this.ports;
    const total = await enrollments.countLive(workspaceId, sequence.id, wake.scope);
    if (total === 0) return null;
    const id = newId();
    const title = `Tell the people of '${sequence.name}': ${wake.because}`;
    await operations.create({
      id,
      workspaceId,
      kind: 'wakeSequence',
      title,
      params: { sequenceId: sequence.id, ...wake },
      total,
    });
    try {
      await orchestrator.startOperation('wakeSequence', { workspaceId, id }, title);
    } catch (error) {
      // committed: the reconciler starts it, and every parked workflow asks by itself within the hour
      log.warn({ operationId: id, err: error }, 'could not start the operation now; the reconciler will');
    }
    return id;
  }
}
