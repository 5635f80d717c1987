// @ts-check
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { readJson, writeJson } from './json-file.mjs';

/**
 * The secrets of this installation, made at the first start and kept in `secrets.json` (0600) of the data folder.
 * @param {string} dataDir
 * @returns {{ postgresPassword: string, appSecret: string, demoWorkspaceId?: string }}
 */
export function loadSecrets(dataDir) {
  const file = path.join(dataDir, 'secrets.json');
  const kept = readJson(file) ?? {};
  const secrets = {
    ...kept,
    // Hexadecimal, so that it can stand in a connection URL without escapes.
    postgresPassword: kept.postgresPassword ?? randomBytes(16).toString('hex'),
    appSecret: kept.appSecret ?? randomBytes(32).toString('base64url'),
  };
  if (JSON.stringify(secrets) !== JSON.stringify(kept)) writeJson(file, secrets);
  return secrets;
}

/**
 * Remembers one more value beside the secrets.
 * @param {string} dataDir
 * @param {Partial<ReturnType<typeof loadSecrets>>} change
 */
export function rememberSecret(dataDir, change) {
  writeJson(path.join(dataDir, 'secrets.json'), { ...loadSecrets(dataDir), ...change });
}
