// @ts-check
import { USAGE, readOptions } from './options.mjs';
import { onStand, orTell } from './run-tool.mjs';

/**
 * `npm run chaos`: a stack of its own, and the run on it.
 * @param {string[]} argv
 * @param {string} root of the repository
 * @returns {Promise<number>} 0 when nothing was lost, sent twice or sent astray
 */
export async function main(argv, root) {
  const options = orTell(() => readOptions(argv));
  if (!options) return 2;
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const { build, temporalCommand } = options;
  return onStand({ root, name: 'chaos', build, temporalCommand }, async (tools) => {
    // Needs packages and builds, which on a fresh clone exist only now.
    const { runChaos } = await import('./run-chaos.mjs');
    return runChaos(options, tools);
  });
}
