// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Longer than a server that was killed takes to recover. */
const PATIENCE_MS = 120_000;
const AGAIN_AFTER_MS = 100;

/** The run's own view of the database: a read that meets a server that is down waits until it is back. */
export class Database {
  #pool;
  #signal;

  /** @param {{ url: string, signal: AbortSignal }} options */
  constructor({ url, signal }) {
    this.#pool = new pg.Pool({ connectionString: url, max: 3, connectionTimeoutMillis: 5_000 });
    this.#pool.on('error', () => undefined); // the server goes before the pool does
    this.#signal = signal;
  }

  /**
   * @param {string} text of a query that changes nothing
   * @param {unknown[]} [values]
   * @returns {Promise<any[]>} the rows
   */
  async read(text, values) {
    for (const deadline = Date.now() + PATIENCE_MS; ;) {
      try {
        return (await this.#pool.query(text, values)).rows;
      } catch (error) {
        if (!isOutage(error) || Date.now() > deadline) throw error;
        await sleep(AGAIN_AFTER_MS, undefined, { signal: this.#signal });
      }
    }
  }

  close() {
    return this.#pool.end();
  }
}

/** @param {unknown} error */
function isOutage(error) {
  const code = /** @type {{ code?: string }} */ (error).code ?? '';
  // Classes 08 and 57P of PostgreSQL, the system's words for a connection, and pg's own, which have no code.
  return code === '' || /^(08|57P|ECONN|EPIPE|ETIMEDOUT)/.test(code);
}
