// @ts-check
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import process from 'node:process';
import { StartProblem } from './progress.mjs';
import { commandLineOf } from './processes.mjs';

/** @typedef {{ port: number, part: string, variable: string }} WantedPort */

/**
 * Makes sure that nobody else listens where we are about to.
 * @param {WantedPort[]} wanted
 * @throws {StartProblem} naming each busy port, its holder when that can be seen, and the cure
 */
export async function assertPortsFree(wanted) {
  const busy = await Promise.all(wanted.map(async (one) => ((await isBusy(one.port)) ? [one] : [])));
  const lines = busy.flat().map(({ port, part, variable }) => {
    const holder = holderOf(port) ?? 'another program, perhaps a second DripEmails';
    return `Port ${port}, wanted for ${part}, is taken by ${holder}. Stop it, or choose another port: ${variable}=${port + 10} npm start`;
  });
  if (lines.length > 0) throw new StartProblem(lines.join('\n'));
}

/**
 * A port on loopback that nobody uses at this moment.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * Whether a port of this machine is in use. Listening alone does not tell: on macOS a listener on all addresses does not keep
 * another from the loopback address, and one on ::1 would catch what is meant for `localhost`.
 * @param {number} port
 */
export async function isBusy(port) {
  const answers = await Promise.all([connects(port, '127.0.0.1'), connects(port, '::1')]);
  return answers.includes(true) || !(await canListen(port));
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
export function connects(port, host) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host, timeout: 1_000 });
    const answer = (/** @type {boolean} */ open) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}

/** @param {number} port @returns {Promise<boolean>} */
function canListen(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false)); // in use, or a port below 1024 without the right
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * Who listens on a port, as far as this user may see.
 * @param {number} port
 * @returns {string | undefined}
 */
function holderOf(port) {
  const pid =
    process.platform === 'linux' ? holderOnLinux(port) : process.platform === 'darwin' ? holderByLsof(port) : undefined;
  if (pid === undefined) return undefined;
  const command = commandLineOf(pid);
  return `process ${pid}${command ? ` (${command.slice(0, 80)})` : ''}`;
}

/** @param {number} port @returns {number | undefined} */
function holderOnLinux(port) {
  try {
    const listening = '0A';
    const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
    const sockets = ['/proc/net/tcp', '/proc/net/tcp6']
      .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => local?.endsWith(`:${hexPort}`) && state === listening)
      .map((fields) => `socket:[${fields[9]}]`);
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .find((pid) => openFilesOf(pid).some((file) => sockets.includes(file)));
  } catch {
    return undefined; // only a nicety of the message
  }
}

/** @param {number} pid @returns {string[]} */
function openFilesOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  } catch {
    return []; // gone, or another user's
  }
}

/** @param {number} port @returns {number | undefined} */
function holderByLsof(port) {
  try {
    const found = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: 'pipe',
    });
    return Number.parseInt(found, 10) || undefined;
  } catch {
    return undefined; // only a nicety of the message
  }
}
