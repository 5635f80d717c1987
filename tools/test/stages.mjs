/**
 * What `npm test` does, in order. A stage answers `{ passed, failed, skipped, report }`; `report` is shown when
 * something failed or was skipped. A check that is no test suite counts as one test.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureDependencies } from '../start/install.mjs';
import { findChromium } from './chromium.mjs';
import { root, run } from './command.mjs';
import { runJest } from './jest-stage.mjs';

const MINUTE = 60_000;
const node = process.execPath;
// Resolved when a stage runs: before the first one, nothing may be installed.
const bin = (path) => createRequire(import.meta.url).resolve(path);
const nx = (...args) => [node, bin('nx/bin/nx.js'), ...args, `--parallel=${availableParallelism()}`];

const one = ({ ok, why, tail }) =>
  ok ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0, report: `${why}\n${tail}` };
const nothing = { passed: 0, failed: 0, skipped: 0 };

/** A stage that is one command. */
function check(name, kinds, command, minutes = 10) {
  const log = join(root, `tmp/test/${name}.log`);
  return { name, kinds, run: async () => one(await run(command(), { log, timeoutMs: minutes * MINUTE })) };
}

function filesIn(folder, suffix) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(suffix) && !file.includes('node_modules'))
    .map((file) => join(root, folder, file))
    .sort();
}

/** Specs of node's own test runner: those of tools, and the proof that the import rules bite. */
async function runNodeTests(name, files) {
  if (files.length === 0) return nothing;
  const log = join(root, `tmp/test/${name}.log`);
  const counts = join(root, `tmp/test/${name}.tap`);
  mkdirSync(join(root, 'tmp/test'), { recursive: true });
  const reporters = ['spec', 'stdout', 'tap', counts].map((value, i) => {
    return `--test-reporter${i % 2 === 0 ? '' : '-destination'}=${value}`;
  });
  const result = await run([node, '--test', ...reporters, ...files], { log, timeoutMs: 10 * MINUTE });
  const tap = readFileSync(counts, 'utf8');
  const [passed, failed, cancelled, skipped] = ['pass', 'fail', 'cancelled', 'skipped'].map((word) => {
    return Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  });
  const bad = failed + cancelled;
  if (result.ok && passed > 0) return { passed, failed: bad, skipped };
  return { passed, failed: Math.max(1, bad), skipped, report: `${result.why}\n${result.tail}` };
}

const PROOF = join(root, 'tools/lint/boundaries.spec.mjs');

async function runE2e() {
  const files = filesIn('e2e', '.e2e.ts');
  if (files.length === 0) return { ...nothing, report: 'There are no e2e tests.' };
  const chromium = await findChromium();
  if ('path' in chromium) {
    const env = { CHROMIUM_PATH: chromium.path };
    return runJest({ name: 'e2e', projects: ['e2e'], timeoutMs: 20 * MINUTE, workers: 1, env });
  }
  // A developer without a browser may go on; where nobody looks, an untested journey is a failure.
  if (process.env.CI) return { passed: 0, failed: files.length, skipped: 0, report: chromium.problem };
  return { passed: 0, failed: 0, skipped: files.length, report: `E2E TESTS DID NOT RUN. ${chromium.problem}` };
}

function jestProjects(suffix) {
  return ['apps', 'libs'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => existsSync(join(root, folder, name, 'package.json')))
      .map((name) => name + suffix),
  );
}

/** `kinds`: the values of `--only` that need the stage; without `--only`, all of them run. */
export const stages = [
  {
    name: 'install',
    kinds: ['unit', 'int', 'e2e', 'lint'],
    // Later stages need what this one brings.
    essential: true,
    async run() {
      // As `npm start` does it, so that the two agree about what is installed.
      let installed = false;
      const log = () => (installed = true);
      await ensureDependencies({ root, dataDir: join(root, '.data'), log });
      return installed ? { ...nothing, passed: 1 } : nothing;
    },
  },
  check('generate', ['unit', 'lint'], () => nx('run-many', '-t', 'generate')),
  check('build', ['int', 'e2e'], () => nx('run-many', '-t', 'build', 'typecheck'), 15),
  // Against what was built: the benches and chaos use our libraries, and nothing else runs them here.
  check('tool-types', ['int', 'e2e'], () => [node, bin('typescript/bin/tsc'), '-p', join(root, 'tools/tsconfig.json')]),
  check('format', ['lint'], () => [node, bin('prettier/bin/prettier.cjs'), '--check', '.']),
  // In one process: nx would start one per project, and on a fresh clone it has nothing cached that would make up for it.
  check('lint', ['lint'], () => [node, join(root, 'node_modules/eslint/bin/eslint.js'), '.']),
  { name: 'boundaries', kinds: ['lint'], run: () => runNodeTests('boundaries', [PROOF]) },
  {
    name: 'tools',
    kinds: ['unit'],
    run: () =>
      runNodeTests(
        'tools',
        filesIn('tools', '.spec.mjs').filter((file) => file !== PROOF),
      ),
  },
  ...(existsSync(join(root, 'tools/check-compose.mjs'))
    ? [check('compose', [], () => [node, join(root, 'tools/check-compose.mjs')])]
    : []),
  {
    name: 'unit',
    kinds: ['unit'],
    run: () => runJest({ name: 'unit', projects: jestProjects(''), timeoutMs: 10 * MINUTE }),
  },
  {
    name: 'integration',
    kinds: ['int'],
    run: () => runJest({ name: 'integration', projects: jestProjects('-int'), timeoutMs: 20 * MINUTE }),
  },
  check('drift', [], () => [node, join(root, 'tools/generate.mjs'), 'openapi', 'client', '--check']),
  { name: 'e2e', kinds: ['e2e'], run: runE2e },
];
