import type { IncomingMessage } from 'node:http';
import type { WebhookOutcome } from '@dripemails/application';

const MOST_BYTES = 64 * 1024;
const SHOWN_CHARACTERS = 200;
/** Request Timeout, Too Early, Too Many Requests: the same request may be welcome later. */
const RETRIED = new Set([408, 425, 429]);

/** What an answer means. It counts as soon as its status is here, even if the rest never comes. */
export async function outcomeOfAnswer(answer: IncomingMessage, now: number): Promise<WebhookOutcome> {
  const status = answer.statusCode ?? 0;
  const text = await readStart(answer);
  if (status >= 200 && status < 300) return { kind: 'ok', status, detail: `Answered ${status}` };
  const detail = `Answered ${status}${text === '' ? '' : `: ${text}`}`;
  if (status >= 300 && status < 400)
    return { kind: 'failed', status, detail: `Answered ${status}: redirects are not followed` };
  if (status < 500 && !RETRIED.has(status)) return { kind: 'failed', status, detail };
  const retryAfterMs = retryAfter(answer.headers['retry-after'], now);
  return { kind: 'retry', status, detail, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
}

/** What went wrong before there was an answer: all of it may be over later. */
export function outcomeOfError(error: unknown): WebhookOutcome {
  const name = textOf(error, 'name');
  const code = textOf(error, 'code') || name;
  if (name === 'AbortError' || name === 'TimeoutError') return noAnswer('No answer in time');
  return noAnswer(code.startsWith('HPE_') ? `What it answered is no HTTP (${code})` : `No connection (${code})`);
}

function noAnswer(detail: string): WebhookOutcome {
  return { kind: 'retry', status: null, detail };
}

/** Errors of Node and of the name servers have a code beside what every error has. */
function textOf(error: unknown, key: 'name' | 'code'): string {
  const found = typeof error === 'object' && error !== null ? (error as Partial<Record<typeof key, unknown>>)[key] : '';
  return typeof found === 'string' ? found : '';
}

/** The beginning of an answer's text on one line; the rest is thrown away with the connection. */
async function readStart(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= MOST_BYTES) break;
    }
  } catch {
    // cut off or out of time; what arrived is what is shown
  }
  const text = Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8');
  // Postgres stores no NUL, and a timeline shows no other control characters
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return [...line].slice(0, SHOWN_CHARACTERS).join('');
}

/** Seconds or a date (RFC 9110 section 10.2.3), as ms from now; null where there is none. */
function retryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
