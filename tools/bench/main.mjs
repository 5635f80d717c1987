// @ts-check
import { onStand, orTell } from '../chaos/run-tool.mjs';
import { USAGE, readOptions } from './options.mjs';

/**
 * `npm run bench`: a stack of its own, and the measurement on it.
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
  const { build, temporalCommand } = options;
  return onStand({ root, name: 'bench', build, temporalCommand }, async (tools) => {
    // Each needs packages and builds, which on a fresh clone exist only now.
    switch (options.bench) {
      case 'enrollment':
        return (await import('./run-bench.mjs')).runBench(options, root, tools);
      case 'start':
        return (await import('./start.mjs')).benchStart(options, tools);
      case 'memory':
        return (await import('./memory.mjs')).benchMemory(options, tools);
      case 'segments':
        return (await import('./segments.mjs')).benchSegments(options, tools);
      case 'import':
        return (await import('./import.mjs')).benchImport(options, tools);
      case 'pause':
        return (await import('./pause.mjs')).benchPause(options, tools);
    }
  });
}
