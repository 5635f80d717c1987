#!/usr/bin/env node
// @ts-check
/**
 * `npm run bench -- enrollment`: our engine's steps per second beside a bare Temporal workflow's, on one server in one run;
 * `start`, `memory` and `pause` measure more of it. See tools/bench/options.mjs.
 */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { main } from './bench/main.mjs';

process.exit(await main(process.argv.slice(2), path.dirname(path.dirname(fileURLToPath(import.meta.url)))));
