// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { StartProblem } from '../start/progress.mjs';

const LOOK_EVERY_MS = 15;
const ASK_FOR_END_EVERY_MS = 500;
const TELL_EVERY_MS = 15_000;
/** What a killed process's connections had under way is decided in the database by then. */
const SETTLE_MS = 150;

/**
 * @typedef {object} Storm
 * @property {import('./fault-plan.mjs').PlannedStrike[]} plan
 * @property {import('./strikes.mjs').Strikes} strikes
 * @property {import('./sinks.mjs').Sink} sink
 * @property {import('./ledger.mjs').Ledger} ledger
 * @property {{ people: number, deadlineSeconds: number }} run
 * @property {{ log: import('../start/progress.mjs').Log, signal: AbortSignal }} tools
 */

/**
 * Strikes by the plan while the drip runs, until every enrollment has ended.
 * @param {Storm} storm
 * @throws {StartProblem} at the deadline, with where everybody stands
 */
export async function untilAllEnded(storm) {
  const { plan, strikes, sink, ledger, run, tools } = storm;
  const deadline = Date.now() + run.deadlineSeconds * 1000;
  let [askedAt, toldAt, lastAt] = [0, Date.now(), 0];
  for (const pending = [...plan]; ;) {
    await sleep(LOOK_EVERY_MS, undefined, { signal: tools.signal });
    const taken = await sink.count();
    const strike = pending[0];
    const isDue = strike && taken >= strike.afterMails && strikes.canDo(strike.fault);
    if (isDue) await sleep(strike.delayMs, undefined, { signal: tools.signal });
    // A fault between two mails proves nothing: not this moment then, but the next one.
    if (isDue && strikes.canDo(strike.fault) && (await ledger.countOnTheirWay(lastAt)) > 0) {
      pending.shift();
      await carryOut(storm, { strike, number: plan.length - pending.length, lastAt });
      lastAt = Date.now();
      continue;
    }
    if (Date.now() - askedAt < ASK_FOR_END_EVERY_MS) continue;
    askedAt = Date.now();
    const ended = await ledger.countEnded();
    if (ended >= run.people) return;
    if (Date.now() > deadline) {
      const lines = await ledger.whereTheyStand();
      const head = `After ${run.deadlineSeconds} s only ${ended} of ${run.people} enrollments have ended. The others:`;
      throw new StartProblem([head, ...lines].join('\n'));
    }
    if (Date.now() - toldAt < TELL_EVERY_MS) continue;
    toldAt = Date.now();
    tools.log(`${taken} mails at the sink, ${ended} of ${run.people} enrollments ended`);
  }
}

/**
 * @param {Storm} storm
 * @param {{ strike: import('./fault-plan.mjs').PlannedStrike, number: number, lastAt: number }} turn
 */
async function carryOut({ strikes, sink, ledger, tools }, { strike, number, lastAt }) {
  const whom = await strikes.do(strike);
  await sleep(SETTLE_MS);
  const count = await ledger.countOnTheirWay(lastAt);
  strikes.note(strike.fault, count);
  tools.log(
    `Fault ${number}, ${strike.fault}: ${whom}; ${await sink.count()} mails at the sink, ${count} on their way`,
  );
}
