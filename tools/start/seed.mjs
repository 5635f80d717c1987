// @ts-check
import path from 'node:path';
import process from 'node:process';
import { readJson, writeJson } from './json-file.mjs';
import { StartProblem } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { loadSecrets, rememberSecret } from './secrets.mjs';

/** @typedef {{ email: string, password: string | null, apiKey: string | null, workspaceId: string }} Seeded */

/**
 * What tools and tests need to use the demo workspace (DESIGN §11).
 * @typedef {object} Demo
 * @property {string} webUrl
 * @property {string} apiUrl
 * @property {string | null} temporalUiUrl null for a Temporal of the user's, unless TEMPORAL_UI_URL is set
 * @property {string} smtpHost
 * @property {number} smtpPort
 * @property {string} databaseUrl
 * @property {string} email
 * @property {string} password
 * @property {string} apiKey
 */

/**
 * Makes the demo workspace if it is missing and writes `demo.json`.
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.dataDir
 * @param {NodeJS.ProcessEnv} options.env of the apps
 * @param {Omit<Demo, 'email' | 'password' | 'apiKey'>} options.places
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<Demo>}
 * @throws {StartProblem} when the seed fails
 */
export async function seedDemo({ root, dataDir, env, places, signal }) {
  const file = path.join(dataDir, 'demo.json');
  const kept = /** @type {Partial<Demo>} */ (readJson(file) ?? {});
  const run = (/** @type {boolean} */ newApiKey) => runSeed({ root, env, newApiKey, signal });
  let seeded = await run(!kept.apiKey);
  // A key is shown once, when it is made; the kept one is worthless if the workspace is not the one it was made in.
  const isSameWorkspace = loadSecrets(dataDir).demoWorkspaceId === seeded.workspaceId;
  if (!seeded.apiKey && !isSameWorkspace) seeded = await run(true);

  const apiKey = seeded.apiKey ?? kept.apiKey;
  const password = seeded.password ?? kept.password;
  if (!apiKey || !password)
    throw new StartProblem('The seed gave neither a new API key and password nor are they in demo.json.');
  /** @type {Demo} */
  const demo = { ...places, email: seeded.email, password, apiKey };
  writeJson(file, demo);
  if (!isSameWorkspace) rememberSecret(dataDir, { demoWorkspaceId: seeded.workspaceId });
  return demo;
}

/**
 * @param {{ root: string, env: NodeJS.ProcessEnv, newApiKey: boolean, signal?: AbortSignal }} options
 * @returns {Promise<Seeded>}
 */
async function runSeed({ root, env, newApiKey, signal }) {
  // Without a log: what it prints holds a password and a key.
  const { code, lines } = await runCommand({
    command: process.execPath,
    args: [path.join(root, 'apps', 'api', 'dist', 'seed.js')],
    cwd: root,
    env: { ...env, ...(newApiKey && { SEED_NEW_API_KEY: '1' }) },
    signal,
  });
  const seeded = lines.map(parseSeeded).find(Boolean);
  if (code !== 0 || !seeded) {
    throw new StartProblem(`The demo workspace could not be made (exit code ${code}).\n${lines.slice(-25).join('\n')}`);
  }
  return seeded;
}

/**
 * @param {string} line
 * @returns {Seeded | undefined} undefined for a line of the log
 */
function parseSeeded(line) {
  try {
    const value = JSON.parse(line);
    return typeof value.email === 'string' && typeof value.workspaceId === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
