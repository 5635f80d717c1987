import type { FastifyInstance } from 'fastify';

/**
 * Takes a request without a body as one, whatever content type a client gives all of its requests, a DELETE included. By
 * itself Fastify calls it malformed JSON. A body is told by its length or transfer coding (RFC 9112 section 6.3).
 */
export function ignoreTypeOfEmptyBody(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async ({ headers }) => {
    const isEmpty = (headers['content-length'] ?? '0') === '0' && headers['transfer-encoding'] === undefined;
    // what parses a body is chosen by this field after this hook
    if (isEmpty) delete headers['content-type'];
  });
}
