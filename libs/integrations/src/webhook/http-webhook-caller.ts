import { ADDRCONFIG, type LookupAddress } from 'node:dns';
import { lookup as resolveByDns } from 'node:dns/promises';
import { type IncomingMessage, request as httpRequest, validateHeaderValue } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { WebhookCall, WebhookCaller, WebhookOutcome } from '@dripemails/application';
import { isPublicAddress } from './public-address.js';
import { outcomeOfAnswer, outcomeOfError } from './webhook-answer.js';
import { signatureHeaders, webhookSecret } from './webhook-signature.js';

export interface WebhookCallerOptions {
  /** APP_SECRET; every workspace gets a signing key of its own from it. */
  readonly secret: string;
  /** Whether addresses of private networks may be called. */
  readonly allowPrivate: boolean;
  /** For a whole call, from looking up the name to the end of the answer, ms. */
  readonly timeoutMs?: number | undefined;
  /** All addresses of a host name; the system's resolver when left out. */
  readonly resolve?: ((name: string) => Promise<readonly LookupAddress[]>) | undefined;
  /** Certificate authorities (PEM) that are trusted instead of Node's own. */
  readonly ca?: string | undefined;
}

const TIMEOUT_MS = 10_000;

/** Headers that a step cannot set: those that we sign or fill in, and those that are the connection's own. */
const OURS = new Set([
  ...['webhook-id', 'webhook-timestamp', 'webhook-signature', 'idempotency-key', 'user-agent', 'content-type'],
  ...['host', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'proxy-connection', 'expect', 'te'],
  ...['trailer', 'upgrade', 'content-encoding', 'accept-encoding'],
]);

/**
 * Calls webhooks over HTTP, signed as Standard Webhooks (standardwebhooks.com) says. Follows no redirect and, unless
 * `allowPrivate`, calls nothing but the public internet.
 */
export class HttpWebhookCaller implements WebhookCaller {
  constructor(private readonly options: WebhookCallerOptions) {}

  secretOf(workspaceId: string): string {
    return webhookSecret(this.options.secret, workspaceId);
  }

  problemOf(text: string): string | null {
    if (!URL.canParse(text)) return null;
    const host = hostOf(new URL(text));
    const isPrivate = isIP(host) === 0 ? !this.options.allowPrivate && LOCALHOST.test(host) : !this.mayCall(host);
    return isPrivate ? `${PRIVATE}: write one that the internet can reach, or set WEBHOOK_ALLOW_PRIVATE.` : null;
  }

  async call(call: WebhookCall): Promise<WebhookOutcome> {
    const url = URL.canParse(call.url) ? new URL(call.url) : null;
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return failed('It is no http or https address');
    // an address is connected to without a lookup
    const host = hostOf(url);
    if (isIP(host) !== 0 && !this.mayCall(host)) return failed(PRIVATE);
    const headers = this.headersOf(call);
    const broken = Object.keys(headers).find((name) => !isSendable(name, headers[name]));
    if (broken !== undefined) return failed(`The header ${broken} holds characters that cannot be sent`);
    try {
      return await outcomeOfAnswer(await this.send(url, headers, call.body), Date.now());
    } catch (error) {
      return error instanceof RefusedError ? failed(error.message) : outcomeOfError(error);
    }
  }

  /** The answer as soon as its head is here. */
  private send(url: URL, headers: Record<string, string>, body: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const options: RequestOptions = {
        method: 'POST',
        headers,
        signal: AbortSignal.timeout(this.options.timeoutMs ?? TIMEOUT_MS),
        // a connection of its own: one from a shared pool may lead where nobody has checked
        agent: false,
        lookup: this.lookup,
        rejectUnauthorized: true,
        ...(this.options.ca === undefined ? {} : { ca: this.options.ca }),
      };
      const sent = request(url, options, resolve);
      sent.on('upgrade', (_answer, socket) => {
        socket.destroy();
        reject(new RefusedError('It answers in another protocol'));
      });
      sent.on('error', reject);
      // after an answer or an error this says nothing more
      sent.on('close', () => reject(new Error('closed without an answer')));
      sent.end(body);
    });
  }

  /** The addresses that were checked are those that are connected to: a name cannot change its mind in between. */
  private readonly lookup: LookupFunction = (name, { all }, answer) => {
    const { resolve = resolveByDefault } = this.options;
    resolve(name).then(
      (found) => {
        const [first] = found;
        // one private address among public ones is enough: nobody says which of them would be taken
        if (!found.every(({ address }) => this.mayCall(address))) answer(new RefusedError(PRIVATE), '');
        else if (first === undefined) answer(new Error('the name has no address'), '');
        else if (all === true) answer(null, [...found]);
        else answer(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => answer(error, ''),
    );
  };

  private headersOf({ workspaceId, headers, id, body, at }: WebhookCall): Record<string, string> {
    return {
      ...Object.fromEntries(Object.entries(headers).filter(([name]) => !OURS.has(name.toLowerCase()))),
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      // the beginning of an answer is shown, not unpacked
      'accept-encoding': 'identity',
      'user-agent': 'DripEmails',
      'idempotency-key': id,
      ...signatureHeaders(webhookSecret(this.options.secret, workspaceId), { id, at, body }),
    };
  }

  private mayCall(address: string): boolean {
    return this.options.allowPrivate || isPublicAddress(address);
  }
}

/** Nothing that another try would change. */
class RefusedError extends Error {}

const PRIVATE = 'The address points into a private network, which webhooks may not call';

/** Names that mean this machine wherever they are asked for (RFC 6761 6.3). */
const LOCALHOST = /(^|\.)localhost\.?$/i;

/** The URL has turned every spelling of an address into the plain one. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function failed(detail: string): WebhookOutcome {
  return { kind: 'failed', status: null, detail };
}

function resolveByDefault(name: string): Promise<LookupAddress[]> {
  // as Node's own connections do: no IPv6 addresses where this machine has no IPv6
  return resolveByDns(name, { all: true, hints: ADDRCONFIG });
}

function isSendable(name: string, value: string | undefined): boolean {
  try {
    validateHeaderValue(name, value ?? '');
    return true;
  } catch {
    return false;
  }
}
