#!/usr/bin/env node
// @ts-check
/**
 * `npm run bench -- enrollment`: our engine's steps per second beside a bare Temporal workflow's, on one server in one run.
 * See tools/bench/run-bench.mjs.
 */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { main } from './bench/main.mjs';

process.exit(await main(process.argv.slice(2), path.dirname(path.dirname(fileURLToPath(import.meta.url)))));
