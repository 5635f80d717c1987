// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { ATTEMPT_MS } from '@dripemails/application';
import { StartProblem } from '../start/progress.mjs';

const LOOK_EVERY_MS = 10;
const ASK_FOR_END_EVERY_MS = 500;
const TELL_EVERY_MS = 15_000;
/** What a killed worker's connections had under way is decided in the database by then. */
const SETTLE_MS = 150;

/**
 * @typedef {object} Storm
 * @property {import('./kill-plan.mjs').PlannedKill[]} kills
 * @property {import('./worker-pool.mjs').WorkerPool} pool
 * @property {import('./sinks.mjs').Sink} sink
 * @property {import('pg').Pool} db
 * @property {{ sequenceId: string, people: number, deadlineSeconds: number }} run
 * @property {{ log: import('../start/progress.mjs').Log, signal: AbortSignal }} tools
 */

/**
 * Kills by the plan while the drip runs, until every enrollment has ended.
 * @param {Storm} storm
 * @returns {Promise<number>} attempts that were under way at the kills
 * @throws {StartProblem} at the deadline, with where everybody stands
 */
export async function untilAllEnded(storm) {
  const { kills, pool, sink, db, run, tools } = storm;
  const deadline = Date.now() + run.deadlineSeconds * 1000;
  let [askedAt, toldAt] = [0, Date.now()];
  let [lastKillAt, interrupted] = [0, 0];
  for (const pending = [...kills]; ;) {
    await sleep(LOOK_EVERY_MS, undefined, { signal: tools.signal });
    const taken = await sink.count();
    const kill = pending[0];
    const isDue = kill && taken >= kill.afterMails && pool.canKill;
    if (isDue) await sleep(kill.delayMs, undefined, { signal: tools.signal });
    // A kill between two mails proves nothing: not this moment then, but the next one.
    if (isDue && (await countOnTheirWay(db, lastKillAt)) > 0) {
      pending.shift();
      interrupted += await strike(storm, { kill, number: kills.length - pending.length, lastKillAt });
      lastKillAt = Date.now();
      continue;
    }
    if (Date.now() - askedAt < ASK_FOR_END_EVERY_MS) continue;
    askedAt = Date.now();
    const ended = await countEnded(db, run.sequenceId);
    if (ended === run.people) return interrupted;
    if (Date.now() > deadline) throw new StartProblem(await whereTheyStand(db, run, ended));
    if (Date.now() - toldAt < TELL_EVERY_MS) continue;
    toldAt = Date.now();
    tools.log(`${taken} mails at the sink, ${ended} of ${run.people} enrollments ended`);
  }
}

/**
 * @param {Storm} storm
 * @param {{ kill: import('./kill-plan.mjs').PlannedKill, number: number, lastKillAt: number }} strike
 * @returns {Promise<number>} how many mails were on their way
 */
async function strike({ pool, sink, db, tools }, { kill, number, lastKillAt }) {
  const name = await pool.kill(kill.victim);
  await sleep(SETTLE_MS);
  const count = await countOnTheirWay(db, lastKillAt);
  tools.log(`Kill ${number}: ${name}; ${await sink.count()} mails at the sink, ${count} on their way`);
  return count;
}

/**
 * Mails claimed since a kill and not recorded yet; those that it interrupted itself keep their lease and are not counted.
 * @param {import('pg').Pool} db
 * @param {number} since
 * @returns {Promise<number>}
 */
async function countOnTheirWay(db, since) {
  const text = "select count(*)::int as count from message where state = 'transmitting' and lease_until > $1";
  return (await db.query(text, [new Date(since + ATTEMPT_MS)])).rows[0].count;
}

/** @param {import('pg').Pool} db @param {string} sequenceId @returns {Promise<number>} */
async function countEnded(db, sequenceId) {
  const text = "select count(*)::int as count from enrollment where sequence_id = $1 and state = 'ended'";
  return (await db.query(text, [sequenceId])).rows[0].count;
}

/**
 * @param {import('pg').Pool} db
 * @param {{ sequenceId: string, people: number, deadlineSeconds: number }} run
 * @param {number} ended
 */
async function whereTheyStand(db, { sequenceId, people, deadlineSeconds }, ended) {
  const { rows } = await db.query(
    `select e.state, e.plan_do, e.plan_step, coalesce(m.state, 'none') as mail, count(*)::int as count, min(e.id::text) as example
     from enrollment e left join message m on m.enrollment_id = e.id and m.step_id = e.plan_step
     where e.sequence_id = $1 and e.state <> 'ended' group by 1, 2, 3, 4`,
    [sequenceId],
  );
  const lines = rows.map(
    ({ state, plan_do, plan_step, mail, count, example }) =>
      `  ${count}: ${state}, to ${plan_do} ${plan_step ?? ''} (mail: ${mail}), such as ${example}`,
  );
  return [`After ${deadlineSeconds} s only ${ended} of ${people} enrollments have ended. The others:`, ...lines].join(
    '\n',
  );
}
