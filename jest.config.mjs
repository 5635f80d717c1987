/**
 * Every app and lib is two Jest projects: `<name>` with its unit specs and `<name>-int` with the integration specs
 * (`*.int.spec.ts`), which get a real Postgres and Temporal; `e2e` drives the built product in a browser. Jest starts
 * the services of tools/test only when a project that names them has a test to run.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import preset from './jest.preset.mjs';

const root = import.meta.dirname;
const withServices = {
  globalSetup: join(root, 'tools/test/services-setup.mjs'),
  globalTeardown: join(root, 'tools/test/services-teardown.mjs'),
};

function projectsOf(folder) {
  return readdirSync(join(root, folder))
    .filter((name) => existsSync(join(root, folder, name, 'package.json')))
    .flatMap((name) => {
      const rootDir = join(root, folder, name);
      const sources = '<rootDir>/{src,app}/**';
      const integration = `${sources}/*.int.spec.ts`;
      return [
        {
          ...preset,
          rootDir,
          displayName: name,
          testMatch: [`${sources}/*.spec.{ts,tsx}`],
          testPathIgnorePatterns: ['/node_modules/', '\\.int\\.spec\\.ts$'],
        },
        { ...preset, rootDir, displayName: `${name}-int`, testMatch: [integration], ...withServices },
      ];
    });
}

export default {
  // A lib without specs is no error here; tools/test.mjs fails a whole stage that ran none.
  passWithNoTests: true,
  // Node does not give back the modules of a finished spec in ESM mode; a worker that holds many is replaced.
  workerIdleMemoryLimit: '1GB',
  projects: [
    ...projectsOf('apps'),
    ...projectsOf('libs'),
    {
      ...preset,
      rootDir: join(root, 'e2e'),
      displayName: 'e2e',
      testMatch: ['<rootDir>/**/*.e2e.ts'],
    },
  ],
};
