import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { environmentOf } from './load-config.js';

const ROOT = join(import.meta.dirname, '../../../..');

/** What apps/web/app/environment.server.ts reads besides the shared addresses. */
const WEB_APP = ['WEB_HOST', 'WEB_PORT'];
/** What tools/start reads and no process does. */
const NPM_START = ['DATA_DIR', 'TEMPORAL_CLI', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'POSTGRES_PORT'];
/** Without a default; the values that the schemas need in order to tell the others. */
const REQUIRED = {
  DATABASE_URL: 'postgresql://user:password@127.0.0.1:5432/dripemails',
  APP_SECRET: 'at least thirty-two characters long',
};

/** May be left out and have no default. */
const OPTIONAL = [
  ...['OWNER_PASSWORD', 'HF_TOKEN', 'HF_ENDPOINT_URL', 'DNS_SERVERS', 'SPF_INCLUDE'],
  ...['TEMPORAL_TLS', 'TEMPORAL_TLS_SERVER_NAME', 'TEMPORAL_TLS_SERVER_CA_CERT_PATH'],
  ...['TEMPORAL_TLS_CLIENT_CERT_PATH', 'TEMPORAL_TLS_CLIENT_KEY_PATH', 'TEMPORAL_API_KEY'],
];

const schemas = Object.values(environmentOf);
const processes = schemas.flatMap((schema) => Object.keys(schema.shape));
const compose = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')
  .split('\n')
  .filter((line) => !line.trimStart().startsWith('#'))
  .flatMap((line) => [...line.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name));

const entries = readFileSync(join(ROOT, '.env.example'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, name, value] = /^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value, line }];
  });
const names = entries.map(({ name }) => name);

describe('.env.example', () => {
  it('has every variable that is read, and no other', () => {
    const read = new Set([...processes, ...WEB_APP, ...NPM_START, ...compose]);
    expect([...names].sort()).toEqual([...read].sort());
  });

  it('sets nothing when it is copied as it is', () => {
    expect(entries.filter(({ line }) => !line.startsWith('# '))).toEqual([]);
  });

  it('shows the defaults of the code', () => {
    const defaults = Object.assign({}, ...schemas.map((schema) => schema.parse(REQUIRED))) as Record<string, unknown>;
    const shown = entries.filter(({ name }) => name in defaults && !(name in REQUIRED));
    expect(Object.fromEntries(shown.map(({ name, value }) => [name, value]))).toEqual(
      Object.fromEntries(shown.map(({ name }) => [name, String(defaults[name])])),
    );
    expect(shown.length).toBe(new Set(processes).size - Object.keys(REQUIRED).length - OPTIONAL.length);
  });
});
