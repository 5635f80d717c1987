// @ts-check
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describeExit } from '../start/child.mjs';
import { freePort } from '../start/ports.mjs';
import { sendSignal } from '../start/processes.mjs';

/** @typedef {import('../start/child.mjs').Child & { ready: Promise<void> }} Worker */
/** @typedef {{ name: string, healthPort: number, child: Worker | undefined, isReady: boolean }} Place */

/** The real worker processes, each started again at once when it ends. */
export class WorkerPool {
  /** @type {Place[]} */
  #places = [];
  #stand;
  #env;
  /** Kills done; the words of each end that nobody asked for. */
  kills = 0;
  /** @type {string[]} */
  crashes = [];
  /** @type {number[]} how long each restart took, ms */
  restarts = [];

  /**
   * @param {import('./stand.mjs').Stand} stand
   * @param {NodeJS.ProcessEnv} env
   */
  constructor(stand, env) {
    this.#stand = stand;
    this.#env = env;
  }

  /** @param {number} count @returns {Promise<void>} when all are ready */
  async start(count) {
    for (let index = 1; index <= count; index++)
      this.#places.push({ name: `worker-${index}`, healthPort: await freePort(), child: undefined, isReady: false });
    await Promise.all(this.#places.map(async (place) => (await this.#launch(place)).ready));
  }

  /** @param {Place} place @returns {Promise<Worker>} */
  async #launch(place) {
    const { name, healthPort } = place;
    const env = { ...this.#env, WORKER_HEALTH_PORT: String(healthPort) };
    const beganAt = Date.now();
    const child = await this.#stand.spawn({ name, args: [this.#stand.scriptOf('worker')], healthPort, env });
    place.child = child;
    child.ready.then(
      () => {
        place.isReady = true;
        this.restarts.push(Date.now() - beganAt);
      },
      () => undefined, // it has ended, which is seen below
    );
    void child.exited.then((exit) => {
      if (place.child !== child) return; // killed by us
      this.crashes.push(`${name} ended by itself (${describeExit(exit)})`);
      void this.#relaunch(place);
    });
    return child;
  }

  /** @param {Place} place */
  async #relaunch(place) {
    place.child = undefined;
    place.isReady = false;
    await this.#launch(place).catch(() => undefined); // refused only while the stand is taken down
  }

  /** Whether there is a worker that has been at work for a moment. */
  get canKill() {
    return this.#places.some(({ isReady }) => isReady);
  }

  /**
   * Kills one of the working processes and starts it again at once.
   * @param {number} victim 0 to 1
   * @returns {Promise<string>} whom it hit; when it is dead
   */
  async kill(victim) {
    const ready = this.#places.filter(({ isReady }) => isReady);
    const place = ready[Math.floor(victim * ready.length)];
    const child = place?.child;
    if (!place || !child) throw new Error('there is no worker to kill');
    place.child = undefined;
    place.isReady = false;
    sendSignal(child.pid, 'SIGKILL', { group: true });
    await child.exited;
    this.kills++;
    void this.#relaunch(place);
    return place.name;
  }

  /**
   * What the workers said of attempts that a kill had interrupted.
   * @returns {{ messageId: string, verdict: 'accepted' | 'absent' | 'unknown' }[]} one for each mail and verdict: a kill may hit
   *   between these words and the record, and then they are said again
   */
  settledAttempts() {
    const files = readdirSync(this.#stand.logs).filter((name) => name.startsWith('worker-'));
    const entries = files.flatMap((name) =>
      readFileSync(path.join(this.#stand.logs, name), 'utf8')
        .split('\n')
        .filter((line) => line.includes('settled an interrupted attempt'))
        .map(
          (line) => /** @type {{ messageId: string, verdict: 'accepted' | 'absent' | 'unknown' }} */ (JSON.parse(line)),
        ),
    );
    return [...new Map(entries.map((entry) => [`${entry.messageId}/${entry.verdict}`, entry])).values()];
  }
}
