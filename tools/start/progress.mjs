// @ts-check
import process from 'node:process';

/** A problem that the user can cure: shown as its message alone, without a stack. */
export class StartProblem extends Error {}

/** @typedef {(line: string) => void} Log */

/**
 * Prints plain lines, each with the seconds since the start.
 * @param {{ out?: { write(text: string): unknown }, now?: () => number }} [options]
 * @returns {Log}
 */
export function createLog({ out = process.stdout, now = Date.now } = {}) {
  const startedAt = now();
  return (line) => {
    const seconds = ((now() - startedAt) / 1000).toFixed(1);
    out.write(`${seconds.padStart(6)} s  ${line.trimEnd()}\n`);
  };
}

/**
 * Says now and then that a long step is still running, so that a slow network does not look like a hang.
 * @template T
 * @param {Log} log
 * @param {string} what
 * @param {() => Promise<T>} step
 * @returns {Promise<T>}
 */
export async function withHeartbeat(log, what, step) {
  const everyMs = 20_000;
  const startedAt = Date.now();
  const timer = setInterval(
    () => log(`${what}: still busy (${Math.round((Date.now() - startedAt) / 1000)} s)`),
    everyMs,
  );
  try {
    return await step();
  } finally {
    clearInterval(timer);
  }
}
