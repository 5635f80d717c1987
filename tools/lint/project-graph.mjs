/**
 * `@nx/enforce-module-boundaries` reads Nx's cached project graph. Where none is cached (a fresh clone, an editor, raw
 * `eslint`) the rule prints a warning, checks nothing and lint passes. So the ESLint configuration makes the graph
 * first; a configuration that cannot make it throws, and a lint that did not check fails.
 */
import devkit from 'nx/src/devkit-exports.js';

/** Makes the project graph unless Nx has one cached. Under `nx lint` it always has. */
export async function ensureProjectGraph() {
  try {
    devkit.readCachedProjectGraph();
  } catch {
    await devkit.createProjectGraphAsync({ exitOnError: false });
    devkit.readCachedProjectGraph();
  }
}
