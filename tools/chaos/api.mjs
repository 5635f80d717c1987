// @ts-check
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than any part is away. */
const PATIENCE_MS = 180_000;
/** A first call that is still running answers in less; a longer silence means that its process is gone. */
const IN_PROGRESS_PATIENCE_MS = 5_000;
const AGAIN_AFTER_MS = 250;
/** An API that was stopped would keep a call for ever. */
const ANSWER_MS = 30_000;
const IN_PROGRESS = 'idempotency.in_progress';

/** An answer that says no. */
export class ApiRefusal extends Error {
  /** @param {string} call @param {number} status @param {string} body */
  constructor(call, status, body) {
    super(`${call}: ${status} ${body}`);
    this.status = status;
    this.code = codeOf(body);
  }
}

/** @param {string} body a problem of RFC 9457 @returns {string} */
function codeOf(body) {
  try {
    return String(JSON.parse(body).code ?? '');
  } catch {
    return ''; // something in between has answered
  }
}

/** Calls the API as a customer's program would: at several addresses in turn, and again with the same key while one is away. */
export class Api {
  #turn = 0;
  /** Calls that were made again because of no answer, or one that says "not now". */
  repeated = 0;

  /** @param {{ urls: string[], key: string, signal: AbortSignal }} options */
  constructor({ urls, key, signal }) {
    this.urls = urls;
    this.key = key;
    this.signal = signal;
  }

  /** @param {string} path @returns {Promise<any>} */
  get(path) {
    return this.#insist('GET', path);
  }

  /**
   * @param {string} path
   * @param {object | FormData} [body] JSON, or a form
   * @returns {Promise<any>}
   * @throws {ApiRefusal}
   */
  post(path, body) {
    return this.#insist('POST', path, body);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object | FormData} [body]
   */
  async #insist(method, path, body) {
    const idempotencyKey = randomUUID();
    const beganAt = Date.now();
    for (;;) {
      const waited = Date.now() - beganAt;
      try {
        return await this.#call(method, path, { body, idempotencyKey });
      } catch (error) {
        this.signal.throwIfAborted();
        const again =
          error instanceof ApiRefusal
            ? error.code === IN_PROGRESS
              ? waited < IN_PROGRESS_PATIENCE_MS
              : (error.status >= 500 || error.status === 429) && waited < PATIENCE_MS
            : waited < PATIENCE_MS;
        if (!again) throw error;
        this.repeated++;
        await sleep(AGAIN_AFTER_MS, undefined, { signal: this.signal });
      }
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{ body: object | FormData | undefined, idempotencyKey: string }} request
   */
  async #call(method, path, { body, idempotencyKey }) {
    const isForm = body instanceof FormData;
    const url = this.urls[this.#turn++ % this.urls.length];
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(method === 'POST' && { 'idempotency-key': idempotencyKey }),
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
      signal: AbortSignal.any([this.signal, AbortSignal.timeout(ANSWER_MS)]),
    });
    const text = await response.text();
    if (!response.ok) throw new ApiRefusal(`${method} ${path}`, response.status, text);
    return text === '' ? undefined : JSON.parse(text);
  }
}
