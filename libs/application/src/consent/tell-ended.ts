import { inLanes } from '../in-lanes.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { tellChanged } from '../tell-changed.js';

const LANES = 20;
/** So many are told before the caller has its answer; the rest right after it. */
const AT_ONCE = 500;

/**
 * Tells many workflows that their rows ended. None of them can send any more, told or not; a process that stops meanwhile
 * leaves some to find out when they wake.
 */
export async function tellEnded(
  ports: { readonly orchestrator: Pick<Orchestrator, 'signalChanged'>; readonly log: Log },
  enrollmentIds: readonly string[],
  because: string,
): Promise<void> {
  const tell = (ids: readonly string[]) => inLanes(ids, LANES, async (id) => tellChanged(ports, [id], because));
  await tell(enrollmentIds.slice(0, AT_ONCE));
  void tell(enrollmentIds.slice(AT_ONCE));
}
