// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from './child.mjs';

/** @typedef {import('./child.mjs').Child} Child */

/**
 * One thing to keep running.
 * @typedef {object} Part
 * @property {string} name a short key
 * @property {string} label its name in sentences
 * @property {number} stage parts of a higher stage are stopped before those of a lower one
 * @property {(onSpawn: (child: Child) => void) => Promise<Child>} launch
 *   starts it, reports the process at once through `onSpawn`, and resolves when it is ready for work;
 *   when it rejects, its process has ended
 * @property {string[]} [match] words of its command line, by which a later start recognises a survivor
 * @property {string} [logFile]
 */

/** @typedef {{ part: Part, child: Child | undefined, readyAt: number, delayMs: number }} Entry */

/** A part that trying again cannot cure, such as one that refuses its configuration. */
export class HopelessPart extends Error {}

/** Keeps parts running: starts one again, with growing pauses, when it ends by itself. */
export class Supervisor {
  /** @type {Entry[]} */
  #entries = [];
  /** @type {Set<Promise<Child>>} */
  #launching = new Set();
  #stopped = new AbortController();
  #log;
  #backOff;
  #onChange;

  /**
   * @param {object} options
   * @param {(line: string) => void} options.log
   * @param {(parts: { name: string, pid: number, match: string[] }[]) => void} [options.onChange] told of every change of processes
   * @param {{ firstMs: number, maxMs: number, healthyMs: number }} [options.backOff]
   *   the first pause, the longest, and the time after which a part counts as healthy and the pauses begin anew
   */
  constructor({ log, onChange, backOff = { firstMs: 500, maxMs: 30_000, healthyMs: 60_000 } }) {
    this.#log = log;
    this.#onChange = onChange;
    this.#backOff = backOff;
  }

  /**
   * Starts a part and keeps it running from then on.
   * @param {Part} part
   * @param {{ attempts?: number }} [options] how often the first start is tried
   * @returns {Promise<Child>} when it is ready
   * @throws the error of the last attempt
   */
  async start(part, { attempts = 1 } = {}) {
    /** @type {Entry} */
    const entry = { part, child: undefined, readyAt: 0, delayMs: this.#backOff.firstMs };
    this.#entries.push(entry);
    for (let attempt = 1; ; attempt++) {
      this.#stopped.signal.throwIfAborted();
      try {
        const child = await this.#launch(entry);
        void this.#keepRunning(entry, child);
        return child;
      } catch (error) {
        this.#stopped.signal.throwIfAborted();
        if (attempt >= attempts || error instanceof HopelessPart) throw error;
        this.#log(`${part.label} did not start: ${firstLine(error)} Trying again in ${entry.delayMs / 1000} s.`);
        await this.#pause(entry);
      }
    }
  }

  /** @param {string} name @returns {number | undefined} the process id, while it runs */
  pidOf(name) {
    return this.#entries.find(({ part }) => part.name === name)?.child?.pid;
  }

  /**
   * Stops everything, the highest stage first. Harmless when repeated; a forced stop overtakes a patient one.
   * @param {{ force?: boolean }} [options]
   */
  async stop(options) {
    this.#stopped.abort(new Error('stopping'));
    const stages = [...new Set(this.#entries.map(({ part }) => part.stage))].sort((a, b) => b - a);
    for (const stage of stages) {
      const entries = this.#entries.filter(({ part }) => part.stage === stage);
      await Promise.all(entries.map((entry) => entry.child?.stop(options)));
    }
    // Those that were just being started: their processes are stopped as soon as they are known.
    const launched = await Promise.allSettled(this.#launching);
    await Promise.all(launched.map((launch) => launch.status === 'fulfilled' && launch.value.stop(options)));
  }

  /**
   * @param {Entry} entry
   * @param {Child} child
   */
  async #keepRunning(entry, child) {
    const { part } = entry;
    for (let running = child; ;) {
      const exit = await running.exited;
      if (this.#stopped.signal.aborted) return;
      if (Date.now() - entry.readyAt >= this.#backOff.healthyMs) entry.delayMs = this.#backOff.firstMs;
      const again = `Starting it again in ${entry.delayMs / 1000} s.`;
      this.#log(`${part.label} ended unexpectedly (${describeExit(exit)}). ${again}${logHint(part)}`);
      try {
        running = await this.#relaunch(entry);
      } catch {
        return; // only a stop ends the attempts
      }
      this.#log(`${part.label} is back.`);
    }
  }

  /** @param {Entry} entry */
  async #relaunch(entry) {
    for (;;) {
      await this.#pause(entry);
      try {
        return await this.#launch(entry);
      } catch (error) {
        this.#stopped.signal.throwIfAborted();
        this.#log(`${entry.part.label} does not start: ${firstLine(error)} Trying again in ${entry.delayMs / 1000} s.`);
      }
    }
  }

  /** @param {Entry} entry */
  async #launch(entry) {
    const launch = entry.part.launch((spawned) => {
      entry.child = spawned;
      this.#changed();
      void spawned.exited.then(() => {
        if (entry.child === spawned) entry.child = undefined;
        this.#changed();
      });
      if (this.#stopped.signal.aborted) void spawned.stop();
    });
    this.#launching.add(launch);
    try {
      const child = await launch;
      entry.readyAt = Date.now();
      return child;
    } finally {
      this.#launching.delete(launch);
    }
  }

  /** @param {Entry} entry */
  async #pause(entry) {
    const { delayMs } = entry;
    entry.delayMs = Math.min(delayMs * 2, this.#backOff.maxMs);
    await sleep(delayMs, undefined, { signal: this.#stopped.signal });
  }

  #changed() {
    this.#onChange?.(
      this.#entries.flatMap(({ part, child }) =>
        child ? [{ name: part.name, pid: child.pid, match: part.match ?? [] }] : [],
      ),
    );
  }
}

/** @param {Part} part */
function logHint({ logFile }) {
  return logFile ? ` Log: ${logFile}` : '';
}

/** @param {unknown} error */
function firstLine(error) {
  return String(error instanceof Error ? error.message : error).split('\n')[0];
}
