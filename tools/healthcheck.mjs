// @ts-check
/**
 * `node tools/healthcheck.mjs <url>`: ends with 0 when the address answers 200. For containers, whose image has no curl.
 */
import process from 'node:process';
import { probe } from './start/health.mjs';

const [, , url = ''] = process.argv;
const answer = await probe(url);
if (answer !== '200') console.error(`${url}: ${answer}`);
process.exit(answer === '200' ? 0 : 1);
