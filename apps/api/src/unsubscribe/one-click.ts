import type { FastifyInstance } from 'fastify';

/** What a press of the button says there stands in the address alone. */
const BODYLESS_ROUTES: ReadonlySet<string | undefined> = new Set([
  '/u/:token',
  '/confirm/:token',
  '/confirm/:token/again',
]);

/** Seconds until a process that replaces this one answers. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Takes one-click unsubscribes with any body (RFC 8058): a form, multipart, JSON that is none, a content type that nobody
 * knows or that is malformed. The body says nothing that we need, so it is read and dropped; so does that of a confirmation.
 */
export function ignoreOneClickBody(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request) => {
    if (request.method !== 'POST' || !BODYLESS_ROUTES.has(request.routeOptions.url)) return;
    // what parses a body is chosen by this field after this hook
    request.headers['content-type'] = 'application/octet-stream';
  });
}

/**
 * Says when to come again: a process that stops answers what it has begun, and Fastify answers 503 to what still comes
 * over open connections.
 */
export function askToRetryWhileClosing(fastify: FastifyInstance): void {
  let isClosing = false;
  fastify.addHook('preClose', async () => {
    isClosing = true;
  });
  fastify.server.prependListener('request', (_request, response) => {
    if (isClosing) response.setHeader('retry-after', String(RETRY_AFTER_SECONDS));
  });
}
