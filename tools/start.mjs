#!/usr/bin/env node
// @ts-check
/**
 * `npm start`: see tools/start/main.mjs. This file runs on any Node and before any package is installed.
 */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `DripEmails needs Node 20.19 or newer; this is ${process.version}. Get it from https://nodejs.org and start again.`,
  );
  process.exit(1);
}
const { main } = await import('./start/main.mjs');
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.exit(await main(process.argv.slice(2), root));
