import { createHmac, hkdfSync } from 'node:crypto';
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { WebhookCall, WebhookCaller, WebhookOutcome } from '@dripemails/application';
import ipaddr from 'ipaddr.js';

export interface WebhookCallerOptions {
  /** APP_SECRET; every workspace gets a signing key of its own from it. */
  readonly secret: string;
  /** Whether addresses of private networks may be called. */
  readonly allowPrivate: boolean;
  /** For a whole call, ms. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 64 * 1024;
const SHOWN_CHARACTERS = 200;
const RETRIED = new Set([408, 425, 429]);

/** The signing key of a workspace's webhooks, in the form that Standard Webhooks libraries take. */
export function webhookSecret(secret: string, workspaceId: string): string {
  return `whsec_${Buffer.from(hkdfSync('sha256', secret, workspaceId, 'webhooks', 32)).toString('base64')}`;
}

/** Calls webhooks over HTTP, signed as Standard Webhooks (standardwebhooks.com) says. Follows no redirect. */
export class HttpWebhookCaller implements WebhookCaller {
  constructor(private readonly options: WebhookCallerOptions) {}

  async call(call: WebhookCall): Promise<WebhookOutcome> {
    const url = new URL(call.url);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !this.mayCall(host)) return refused();
    try {
      return await this.send(call, url);
    } catch (error) {
      if (error instanceof PrivateAddressError) return refused();
      return { kind: 'retry', status: null, detail: connectionWords(error) };
    }
  }

  private send(call: WebhookCall, url: URL): Promise<WebhookOutcome> {
    return new Promise((resolve, reject) => {
      const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const options: RequestOptions = {
        method: 'POST',
        headers: this.headersOf(call),
        signal: AbortSignal.timeout(this.options.timeoutMs ?? TIMEOUT_MS),
        // the address that was checked is the one that is called: a name cannot change its mind in between
        lookup: (name, lookupOptions, answer) => {
          dnsLookup(name, { ...lookupOptions, all: true }, (error, found) => {
            if (error !== null) return answer(error, '', 0);
            if (!found.every(({ address }) => this.mayCall(address))) return answer(new PrivateAddressError(), '', 0);
            if (lookupOptions.all === true) return answer(null, found);
            const [first] = found as [LookupAddress];
            answer(null, first.address, first.family);
          });
        },
      };
      const sent = request(url, options, (response) => {
        readStart(response).then((text) => resolve(outcomeOf(response, text)), reject);
      });
      sent.on('error', reject);
      sent.end(call.body);
    });
  }

  private headersOf({ workspaceId, headers, id, body, at }: WebhookCall): Record<string, string> {
    const own = Object.fromEntries(
      Object.entries(headers).filter(([name]) => !OURS.has(name.toLowerCase()) && !/[\r\n]/.test(headers[name] ?? '')),
    );
    const seconds = String(Math.floor(at / 1000));
    const key = Buffer.from(webhookSecret(this.options.secret, workspaceId).slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
    return {
      ...own,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'DripEmails',
      'idempotency-key': id,
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${signature}`,
    };
  }

  private mayCall(address: string): boolean {
    if (this.options.allowPrivate) return true;
    // `process` turns an IPv4 address inside an IPv6 one back into what it is
    return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
  }
}

const OURS = new Set([
  ...['host', 'content-length', 'content-type', 'transfer-encoding', 'connection', 'user-agent', 'idempotency-key'],
  ...['webhook-id', 'webhook-timestamp', 'webhook-signature'],
]);

class PrivateAddressError extends Error {}

const refused = (): WebhookOutcome => ({
  kind: 'failed',
  status: null,
  detail: 'The address leads into a private network, which webhooks may not call',
});

/** The beginning of an answer; the rest is thrown away with the connection. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, SHOWN_CHARACTERS);
}

function outcomeOf(response: IncomingMessage, text: string): WebhookOutcome {
  const status = response.statusCode ?? 0;
  const detail = `Answered ${status}${text.trim() === '' ? '' : `: ${text.trim()}`}`;
  if (status >= 200 && status < 300) return { kind: 'ok', status, detail: `Answered ${status}` };
  if (status >= 500 || RETRIED.has(status))
    return { kind: 'retry', status, detail, retryAfterMs: retryAfter(response.headers['retry-after']) };
  return { kind: 'failed', status, detail };
}

/** Seconds or a date (RFC 9110 section 10.2.3). */
function retryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function connectionWords(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const isTimeout = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
  return isTimeout || code === 'ABORT_ERR' ? 'No answer in time' : `No connection${code === '' ? '' : ` (${code})`}`;
}
