// @ts-check
import process from 'node:process';
import { bringUp } from './bring-up.mjs';
import { USAGE, loadDotEnv, readOptions } from './options.mjs';
import { StartProblem, createLog } from './progress.mjs';
import { claimRun } from './run-file.mjs';
import { onStopRequest } from './stop-requests.mjs';
import { HopelessPart, Supervisor } from './supervisor.mjs';

/**
 * `npm start`: everything from the packages to the running apps, until it is asked to stop.
 * @param {string[]} argv
 * @param {string} root of the repository
 * @returns {Promise<number>} the exit code: 0 after a requested stop
 */
export async function main(argv, root) {
  try {
    loadDotEnv(root);
    const options = readOptions(argv, process.env, root);
    if (options.help) console.log(USAGE);
    else await run(options);
    return 0;
  } catch (error) {
    // A stack helps nobody where the message says what to do.
    const isPlain = error instanceof StartProblem || error instanceof HopelessPart;
    console.error(isPlain ? `\n${error.message}` : error);
    return 1;
  }
}

/** @param {import('./options.mjs').Options} options */
async function run(options) {
  const log = createLog();
  const stopping = new AbortController();
  const claim = await claimRun(options.dataDir, log);
  const supervisor = new Supervisor({ log, onChange: claim.update });
  const stop = async (/** @type {string} */ why) => {
    stopping.abort(new Error(why));
    claim.stopping();
    await supervisor.stop();
  };

  let isRequested = false;
  const requested = new Promise((resolve) => {
    onStopRequest({
      stop(why) {
        isRequested = true;
        log(`Stopping (${why}); Ctrl-C once more stops at once`);
        void stop(why);
        resolve(why);
      },
      force() {
        log('Stopping at once');
        void supervisor.stop({ force: true });
      },
    });
  });
  /** @type {Promise<never>} */
  const broken = new Promise((_resolve, reject) => process.once('uncaughtException', reject));

  try {
    await Promise.race([bringUp(options, { supervisor, log, signal: stopping.signal, abort: stop }), broken]);
    await Promise.race([requested, broken]);
  } catch (error) {
    if (!isRequested) throw error; // what fails after the request fails because of it
  } finally {
    await stop('stopped');
    claim.release();
  }
  log('Stopped. Your data is kept.');
}
