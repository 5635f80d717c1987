#!/usr/bin/env node
// @ts-check
/**
 * `npm run chaos -- --enrollments 300`: runs a drip on the real stack, does to it what can happen to one, and counts at the sink
 * what was sent, lost, duplicated or is unknown. See tools/chaos/run-chaos.mjs.
 */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { main } from './chaos/main.mjs';

process.exit(await main(process.argv.slice(2), path.dirname(path.dirname(fileURLToPath(import.meta.url)))));
