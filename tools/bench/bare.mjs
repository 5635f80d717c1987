// @ts-check
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { freePort } from '../start/ports.mjs';

/** @typedef {import('./run-bench.mjs').Engine} Engine */

const WORKFLOW_QUEUE = 'bare';

/**
 * The engine to compare with: a minimal workflow and its worker.
 * @param {import('../chaos/stand.mjs').Stand} stand
 * @param {import('@temporalio/client').Client} client
 * @param {import('./options.mjs').BenchOptions} options
 * @returns {Promise<Engine>}
 */
export async function startBare(stand, client, { steps, waitSeconds, bareQueues }) {
  const activityQueue = bareQueues === 1 ? WORKFLOW_QUEUE : `${WORKFLOW_QUEUE}-activities`;
  const healthPort = await freePort();
  const env = { HEALTH_PORT: String(healthPort), WORKFLOW_QUEUE, ACTIVITY_QUEUE: activityQueue };
  const script = path.join(import.meta.dirname, 'bare-worker.mjs');
  const { pid } = await stand.start({ name: 'bare-worker', args: [script], healthPort, env });
  const waitMs = waitSeconds * 1000;
  return {
    name: 'bare',
    workflowType: 'bare',
    pids: { worker: pid },
    prepare: async (count) => ({
      starters: Array.from({ length: count }, () => async () => {
        await client.workflow.start('bare', {
          workflowId: `bare/${randomUUID()}`,
          taskQueue: WORKFLOW_QUEUE,
          args: [{ steps, waitMs, dueAt: Date.now() + waitMs, activityQueue }],
        });
      }),
      check: async () => undefined,
    }),
    close: async () => undefined,
  };
}
