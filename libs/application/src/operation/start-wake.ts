import type { EnrollmentRepository } from '../enrollment/enrollment-port.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { OperationRepository } from './operation-port.js';
import { startOperation } from './start-operation.js';

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
    const total = await this.ports.enrollments.countLive(workspaceId, sequence.id, wake.scope);
    if (total === 0) return null;
    return await startOperation(this.ports, {
      workspaceId,
      kind: 'wakeSequence',
      title: `Tell the people of '${sequence.name}': ${wake.because}`,
      params: { sequenceId: sequence.id, ...wake },
      total,
    });
  }
}
