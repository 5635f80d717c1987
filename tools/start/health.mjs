// @ts-check
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from './child.mjs';
import { tailOf } from './log-file.mjs';
import { StartProblem } from './progress.mjs';
import { HopelessPart } from './supervisor.mjs';

const EX_CONFIG = 78; // sysexits.h; our apps end with it when they refuse their configuration

/**
 * Waits until a freshly started process answers 200.
 * @param {object} options
 * @param {string} options.label
 * @param {string} options.url
 * @param {import('./child.mjs').Child} options.child
 * @param {string} options.logFile
 * @param {number} options.logStart its size in bytes before the process was started
 * @param {number} options.timeoutMs
 * @throws {StartProblem | HopelessPart} with the end of its log, when it ends before that or takes too long
 */
export async function waitUntilHealthy({ label, url, child, logFile, logStart, timeoutMs }) {
  /** @type {import('./child.mjs').Exit | undefined} */
  let exit;
  void child.exited.then((ended) => (exit = ended));
  const deadline = Date.now() + timeoutMs;
  let answer = '';
  while (answer !== '200') {
    if (exit) {
      await sleep(100); // its last words are still in the pipe
      const Problem = exit.code === EX_CONFIG ? HopelessPart : StartProblem;
      throw new Problem(
        `${label} ended before it was ready (${describeExit(exit)}). The end of ${logFile}:\n${tailOf(logFile, { since: logStart })}`,
      );
    }
    if (Date.now() > deadline) {
      throw new StartProblem(
        `${label} was not ready within ${timeoutMs / 1000} s (${url}: ${answer}). The end of ${logFile}:\n${tailOf(logFile, { since: logStart })}`,
      );
    }
    answer = await probe(url);
    if (answer !== '200') await sleep(200);
  }
}

/**
 * @param {string} url
 * @returns {Promise<string>} the status code, or the error code when there was no answer
 */
export function probe(url) {
  return new Promise((resolve) => {
    // No kept-alive connection: it would hold up the shutdown of what it is connected to.
    const request = http.get(url, { agent: false, timeout: 5_000 }, (response) => {
      response.resume();
      resolve(String(response.statusCode));
    });
    request.once('timeout', () => request.destroy(new Error('no answer')));
    request.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
  });
}
