// @ts-check
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readOptions } from './options.mjs';

describe('readOptions', () => {
  it('has the documented defaults', () => {
    const { ports, dataDir, web, onlyInfra } = readOptions([], {}, '/repo');
    assert.deepEqual(ports, {
      ...{ web: 3000, api: 3001, workerHealth: 3002, smtpHealth: 3003, smtp: 1025 },
      ...{ temporal: 7233, temporalUi: 8233, postgres: 54329 },
    });
    assert.equal(dataDir, path.resolve('/repo', '.data'));
    assert.deepEqual({ web, onlyInfra }, { web: true, onlyInfra: false });
  });

  it('reads flags and variables; an empty variable counts as absent', () => {
    const options = readOptions(['--no-web'], { API_PORT: '4001', WEB_PORT: '', DATA_DIR: '/data' }, '/repo');
    assert.equal(options.web, false);
    assert.equal(options.ports.api, 4001);
    assert.equal(options.ports.web, 3000);
    assert.equal(options.dataDir, path.resolve('/data'));
  });

  it('names every problem at once', () => {
    const env = { WEB_PORT: 'x', API_PORT: '70000', SMTP_PORT: '7233' };
    assert.throws(
      () => readOptions([], env, '/repo'),
      (/** @type {Error} */ error) => {
        assert.match(error.message, /WEB_PORT=x is not a port/);
        assert.match(error.message, /API_PORT=70000 is not a port/);
        assert.match(error.message, /TEMPORAL_PORT and SMTP_PORT are both 7233/);
        return true;
      },
    );
    assert.throws(() => readOptions(['--onlyinfra'], {}, '/repo'), /--only-infra {3}/);
  });
});
