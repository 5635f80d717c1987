/**
 * Makes what is generated: `node tools/generate.mjs [prisma] [openapi] [client] [--check]`; without names, all three.
 *
 * - `prisma`   libs/persistence/src/generated from prisma/schema.prisma (git-ignored)
 * - `openapi`  docs/openapi.json, as the API prints it, built first (a moment when nothing changed)
 * - `client`   libs/api-client/src/schema.ts from docs/openapi.json
 *
 * The last two are committed. With `--check` they are not written: the command fails and names what has drifted.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as prettier from 'prettier';

const require = createRequire(import.meta.url);
const root = resolve(import.meta.dirname, '..');
const OPENAPI = 'docs/openapi.json';
const CLIENT = 'libs/api-client/src/schema.ts';
const SERVER_ENTRY = 'apps/api/dist/openapi.js';
const CLIENT_HEADER = '/** Generated from docs/openapi.json by `npm run generate`; do not edit. */\n';

/** Runs a Node program and answers what it printed; its own complaints go straight to the terminal. */
function node(args, env = {}) {
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) {
    throw new Error(
      `node ${args.join(' ')} failed (${run.error?.message ?? `exit ${run.status ?? run.signal}`})\n${run.stdout}`,
    );
  }
  return run.stdout;
}

async function format(path, text) {
  const options = await prettier.resolveConfig(join(root, path));
  return prettier.format(text, { ...options, filepath: path });
}

const steps = {
  prisma() {
    node([require.resolve('prisma/build/index.js'), 'generate'], {
      // `generate` needs no engine but refuses to start without the path of one, which it would download.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    });
    return [];
  },
  async openapi() {
    node([require.resolve('nx/bin/nx.js'), 'run', '@dripemails/api:build']);
    const document = node([SERVER_ENTRY]);
    return [[OPENAPI, await format(OPENAPI, document)]];
  },
  async client() {
    const { default: openapiTS, astToString } = await import('openapi-typescript');
    const source = astToString(await openapiTS(pathToFileURL(join(root, OPENAPI))));
    return [[CLIENT, await format(CLIENT, CLIENT_HEADER + source)]];
  },
};

async function current(path) {
  return readFile(join(root, path), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

async function main(args) {
  const check = args.includes('--check');
  const chosen = args.filter((arg) => arg !== '--check');
  const unknown = chosen.find((name) => !Object.hasOwn(steps, name));
  if (unknown) throw new Error(`unknown step ${unknown}: choose from ${Object.keys(steps).join(', ')}`);

  const drifted = [];
  for (const name of chosen.length > 0 ? chosen : Object.keys(steps)) {
    for (const [path, text] of await steps[name]()) {
      if ((await current(path)) === text) continue;
      if (check) {
        drifted.push(path);
        continue;
      }
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
      console.log(`wrote ${path}`);
    }
  }
  if (drifted.length > 0) throw new Error(`out of date: ${drifted.join(', ')}; run npm run generate`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`generate: ${error.message}`);
  process.exitCode = 1;
});
