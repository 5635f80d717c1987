import { SwaggerModule } from '@nestjs/swagger';
import { configOfThisProcess, createLogger, createMetrics } from '@dripemails/platform';
import { createRuntime } from '@dripemails/runtime';
import { createApp } from './app.js';
import { createOpenApiDocument } from './openapi-document.js';

const config = configOfThisProcess('api');
const log = createLogger('api', config.LOG_LEVEL);
const runtime = createRuntime(config, { log, connections: 20, importMaxBytes: config.IMPORT_MAX_BYTES });
const app = await createApp({
  useCases: runtime.useCases,
  log,
  metrics: createMetrics('api'),
  ping: runtime.ping,
  uploadMaxBytes: config.IMPORT_MAX_BYTES,
  trustProxy: config.TRUST_PROXY,
});
SwaggerModule.setup('api/docs', app, createOpenApiDocument(app), {
  jsonDocumentUrl: 'api/docs/openapi.json',
  yamlDocumentUrl: 'api/docs/openapi.yaml',
});

let isStopping = false;
/** Answers what was asked, then closes the connections. */
async function stop(signal: string): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, 'stopping: answering what was asked');
  await app.close();
  await runtime.close();
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));

await app.listen(config.API_PORT, config.API_HOST);
log.info({ port: config.API_PORT }, 'api listening');
