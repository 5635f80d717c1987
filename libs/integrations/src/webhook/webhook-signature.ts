import { createHmac, hkdfSync } from 'node:crypto';

const PREFIX = 'whsec_';

/**
 * The signing secret of a workspace's webhooks, as receivers' Standard Webhooks libraries take it: `whsec_` and 32 bytes
 * in base64. Each workspace has its own; they all change with APP_SECRET.
 * @param secret APP_SECRET
 */
export function webhookSecret(secret: string, workspaceId: string): string {
  return PREFIX + Buffer.from(hkdfSync('sha256', secret, '', `webhooks: ${workspaceId}`, 32)).toString('base64');
}

/**
 * The headers that identify and sign a call (Standard Webhooks 1.0.0, symmetric scheme `v1`).
 * @param call.id without a full stop; the same on every try
 * @param call.at instant of this try, real ms: a receiver refuses what is much older
 */
export function signatureHeaders(
  webhookSecret: string,
  { id, at, body }: { readonly id: string; readonly at: number; readonly body: string },
): Record<string, string> {
  const seconds = String(Math.floor(at / 1000));
  const key = Buffer.from(webhookSecret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}
