// @ts-check
import path from 'node:path';
import process from 'node:process';
import { ensureDependencies } from '../start/install.mjs';
import { StartProblem, createLog } from '../start/progress.mjs';
import { onStopRequest } from '../start/stop-requests.mjs';
import { Stand } from './stand.mjs';

const EX_INTERRUPTED = 130; // 128 + SIGINT, as shells say it

/** @typedef {{ stand: Stand, log: import('../start/progress.mjs').Log, signal: AbortSignal }} Tools */

/**
 * Runs a measurement on a stand of its own and takes the stand down however it ends, also on Ctrl-C.
 * @param {{ root: string, name: string, build: boolean, temporalCommand?: string | undefined }} options
 * @param {(tools: Tools) => Promise<number>} work
 *   its answer is the exit code
 * @returns {Promise<number>}
 */
export async function onStand(options, work) {
  const log = createLog();
  const stopping = new AbortController();
  const { signal } = stopping;
  const unlisten = onStopRequest({
    stop(why) {
      log(`Stopping (${why}) and cleaning up; Ctrl-C once more leaves that to the guard`);
      stopping.abort(new Error(why));
    },
    force: () => process.exit(EX_INTERRUPTED), // the guard sees the end of its pipe and cleans up
  });
  const stand = new Stand({ ...options, log, signal });
  try {
    const { root, name } = options;
    await ensureDependencies({ root, dataDir: path.join(root, 'tmp', name), log, signal });
    await stand.open();
    return await work({ stand, log, signal });
  } catch (error) {
    if (signal.aborted) return EX_INTERRUPTED;
    console.error(error instanceof StartProblem ? `\n${error.message}` : error);
    console.error(`The logs are in ${stand.keepLogs()}`);
    return 1;
  } finally {
    await stand.stop();
    unlisten();
  }
}

/**
 * For reading options: a mistake of the user's is told without a stack.
 * @template T
 * @param {() => T} read
 * @returns {T | undefined} undefined when it failed
 */
export function orTell(read) {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    console.error(error.message);
    return undefined;
  }
}
