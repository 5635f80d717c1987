import { createServer, type Server } from 'node:http';
import type { Metrics } from './metrics.js';

/**
 * A small HTTP server with `/healthz` (200 when `isHealthy` says so, else 503) and `/metrics`, for processes that
 * serve no HTTP themselves.
 */
export async function startHealthServer(options: {
  host: string;
  port: number;
  metrics: Metrics;
  isHealthy: () => boolean;
}): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/healthz') {
      const ok = options.isHealthy();
      response
        .writeHead(ok ? 200 : 503, { 'content-type': 'application/json' })
        .end(JSON.stringify({ status: ok ? 'ok' : 'starting' }));
    } else if (request.url === '/metrics') {
      options.metrics.text().then(
        ({ contentType, body }) => response.writeHead(200, { 'content-type': contentType }).end(body),
        () => response.writeHead(500).end(),
      );
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return server;
}
