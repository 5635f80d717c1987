import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { sendSignal } from '../start/processes.mjs';

export const root = resolve(import.meta.dirname, '../..');

/** Lines of a failed command that are shown at once; the whole output is in its log file. */
const TAIL_LINES = 80;
/** What npm and Node say about every script that failed, beside what the script itself said. */
const NOISE = /^(npm error|\(node:\d+\) Warning|\(Use `node --trace-warnings|> |$)/;

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const pid of running) sendSignal(pid, signal, { group: true });
    process.exit(130);
  });
}

/**
 * Runs a command with its output in a log file, without a terminal and without a keyboard. One that outlives its time
 * is ended together with all that it started.
 *
 * @param {string[]} command program and arguments
 * @param {{ log: string, timeoutMs: number, env?: Record<string, string> }} options
 * @returns {Promise<{ ok: boolean, why: string, tail: string }>} `why` says in words how it ended
 */
export async function run([program, ...args], { log, timeoutMs, env = {} }) {
  await mkdir(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  const tail = [];
  let unfinished = '';
  const keep = (chunk) => {
    const text = stripVTControlCharacters(chunk);
    file.write(text);
    const lines = (unfinished + text).split('\n');
    unfinished = lines.pop();
    tail.push(...lines.filter((line) => !NOISE.test(line)));
    tail.splice(0, tail.length - TAIL_LINES);
  };

  const { child, command } = start(program, args, env);
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  let timedOut = false;
  const timers = [];
  const ended = await new Promise((resolveEnd) => {
    child.once('error', (error) => resolveEnd({ error }));
    child.once('close', (code, signal) => resolveEnd({ code, signal }));
    if (child.pid === undefined) return;
    const { pid } = child;
    running.add(pid);
    child.once('close', () => running.delete(pid));
    timers.push(
      setTimeout(() => {
        timedOut = true;
        sendSignal(pid, 'SIGTERM', { group: true });
      }, timeoutMs),
      // Whoever ignores the first signal holds our pipes open and would keep us waiting for ever.
      setTimeout(() => sendSignal(pid, 'SIGKILL', { group: true }), timeoutMs + 15_000),
    );
  });
  timers.forEach(clearTimeout);
  await new Promise((done) => file.end(done));

  const how = ended.error?.message ?? (ended.signal ? `ended by ${ended.signal}` : `exit ${ended.code}`);
  return {
    ok: ended.code === 0 && !timedOut,
    why: `${command}: ${timedOut ? `not done after ${timeoutMs / 1000} s` : how}`,
    tail: [...tail, unfinished, `(whole output: ${relative(root, log)})`].filter(Boolean).join('\n'),
  };
}

function start(program, args, env) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that ending it ends its children too.
    detached: process.platform !== 'win32',
  });
  const words = program === process.execPath ? ['node', ...args] : [program, ...args];
  return { child, command: words.map((word) => word.replace(`${root}/`, '').replace('node_modules/', '')).join(' ') };
}
