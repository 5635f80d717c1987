import { configOfThisProcess, createLogger, createMetrics, startHealthServer } from '@dripemails/platform';
import { createRuntime } from '@dripemails/runtime';
import { createSmtpServer } from './smtp-server.js';

const config = configOfThisProcess('smtp');
const log = createLogger('smtp', config.LOG_LEVEL);

async function main(): Promise<void> {
  const runtime = await createRuntime(config, { log });
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
