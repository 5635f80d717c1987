import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { TASK_QUEUE } from '@dripemails/contracts/workflow';
import type { TemporalConnection } from '@dripemails/platform';
import type { UseCases } from '@dripemails/runtime';
import {
  createAiActivities,
  createCallActivities,
  createPageActivities,
  createPlanActivities,
  createSendActivities,
} from './activities.js';

export interface WorkersOptions {
  readonly temporal: TemporalConnection;
  readonly namespace: string;
  /** Mails on their way at a time, one relay connection each. */
  readonly sendSlots: number;
  readonly useCases: UseCases;
  /** The module whose exports are the workflows. */
  readonly workflowsPath?: string;
}

/**
 * Mails in flight get this long to be recorded before a stop; most take milliseconds. What is cut off after FORCE is found
 * in the ledger by the next worker. Supervisors wait 30 s before they kill.
 */
const GRACE = '20s';
const FORCE = '25s';

/** 2,000 cached workflows cost about 120 MB (60 KiB each); more are replayed when they wake. */
const CACHED_WORKFLOWS = 2000;

/**
 * The workers of one process, one a task queue; see TASK_QUEUE for why. The connection must outlive them.
 * @throws Error where Temporal cannot be reached, in words with the cure
 */
export async function createWorkers({
  temporal,
  namespace,
  sendSlots,
  useCases,
  workflowsPath = fileURLToPath(import.meta.resolve('@dripemails/workflows')),
}: WorkersOptions): Promise<{ connection: NativeConnection; workers: Worker[] }> {
  const connection = await connect(temporal);
  const shared: Pick<WorkerOptions, 'connection' | 'namespace' | 'shutdownGraceTime' | 'shutdownForceTime'> = {
    connection,
    namespace,
    shutdownGraceTime: GRACE,
    shutdownForceTime: FORCE,
  };
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUE.workflows,
      workflowsPath,
      maxCachedWorkflows: CACHED_WORKFLOWS,
      maxConcurrentWorkflowTaskExecutions: 100,
      workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 5, initial: 10, maximum: 20 },
      // a worker that was killed holds its cached workflows' tasks for this long
      stickyQueueScheduleToStartTimeout: '3s',
      bundlerOptions: { webpackConfigHook: preferSource },
    }),
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUE.send,
      activities: createSendActivities(useCases),
      maxConcurrentActivityTaskExecutions: sendSlots,
      activityTaskPollerBehavior: { type: 'autoscaling', minimum: 5, initial: 10, maximum: 20 },
    }),
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUE.plan,
      activities: createPlanActivities(useCases),
      maxConcurrentActivityTaskExecutions: 20,
      activityTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 2, maximum: 10 },
    }),
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUE.ai,
      activities: createAiActivities(useCases),
      // what a model behind an API bears without refusing; more wait in the queue
      maxConcurrentActivityTaskExecutions: 4,
      maxConcurrentActivityTaskPolls: 1,
    }),
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUE.calls,
      activities: createCallActivities(useCases),
      maxConcurrentActivityTaskExecutions: 20,
      maxConcurrentActivityTaskPolls: 2,
    }),
    Worker.create({
      ...shared,
      taskQueue: TASK_QUEUE.pages,
      activities: createPageActivities(useCases),
      maxConcurrentActivityTaskExecutions: 5,
      maxConcurrentActivityTaskPolls: 2,
    }),
  ]);
  return { connection, workers };
}

async function connect(temporal: TemporalConnection): Promise<NativeConnection> {
  try {
    return await NativeConnection.connect(temporal);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `Temporal cannot be reached at ${temporal.address} ${wayOf(temporal)}: ${reason}. ` +
        'Check TEMPORAL_ADDRESS, and TEMPORAL_TLS and those beside it in .env.example.',
      { cause },
    );
  }
}

function wayOf({ tls, apiKey }: TemporalConnection): string {
  if (tls === false) return 'without TLS';
  const shown = [
    ...(tls.clientCertPair === undefined ? [] : ['a client certificate']),
    ...(apiKey === undefined ? [] : ['an API key']),
  ];
  return `by TLS, with ${shown.join(' and ') || 'neither client certificate nor API key'}`;
}

/** Lets the bundler read TypeScript with `.js` specifiers where the workflows are resolved to their source. */
function preferSource(
  config: Parameters<NonNullable<NonNullable<WorkerOptions['bundlerOptions']>['webpackConfigHook']>>[0],
) {
  return { ...config, resolve: { ...config.resolve, extensionAlias: { '.js': ['.ts', '.js'] } } };
}
