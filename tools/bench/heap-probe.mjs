// @ts-check
/**
 * Loaded into a process before anything else (`node --import`), and so into each of its threads: at SIGUSR2 every thread collects
 * its garbage and says how much it still holds. The sum is written to HEAP_PROBE_FILE.
 */
import { renameSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import v8 from 'node:v8';
import vm from 'node:vm';
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads';

/** Each thread answers as soon as its event loop turns. */
const ANSWERS_MS = 3_000;
const file = process.env['HEAP_PROBE_FILE'];

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');
const channel = /** @type {BroadcastChannel & { unref(): void }} */ (new BroadcastChannel('heap-probe'));
channel.unref();

function held() {
  collect();
  collect(); // what finalizers have let go
  const { heapUsed, external } = process.memoryUsage();
  return { threadId, bytes: heapUsed + external };
}

/** @type {{ threadId: number, bytes: number }[]} */
let answers = [];
channel.onmessage = (/** @type {unknown} */ event) => {
  const { data } = /** @type {{ data: any }} */ (event);
  if (data === 'measure') channel.postMessage(held());
  else if (isMainThread) answers.push(data);
};
if (isMainThread && file)
  process.on('SIGUSR2', () => {
    answers = [held()];
    channel.postMessage('measure');
    setTimeout(() => {
      const bytes = answers.reduce((sum, answer) => sum + answer.bytes, 0);
      writeFileSync(`${file}.new`, JSON.stringify({ bytes, threads: answers.length, rss: process.memoryUsage().rss }));
      renameSync(`${file}.new`, file); // whole or not there
    }, ANSWERS_MS);
  });
