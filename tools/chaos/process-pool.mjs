// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from '../start/child.mjs';
import { freePort } from '../start/ports.mjs';
import { sendSignal } from '../start/processes.mjs';

/** @typedef {import('../start/child.mjs').Child & { ready: Promise<void> }} Process */
/** @typedef {{ name: string, healthPort: number, child: Process | undefined, isReady: boolean }} Place */

/** The processes of one of our apps, each started again at once when it ends. */
export class ProcessPool {
  /** @type {Place[]} */
  #places = [];
  #stand;
  #app;
  #envOf;
  #made = 0;
  /** @type {string[]} the words of each end that nobody asked for */
  crashes = [];
  /** @type {number[]} how long each start took, ms */
  starts = [];

  /**
   * @param {import('./stand.mjs').Stand} stand
   * @param {string} app as its folder is called
   * @param {(healthPort: number) => NodeJS.ProcessEnv} envOf a process that answers /healthz there
   */
  constructor(stand, app, envOf) {
    this.#stand = stand;
    this.#app = app;
    this.#envOf = envOf;
  }

  /** @param {number} count @returns {Promise<void>} when all are ready */
  async start(count) {
    for (let index = 0; index < count; index++) this.#places.push(await this.#makePlace());
    await Promise.all(this.#places.map(async (place) => (await this.#launch(place)).ready));
  }

  /** @returns {Promise<Place>} */
  async #makePlace() {
    const name = `${this.#app}-${++this.#made}`;
    return { name, healthPort: await freePort(), child: undefined, isReady: false };
  }

  /** @param {Place} place @returns {Promise<Process>} */
  async #launch(place) {
    const { name, healthPort } = place;
    const beganAt = Date.now();
    const args = [this.#stand.scriptOf(this.#app)];
    const child = await this.#stand.spawn({ name, args, healthPort, env: this.#envOf(healthPort) });
    place.child = child;
    child.ready.then(
      () => {
        place.isReady = true;
        this.starts.push(Date.now() - beganAt);
      },
      () => undefined, // it has ended, which is seen below
    );
    void child.exited.then((exit) => {
      if (place.child !== child) return; // by us
      const excuse =
        this.#stand.postgres?.isUp && this.#stand.temporal?.isUp !== false ? '' : ', while a server was down';
      this.crashes.push(`${name} ended by itself (${describeExit(exit)}${excuse})`);
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

  /** Where the processes answer, in a fixed order. */
  get ports() {
    return this.#places.map(({ healthPort }) => healthPort);
  }

  /** Whether there is a process that has been at work for a moment. */
  get canStrike() {
    return this.#places.some(({ isReady }) => isReady);
  }

  /** @param {number} victim 0 to 1 @returns {{ place: Place, child: Process }} one of those at work */
  #choose(victim) {
    const ready = this.#places.filter(({ isReady }) => isReady);
    const place = ready[Math.floor(victim * ready.length)];
    if (!place?.child) throw new Error(`there is no ${this.#app} to strike`);
    return { place, child: place.child };
  }

  /**
   * Kills a process and starts it again at once.
   * @param {number} victim 0 to 1
   * @returns {Promise<string>} whom it hit; when it is dead
   */
  async kill(victim) {
    const { place, child } = this.#choose(victim);
    place.child = undefined;
    place.isReady = false;
    sendSignal(child.pid, 'SIGKILL', { group: true });
    await child.exited;
    void this.#relaunch(place);
    return place.name;
  }

  /**
   * Stops a process where it stands, as a machine that swaps or a frozen container would, and lets it go on later.
   * @param {number} victim 0 to 1
   * @param {number} holdMs
   * @returns {string} whom it hit
   */
  freeze(victim, holdMs) {
    const { place, child } = this.#choose(victim);
    place.isReady = false;
    sendSignal(child.pid, 'SIGSTOP', { group: true });
    void sleep(holdMs).then(() => {
      if (place.child !== child) return;
      sendSignal(child.pid, 'SIGCONT', { group: true });
      place.isReady = true;
    });
    return `${place.name} for ${(holdMs / 1000).toFixed(0)} s`;
  }

  /**
   * Starts another process beside one, and asks that one to end when the other is at work, as a deployment does.
   * @param {number} victim 0 to 1
   * @returns {Promise<string>} who relieves whom; when the other exists
   */
  async relieve(victim) {
    const { place } = this.#choose(victim);
    const other = await this.#makePlace();
    const { ready } = await this.#launch(other);
    this.#places.push(other);
    void ready
      .then(async () => {
        const { child } = place;
        this.#places = this.#places.filter((one) => one !== place);
        place.child = undefined;
        place.isReady = false;
        await child?.stop();
      })
      .catch(() => undefined); // the other has ended, and is started again; then there are two
    return `${other.name} beside ${place.name}`;
  }
}
