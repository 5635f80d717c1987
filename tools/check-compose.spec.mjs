// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { checkCompose } from './check-compose.mjs';

const root = path.dirname(import.meta.dirname);
const compose = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');

describe('checkCompose', () => {
  it('finds nothing in our files', () => assert.deepEqual(checkCompose(root), []));

  const faults = /** @type {const} */ ([
    ['a secret with a default', '${APP_SECRET:?set APP_SECRET}', '${APP_SECRET:-x}', /APP_SECRET is a secret/],
    ['a file that is not there', 'apps/worker/dist/main.js', 'apps/worker/dist/mian.js', /worker: names/],
    ['a script that is not mounted', 'postgres-schema.sh', 'schema.sh', /temporal-schema: names/],
    ['a service that is not there', 'migrate: { condition', 'migrations: { condition', /depends on migrations/],
    ['a health port that nobody sets', '3003/healthz', '3004/healthz', /smtp: is checked on port 3004/],
    ['a misspelt key', 'init: true', 'innit: true', /innit/],
    ['a port open to the network', '127.0.0.1:${TEMPORAL_UI_PORT', '0.0.0.0:${TEMPORAL_UI_PORT', /temporal-ui\/ports/],
  ]);
  for (const [name, right, wrong, problem] of faults) {
    it(`finds ${name}`, () => {
      assert.ok(compose.includes(right));
      assert.match(checkCompose(root, { compose: compose.replaceAll(right, wrong) }).join('\n'), problem);
    });
  }

  it('finds what is wrong in the Dockerfile', () => {
    const find = (/** @type {string} */ text) => checkCompose(root, { dockerfile: text }).join('\n');
    assert.match(find(dockerfile.replace('AS tools', 'AS others')), /has no target tools/);
    assert.match(
      find(dockerfile.replace('COPY libs/email/package.json libs/email/\n', '')),
      /does not copy libs\/email/,
    );
  });
});
