import type { Log } from './logger.js';
import type { Orchestrator } from './orchestrator-port.js';

/**
 * Tells workflows that their rows changed. What was committed stands, whether they hear of it now or when they wake: a
 * lost signal costs promptness, so it is noted and never fails the use case.
 */
export async function tellChanged(
  ports: { orchestrator: Pick<Orchestrator, 'signalChanged'>; log: Log },
  enrollmentIds: readonly string[],
  because: string,
): Promise<void> {
  for (const enrollmentId of enrollmentIds) {
    try {
      await ports.orchestrator.signalChanged(enrollmentId, because);
    } catch (error) {
      ports.log.warn({ enrollmentId, err: error }, 'could not tell a workflow of a change; it finds out when it wakes');
    }
  }
}
