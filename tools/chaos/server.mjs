// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { isBusy } from '../start/ports.mjs';

/** @typedef {import('../start/child.mjs').Child} Child */

/** A server of the stand that can be taken down and brought up again on its data and its port. */
export class Server {
  #launch;
  /** @type {Child | undefined} */
  #child;
  /** Whether it takes calls, as far as we know. */
  isUp = false;
  /** @type {Error | undefined} why it did not come back */
  failure;

  /** @param {() => Promise<Child>} launch resolves when it can be used */
  constructor(launch) {
    this.#launch = launch;
  }

  get pid() {
    return this.#child?.pid ?? 0;
  }

  async start() {
    this.#child = await this.#launch();
    this.isUp = true;
  }

  /**
   * Takes it down and brings it up again.
   * @param {{ force: boolean }} how forced: it has no time to put anything in order
   * @returns {Promise<void>} when it is down; it comes back by itself
   * @throws {Error} when it is down already
   */
  async bounce(how) {
    if (!this.#child || !this.isUp) throw new Error('it is down already');
    this.isUp = false;
    await this.#child.stop(how);
    void this.start().catch((error) => (this.failure = error));
  }
}

/**
 * A free port below `limit` with room for the neighbours that a server derives from it (a Temporal server with several
 * services keeps to some ports above its own and below).
 * @param {() => number} random 0 up to 1
 * @param {{ from?: number, limit?: number }} [range] outside of what systems hand out for outgoing connections
 * @returns {Promise<number>}
 */
export async function roomyPort(random, { from = 20_000, limit = 31_000 } = {}) {
  for (let tries = 0; tries < 50; tries++) {
    const port = from + 20 * Math.floor((random() * (limit - from)) / 20);
    const neighbours = [0, 1, 2, 6, 10, -294, -298, -299, -300].map((offset) => port + offset);
    const busy = await Promise.all(neighbours.map(isBusy));
    if (!busy.includes(true)) return port;
    await sleep(10);
  }
  throw new Error(`no room for a server between the ports ${from} and ${limit}`);
}
