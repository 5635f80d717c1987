import type { Visitor } from '@dripemails/application';
import type { FastifyRequest } from 'fastify';

/** Who asks for a public page: the address as the proxies that are trusted give it (TRUST_PROXY), and the user agent. */
export function visitorOf({ ip, headers }: FastifyRequest): Visitor {
  return { ip: ip === '' ? null : ip, userAgent: headers['user-agent'] ?? null };
}
