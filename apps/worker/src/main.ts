import {
  configOfThisProcess,
  createLogger,
  createMetrics,
  startHealthServer,
  temporalConnection,
} from '@dripemails/platform';
import { createRuntime } from '@dripemails/runtime';
import { installTemporalRuntime } from './temporal-logger.js';
import { startTriggerPump } from './trigger-pump.js';
import { createWorkers } from './workers.js';

/** The Schedule must exist whatever happened to Temporal's store; looking is one call. */
const ENSURE_SCHEDULES_EVERY_MS = 60_000;

const config = configOfThisProcess('worker');
const log = createLogger('worker', config.LOG_LEVEL);
const metrics = createMetrics('worker');
installTemporalRuntime(log);

const runtime = createRuntime(config, {
  log,
  connections: config.WORKER_SEND_SLOTS + 5,
  relayConnections: config.WORKER_SEND_SLOTS,
  onOutcome: (kind, seconds) => {
    metrics.messages.inc({ outcome: kind });
    metrics.sendSeconds.observe(seconds);
  },
});
const { connection, workers } = await createWorkers({
  temporal: temporalConnection(config),
  namespace: config.TEMPORAL_NAMESPACE,
  sendSlots: config.WORKER_SEND_SLOTS,
  useCases: runtime.useCases,
});

const ensureSchedules = () =>
  runtime.orchestrator
    .ensureSchedules()
    .catch((err: unknown) => log.warn({ err }, 'could not make sure that the schedules exist'));
await ensureSchedules();
const schedules = setInterval(() => void ensureSchedules(), ENSURE_SCHEDULES_EVERY_MS);

const pump = await startTriggerPump({
  dispatchTriggers: runtime.useCases.dispatchTriggers,
  signal: runtime.triggerSignal,
  now: Date.now,
  log,
});

const health = await startHealthServer({
  host: config.WORKER_HOST,
  port: config.WORKER_HEALTH_PORT,
  metrics,
  isHealthy: () => workers.every((worker) => worker.getState() === 'RUNNING'),
});

/** Lets the tasks in flight finish, then closes what they used; the order matters. */
function stop(signal: string): void {
  log.info({ signal }, 'stopping: finishing what is in flight');
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
}
process.once('SIGTERM', () => stop('SIGTERM'));
process.once('SIGINT', () => stop('SIGINT'));

log.info({ sendSlots: config.WORKER_SEND_SLOTS }, 'worker running');
try {
  await Promise.all(workers.map((worker) => worker.run()));
} finally {
  clearInterval(schedules);
  health.close();
  await pump.stop();
  await runtime.close();
  await connection.close();
}
