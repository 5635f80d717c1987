// @ts-check
/**
 * The worker of the bare workflow, a process of its own.
 *   TEMPORAL_ADDRESS, HEALTH_PORT, WORKFLOW_QUEUE, ACTIVITY_QUEUE (one worker serves both where they are the same)
 */
import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

const { TEMPORAL_ADDRESS = '', HEALTH_PORT, WORKFLOW_QUEUE = '', ACTIVITY_QUEUE = '' } = process.env;

Runtime.install({ logger: new DefaultLogger('WARN') });
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS });
// The numbers of apps/worker/src/workers.ts; keep them equal, or the two engines are not compared but their settings.
const pollers = /** @type {const} */ ({ type: 'autoscaling', minimum: 5, initial: 10, maximum: 20 });
const forWorkflows = {
  workflowsPath: path.join(import.meta.dirname, 'bare-workflow.mjs'),
  maxCachedWorkflows: 2000,
  maxConcurrentWorkflowTaskExecutions: 100,
  workflowTaskPollerBehavior: pollers,
  stickyQueueScheduleToStartTimeout: '3s',
};
const forActivities = {
  activities: { noop: async () => Date.now() },
  maxConcurrentActivityTaskExecutions: 20, // WORKER_SEND_SLOTS
  activityTaskPollerBehavior: pollers,
};
const create = (/** @type {string} */ taskQueue, /** @type {object} */ options) =>
  Worker.create({ connection, taskQueue, ...options });
const workers =
  WORKFLOW_QUEUE === ACTIVITY_QUEUE
    ? [await create(WORKFLOW_QUEUE, { ...forWorkflows, ...forActivities })]
    : [await create(WORKFLOW_QUEUE, forWorkflows), await create(ACTIVITY_QUEUE, forActivities)];

createServer((_request, response) => {
  const isRunning = workers.every((worker) => worker.getState() === 'RUNNING');
  response.writeHead(isRunning ? 200 : 503).end();
}).listen(Number(HEALTH_PORT), '127.0.0.1');
await Promise.all(workers.map((worker) => worker.run()));
