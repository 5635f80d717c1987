import { createHmac } from 'node:crypto';
import { configOfThisProcess, createLogger } from '@dripemails/platform';
import { createRuntime } from '@dripemails/runtime';

/**
 * Makes the demo workspace once and prints its login as one line of JSON. The caller keeps the API key: only its hash
 * is stored, so a lost one is replaced (SEED_NEW_API_KEY).
 */
const config = configOfThisProcess('api');
const log = createLogger('seed', config.LOG_LEVEL);
const runtime = createRuntime(config, { log, connections: 2 });
const email = 'demo@dripemails.example';
// stable, so that it need not be kept anywhere, and no secret that stands in the source
const password = createHmac('sha256', config.APP_SECRET).update('demo password').digest('base64url').slice(0, 16);
try {
  const { workspaceId, apiKey } = await runtime.useCases.seedDemo.execute({
    secondsPerDay: config.DEMO_DAY_SECONDS,
    owner: { name: 'Nora Demo', email, password },
    newApiKey: config.SEED_NEW_API_KEY,
  });
  process.stdout.write(`${JSON.stringify({ email, password, apiKey, workspaceId })}\n`);
} finally {
  await runtime.close();
}
