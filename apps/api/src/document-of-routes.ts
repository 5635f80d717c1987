import { createLogger, createMetrics } from '@dripemails/platform';
import type { UseCases } from '@dripemails/runtime';
import { createApp } from './app.js';
import { createOpenApiDocument } from './openapi-document.js';

/** The OpenAPI document of the API as it is built, without a server. Nothing is called, so there is nothing behind the routes. */
export async function documentOfRoutes(): Promise<ReturnType<typeof createOpenApiDocument>> {
  const app = await createApp({
    useCases: {} as UseCases,
    log: createLogger('openapi', 'warn'),
    metrics: createMetrics('openapi'),
    ping: () => Promise.resolve(),
    uploadMaxBytes: 0,
  });
  const document = createOpenApiDocument(app);
  await app.close();
  return document;
}
