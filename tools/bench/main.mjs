// @ts-check
import { onStand, orTell } from '../chaos/run-tool.mjs';
import { USAGE, readOptions } from './options.mjs';

/**
 * `npm run bench`: a stack of its own, and the rounds on it.
 * @param {string[]} argv
 * @param {string} root of the repository
 * @returns {Promise<number>} 0 when the targets are met
 */
export async function main(argv, root) {
  const options = orTell(() => readOptions(argv));
  if (!options) return 2;
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  return onStand({ root, name: 'bench', build: options.build }, async (tools) => {
    // Needs packages and builds, which on a fresh clone exist only now.
    const { runBench } = await import('./run-bench.mjs');
    return runBench(options, root, tools);
  });
}
