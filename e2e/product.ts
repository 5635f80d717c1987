import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freePort, until } from '@dripemails/testing';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'tmp/e2e');
/** A first start builds everything; on two busy cores that takes minutes. */
const startDeadlineMs = 8 * 60_000;

export interface Product {
  webUrl: string;
  email: string;
  password: string;
  stop(): Promise<void>;
}

/**
 * The running product that the journeys go through: the one that `E2E_WEB_URL`, `E2E_EMAIL` and `E2E_PASSWORD` name, or
 * the one whose `.data/demo.json` is `E2E_DEMO_FILE`; else `npm start` on free ports with a data folder of its own.
 */
export async function openProduct(): Promise<Product> {
  const { E2E_WEB_URL: webUrl, E2E_EMAIL: email, E2E_PASSWORD: password, E2E_DEMO_FILE: demoFile } = process.env;
  const stop = async () => undefined;
  if (webUrl && email && password) return { webUrl, email, password, stop };
  if (demoFile) return { ...(await readDemo(demoFile)), stop };
  return startProduct();
}

async function readDemo(path: string): Promise<Omit<Product, 'stop'> & { apiUrl: string }> {
  const demo: unknown = JSON.parse(await readFile(path, 'utf8'));
  const { webUrl, apiUrl, email, password } = demo as Record<string, unknown>;
  if (
    typeof webUrl !== 'string' ||
    typeof apiUrl !== 'string' ||
    typeof email !== 'string' ||
    typeof password !== 'string'
  )
    throw new Error(`${path} names no webUrl, apiUrl, email and password`);
  return { webUrl, apiUrl, email, password };
}

async function startProduct(): Promise<Product> {
  const dataDir = join(folder, 'data');
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  const ports = ['WEB', 'API', 'SMTP', 'TEMPORAL', 'TEMPORAL_UI', 'POSTGRES', 'WORKER_HEALTH', 'SMTP_HEALTH'];
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
    SMTP_URL: '',
  };
  for (const name of ports) env[`${name}_PORT`] = String(await freePort());
  // The developer's own download serves as well.
  const temporal = join(root, '.data/bin/temporal');
  if (!env['TEMPORAL_CLI'] && existsSync(temporal)) env['TEMPORAL_CLI'] = temporal;

  const logFile = join(folder, 'product.log');
  const child = spawn(process.execPath, [join(root, 'tools/start.mjs')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const demoFile = join(dataDir, 'demo.json');
  try {
    const demo = await until(
      () => isUp(child, demoFile, [env['WORKER_HEALTH_PORT'] ?? '', env['SMTP_HEALTH_PORT'] ?? '']),
      {
        deadlineMs: startDeadlineMs,
        everyMs: 500,
        message: `the product to start (see ${logFile})`,
      },
    );
    if (demo === 'ended') throw new Error(`The product did not start: see ${logFile}`);
    return { ...demo, stop: () => stopChild(child) };
  } catch (error) {
    await stopChild(child);
    throw error;
  }
}

async function isUp(child: ChildProcess, demoFile: string, healthPorts: readonly string[]) {
  if (child.exitCode !== null || child.signalCode !== null) return 'ended' as const;
  if (!existsSync(demoFile)) return null;
  const demo = await readDemo(demoFile);
  // demo.json is written before the apps run: the journey needs all of them
  const addresses = [demo.webUrl, demo.apiUrl, ...healthPorts.map((port) => `http://127.0.0.1:${port}`)];
  const health = await Promise.all(addresses.map((address) => fetch(`${address}/healthz`)));
  return health.every(({ ok }) => ok) ? demo : null;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
