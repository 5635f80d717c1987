import { createHash, randomBytes } from 'node:crypto';

/** A new API key: shown once, kept only as a hash. */
export interface NewApiKey {
  readonly key: string;
  readonly prefix: string;
  readonly hash: string;
}

/**
 * Makes an API key of 256 random bits. A plain SHA-256 is enough to keep it: it cannot be guessed, so a slow hash would
 * only make every request slow.
 */
export function newApiKey(): NewApiKey {
  const key = `drip_${randomBytes(32).toString('base64url')}`;
  return { key, prefix: key.slice(0, 12), hash: hashApiKey(key) };
}

/** The hash under which a key is kept, hex. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
