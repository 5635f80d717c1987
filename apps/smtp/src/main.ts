import { configOfThisProcess, createLogger, createMetrics, startHealthServer } from '@dripemails/platform';
import { createRuntime } from '@dripemails/runtime';
import { createSmtpServer } from './smtp-server.js';

/** Each mail is one short transaction: ten at a time keep PostgreSQL busier than it can commit to disk. */
const DATABASE_CONNECTIONS = 10;

const config = configOfThisProcess('smtp');
const log = createLogger('smtp', config.LOG_LEVEL);

async function main(): Promise<void> {
  const runtime = createRuntime(config, { log, connections: DATABASE_CONNECTIONS });
  await runtime.ping();
  const server = createSmtpServer({ config, recordInbound: runtime.useCases.recordInbound, log });
  const health = await startHealthServer({
    host: config.SMTP_HOST,
    port: config.SMTP_HEALTH_PORT,
    metrics: createMetrics('smtp'),
    isHealthy: () => server.isListening,
  });
  const port = await server.listen();
  log.info({ host: config.SMTP_HOST, port, healthPort: config.SMTP_HEALTH_PORT }, 'taking mail');

  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, resolve);
  });
  log.info({ signal }, 'shutting down');
  await server.close();
  health.close();
  health.closeAllConnections();
  await runtime.close();
  log.info({}, 'stopped');
}

main().then(
  () => process.exit(0),
  (err: unknown) => {
    log.fatal({ err }, 'smtp failed');
    process.exit(1);
  },
);
