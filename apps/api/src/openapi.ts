import { createLogger, createMetrics } from '@dripemails/platform';
import type { UseCases } from '@dripemails/runtime';
import { createApp } from './app.js';
import { createOpenApiDocument } from './openapi-document.js';

// Prints the OpenAPI document. Nothing is called, so there is nothing behind the routes.
const app = await createApp({
  useCases: {} as UseCases,
  log: createLogger('openapi', 'warn'),
  metrics: createMetrics('openapi'),
  ping: () => Promise.resolve(),
  uploadMaxBytes: 0,
});
process.stdout.write(`${JSON.stringify(createOpenApiDocument(app), null, 2)}\n`);
await app.close();
