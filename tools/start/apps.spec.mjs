// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectionOf } from '../../temporal/register.mjs';
import { appEnvironment } from './apps.mjs';
import { readOptions } from './options.mjs';

const SECURED = { TEMPORAL_TLS: 'true', TEMPORAL_TLS_SERVER_NAME: 'temporal.test', TEMPORAL_API_KEY: 'key' };
const parts = { databaseUrl: 'postgres://db', temporalAddress: 'host:1', temporalUiUrl: undefined, appSecret: 's' };

describe('the environment of the apps', () => {
  const of = (/** @type {NodeJS.ProcessEnv} */ env) => appEnvironment(readOptions([], env, '/app'), parts);

  it('says how a Temporal server elsewhere is secured', () => {
    const env = of({ ...SECURED, TEMPORAL_ADDRESS: 'host:1' });
    for (const [name, value] of Object.entries(SECURED)) assert.equal(env[name], value);
  });

  it('says nothing of that to apps that use the embedded server', () => {
    const names = Object.keys(of(SECURED)).filter((name) => name.startsWith('TEMPORAL_'));
    assert.deepEqual(names.sort(), ['TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_UI_URL']);
  });
});

describe('the connection that makes a server ready', () => {
  it('is plain, also before anything is built, where nothing else is asked for', async () => {
    assert.deepEqual(await connectionOf('host:1', { TEMPORAL_API_KEY: '', TEMPORAL_NAMESPACE: 'a' }), {
      address: 'host:1',
    });
  });
});
