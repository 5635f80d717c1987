import { v7 as newId } from 'uuid';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { OperationRecord, OperationRepository } from './operation-port.js';

export interface StartOperationPorts {
  readonly operations: Pick<OperationRepository, 'create'>;
  readonly orchestrator: Pick<Orchestrator, 'startOperation'>;
  readonly log: Log;
}

/**
 * Commits bulk work as queued and starts its workflow; where that cannot be done now, the reconciler does it.
 * @returns the operation's id
 */
export async function startOperation(
  { operations, orchestrator, log }: StartOperationPorts,
  operation: Pick<OperationRecord, 'workspaceId' | 'kind' | 'title' | 'params' | 'total'>,
): Promise<string> {
  const id = newId();
  const { workspaceId, kind, title } = operation;
  await operations.create({ id, ...operation });
  try {
    await orchestrator.startOperation(kind, { workspaceId, id }, title);
  } catch (error) {
    log.warn({ operationId: id, err: error }, 'could not start the operation now; the reconciler will');
  }
  return id;
}
