// @ts-check
import process from 'node:process';
import { commandLineOf, isAlive, parentOf } from './processes.mjs';

// npm passes on a signal that the terminal has already sent to the whole group: the pair is one Ctrl-C.
const SAME_REQUEST_MS = 1_000;

/**
 * Listens for the wish to stop: Ctrl-C, SIGTERM, a closed terminal, or the death of the npm that started us.
 * @param {object} options
 * @param {(why: string) => void} options.stop called once
 * @param {() => void} options.force called when asked again
 * @returns {() => void} stops listening
 */
export function onStopRequest({ stop, force }) {
  let firstAt = 0;
  const request = (/** @type {string} */ why) => {
    const now = Date.now();
    if (firstAt === 0) {
      firstAt = now;
      stop(why);
    } else if (now - firstAt > SAME_REQUEST_MS) force();
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, request);
  const ignore = () => undefined; // the terminal is gone: there is nobody to tell
  process.stdout.on('error', ignore);
  process.stderr.on('error', ignore);

  const callers = callingProcesses();
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (firstAt === 0 && (process.ppid !== parent || !callers.every(isAlive))) request('npm ended');
  }, 200);
  if (callers.length === 0) clearInterval(timer);
  timer.unref();
  return () => {
    clearInterval(timer);
    for (const signal of signals) process.off(signal, request);
  };
}

/**
 * The npm that runs us and the shell between: on a SIGTERM the shell may die without passing it on, and after a SIGKILL of
 * npm nobody else would stop us.
 * @returns {number[]} none when we were started without npm
 */
function callingProcesses() {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return [];
  const callers = [];
  for (let pid = process.ppid; pid > 1 && callers.length < 3; pid = parentOf(pid)) {
    callers.push(pid);
    if (/\bnpm\b/.test(commandLineOf(pid))) return callers;
  }
  return [process.ppid];
}
