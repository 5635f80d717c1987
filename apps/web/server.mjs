/**
 * Serves the built app: `node server.mjs` after `npm run build`.
 * Express, compression and Remix's adapter are the ones that @remix-run/serve brings (all CommonJS).
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// React reads it when it is loaded; without it the slow development build would render every page.
process.env.NODE_ENV ??= 'production';
const build = await import('./build/server/index.js');

const viaServe = createRequire(createRequire(import.meta.url).resolve('@remix-run/serve/package.json'));
const express = viaServe('express');
const compression = viaServe('compression');
const { createRequestHandler } = viaServe('@remix-run/express');
const { installGlobals } = viaServe('@remix-run/node');

installGlobals({ nativeFetch: true });

const { environment, setSecurityHeaders } = build.entry.module;
const client = fileURLToPath(new URL('./build/client', import.meta.url));

const app = express();
app.disable('x-powered-by');
app.get('/healthz', (_request, response) => response.json({ status: 'ok' }));
app.use((_request, response, next) => {
  setSecurityHeaders(response);
  next();
});
app.use(compression());
// Names under /assets carry a hash of their content; the rest (favicon) may change.
app.use('/assets', express.static(`${client}/assets`, { immutable: true, maxAge: '1y' }), (_request, response) => {
  // A page from before a deploy asks for names that are gone; its router reloads it then.
  response.sendStatus(404);
});
app.use(express.static(client, { maxAge: '1h' }));
app.all('*', createRequestHandler({ build, mode: 'production' }));
// Addresses that are no text (`/%ff`) end here; Express would print a stack.
// eslint-disable-next-line no-unused-vars -- Express knows an error handler by its four parameters
app.use((error, _request, response, _next) => response.sendStatus(error.status ?? 500));

const { WEB_HOST: host, WEB_PORT: port } = environment;
// Browsers try ::1 for "localhost", scripts often 127.0.0.1: a loopback host means both.
const loopback = ['localhost', '127.0.0.1', '::1'].includes(host);
const listen = (address) =>
  new Promise((resolve, reject) => {
    const server = app.listen(port, address, () => resolve(server));
    server.once('error', reject);
  });

const servers = await listen(loopback ? '127.0.0.1' : host).then(
  // A machine without IPv6 has no ::1, and 127.0.0.1 is enough there.
  async (first) => [
    first,
    ...(loopback
      ? await listen('::1').then(
          (second) => [second],
          () => [],
        )
      : []),
  ],
  (error) => {
    process.stderr.write(`web cannot listen on ${host}:${port}: ${error.message}\n`);
    process.exit(1);
  },
);
process.stdout.write(`web listens on http://${loopback ? 'localhost' : host}:${port}\n`);

let open = servers.length;
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    for (const server of servers) {
      server.close(() => --open === 0 && process.exit(0));
      server.closeIdleConnections();
    }
    // Pages poll; whoever has not finished after 5 s would keep a deploy waiting.
    setTimeout(() => process.exit(0), 5_000).unref();
  });
}
