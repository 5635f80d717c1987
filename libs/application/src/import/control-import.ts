import type { ImportJob, ImportStatus } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ImportFiles, ImportRepository } from './import-port.js';
import { ReadImports } from './read-imports.js';

export type ImportAction = 'pause' | 'resume' | 'cancel';

const CHANGE: Record<ImportAction, { from: readonly ImportStatus[]; to: ImportStatus; say: string }> = {
  pause: { from: ['queued', 'running'], to: 'paused', say: 'Only an import that is on its way can be paused.' },
  resume: { from: ['paused'], to: 'queued', say: 'Only a paused import can be resumed.' },
  cancel: { from: ['queued', 'running', 'paused'], to: 'cancelled', say: 'This import is over already.' },
};

/**
 * Pauses, resumes and cancels an import. The row decides: the worker asks it with every batch, so at most the batch that
 * is being committed still comes in. People who are in stay.
 */
export class ControlImport {
  constructor(
    private readonly ports: {
      imports: ImportRepository;
      files: Pick<ImportFiles, 'discard'>;
      workspaces: Pick<WorkspaceRepository, 'get'>;
      orchestrator: Pick<Orchestrator, 'startImport'>;
      clock: Clock;
      log: Log;
    },
  ) {}

  /** Harmless when it was done already. @throws DomainError `import.not_found`, `input.invalid` when it is over */
  async execute(actor: Actor, id: string, action: ImportAction): Promise<ImportJob> {
    const { imports, files, orchestrator, clock, log } = this.ports;
    const { workspaceId } = actor;
    const { from, to, say } = CHANGE[action];
    const completedAt = action === 'cancel' ? clock.now() : null;
    const changed = await imports.transition(workspaceId, id, { from, to, completedAt });
    if (!changed) {
      const { status } = await imports.get(workspaceId, id);
      const isDone = status === to || (action === 'resume' && status === 'running');
      if (!isDone)
        throw new DomainError('input.invalid', say, [{ path: 'status', message: `${say} It is ${status}.` }]);
    } else if (action === 'cancel') {
      await files.discard(workspaceId, id);
    } else if (action === 'resume') {
      try {
        await orchestrator.startImport({ workspaceId, id });
      } catch (error) {
        // it is queued: the reconciler starts it
        log.warn({ importId: id, err: error }, 'could not resume the import now; the reconciler will');
      }
    }
    return await new ReadImports(this.ports).get(actor, id);
  }
}
