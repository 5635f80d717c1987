// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../start/ports.mjs';
import { ProcessPool } from './process-pool.mjs';

/** @typedef {{ messageId: string, to: string, subject: string, at?: number }} TakenMail a mail that the sink answered with 250; `at`: ms, where it says so */
/**
 * Where the mails arrive, read from its own side.
 * @typedef {object} Sink
 * @property {string} label
 * @property {number} port
 * @property {NodeJS.ProcessEnv} env tells the worker of it
 * @property {ProcessPool} [pool] of our own SMTP app
 * @property {number} [pid] of a foreign one
 * @property {() => Promise<number>} count
 * @property {() => Promise<TakenMail[]>} all every acceptance, also a second one of the same mail
 */

/**
 * Our SMTP app over the same database: it answers 250 when the mail is a row of `inbound_message`, and every mail becomes one.
 * @param {import('./stand.mjs').Stand} stand
 * @param {import('./database.mjs').Database} db
 * @returns {Promise<Sink>}
 */
export async function startOwnSink(stand, db) {
  const port = await freePort();
  const pool = new ProcessPool(stand, 'smtp', (healthPort) => ({
    SMTP_PORT: String(port),
    SMTP_HEALTH_PORT: String(healthPort),
  }));
  await pool.start(1);
  return {
    label: 'our SMTP app (rows of inbound_message)',
    port,
    pool,
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_RELAY: 'own' },
    count: async () => (await db.read('select count(*)::int as count from inbound_message'))[0].count,
    all: () => {
      const columns = 'message_id_header as "messageId", rcpt_to[1] as "to", subject';
      return db.read(`select ${columns} from inbound_message order by id`);
    },
  };
}

/**
 * A relay that cannot be asked.
 * @param {import('./stand.mjs').Stand} stand
 * @returns {Promise<Sink & { pid: number }>}
 */
export async function startPlainSink(stand) {
  const [port, healthPort] = [await freePort(), await freePort()];
  const file = path.join(stand.folder, 'sink.jsonl');
  const env = { SINK_PORT: String(port), SINK_HEALTH_PORT: String(healthPort), SINK_FILE: file };
  const script = path.join(import.meta.dirname, 'plain-sink.mjs');
  const { pid } = await stand.start({ name: 'sink', args: [script], healthPort, env });
  const lines = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  return {
    label: 'a plain SMTP sink',
    port,
    pid,
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_RELAY: 'external' },
    count: async () => lines().length,
    all: async () => lines().map((line) => JSON.parse(line)),
  };
}
