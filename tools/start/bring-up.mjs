// @ts-check
import path from 'node:path';
import process from 'node:process';
import { appEnvironment, appPart, builtApps } from './apps.mjs';
import { build } from './build.mjs';
import { compiler, watched, webDevServer } from './dev.mjs';
import { STAGES, startDatabase, startOrchestrator } from './infrastructure.mjs';
import { ensureDependencies } from './install.mjs';
import { PORTS } from './options.mjs';
import { assertPortsFree } from './ports.mjs';
import { loadSecrets } from './secrets.mjs';
import { seedDemo } from './seed.mjs';

/** @typedef {import('./options.mjs').Options} Options */
/**
 * @typedef {object} Tools
 * @property {import('./supervisor.mjs').Supervisor} supervisor
 * @property {import('./progress.mjs').Log} log
 * @property {AbortSignal} signal
 * @property {(why: string) => Promise<void>} abort gives the signal and stops what runs already
 */

/**
 * Brings everything up, step by step.
 * @param {Options} options
 * @param {Tools} tools
 * @throws {import('./progress.mjs').StartProblem} at the first step that fails
 */
export async function bringUp(options, tools) {
  const { log, signal } = tools;
  const { root, dataDir, onlyInfra } = options;
  log(`DripEmails on Node ${process.version}, data in ${path.relative(process.cwd(), dataDir) || dataDir}`);
  await assertPortsFree(wantedPorts(options));
  await ensureDependencies({ root, dataDir, log, signal });

  // The build keeps the processor busy while the infrastructure mostly waits.
  const built = onlyInfra ? undefined : announcedBuild(options, tools);
  const work = /** @type {const} */ ([
    startDatabase(options, tools),
    startOrchestrator(options, { ...tools, ...(built && { built }) }),
    built,
  ]);
  const [databaseUrl, temporal] = await Promise.all(work).catch(async (error) => {
    await tools.abort('a step failed');
    await Promise.allSettled(work); // nothing may go on behind the message
    throw error;
  });
  if (onlyInfra) {
    show([
      ['DATABASE_URL', databaseUrl],
      ['TEMPORAL_ADDRESS', temporal.address],
      ['Temporal Web', temporal.uiUrl],
    ]);
  } else
    await startApps(options, tools, { databaseUrl, temporalAddress: temporal.address, temporalUiUrl: temporal.uiUrl });
}

/** @param {Options} options */
function wantedPorts({ ports, databaseUrl, temporalAddress, onlyInfra, web }) {
  /** @type {import('./options.mjs').PortName[]} */
  const names = [
    ...(databaseUrl ? [] : /** @type {const} */ (['postgres'])),
    ...(temporalAddress ? [] : /** @type {const} */ (['temporal', 'temporalUi'])),
    ...(onlyInfra ? [] : /** @type {const} */ (['api', 'workerHealth', 'smtp', 'smtpHealth'])),
    ...(web && !onlyInfra ? /** @type {const} */ (['web']) : []),
  ];
  return names.map((name) => ({ ...PORTS[name], port: ports[name] }));
}

/**
 * @param {Options} options
 * @param {Tools} tools
 */
async function announcedBuild({ root, dataDir, web, dev }, { log, signal }) {
  log('Building (only what has changed)');
  await build({ root, dataDir, web: web && !dev, log, signal });
  log('Built');
}

/**
 * @param {Options} options
 * @param {Tools} tools
 * @param {{ databaseUrl: string, temporalAddress: string, temporalUiUrl: string | undefined }} parts
 */
async function startApps(options, { supervisor, log, signal }, parts) {
  const { root, dataDir, ports, web, dev } = options;
  const env = appEnvironment(options, { ...parts, appSecret: loadSecrets(dataDir).appSecret });
  const { databaseUrl, temporalUiUrl = null } = parts;
  const places = {
    webUrl: String(env['WEB_URL']),
    apiUrl: String(env['API_URL']),
    temporalUiUrl,
    smtpHost: '127.0.0.1',
    smtpPort: ports.smtp,
    databaseUrl,
  };
  const demo = await seedDemo({ root, dataDir, env, places, signal });
  log('Demo workspace is ready');

  const built = builtApps(options);
  const apps = dev
    ? [...watched(built.filter(({ name }) => name !== 'web')), ...(web ? [webDevServer(options)] : [])]
    : built;
  if (dev) await supervisor.start(appPart(compiler(options), { env, dataDir, log, stage: STAGES.apps }));
  await Promise.all(
    apps.map(async (app) => {
      await supervisor.start(appPart(app, { env, dataDir, log, stage: STAGES.apps }), { attempts: 3 });
      log(`${app.label} is ready`);
    }),
  );
  show([
    ['Web', web ? demo.webUrl : undefined],
    ['API', `${demo.apiUrl}/api/docs`],
    ['Temporal Web', temporalUiUrl ?? undefined],
    ['SMTP', `${demo.smtpHost}:${demo.smtpPort}`],
    ['Sign in', `${demo.email}  password ${demo.password}`],
    [
      'API key',
      `in ${path.join(path.relative(process.cwd(), dataDir) || dataDir, 'demo.json')}, with all of the above`,
    ],
  ]);
}

/** @param {[name: string, value: string | undefined][]} rows those without a value are left out */
function show(rows) {
  const lines = rows
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name.padEnd(16)}  ${value}`);
  console.log(['', 'DripEmails is running. Ctrl-C stops it; the data is kept.', '', ...lines, ''].join('\n'));
}
