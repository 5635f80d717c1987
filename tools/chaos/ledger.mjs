// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { ATTEMPT_MS } from '@dripemails/application';

/** @typedef {import('./database.mjs').Database} Database */

/** An attempt that was interrupted keeps its lease, is asked about after it, and the reconciler looks once in 30 s. */
const SETTLE_MS = 240_000;

/** What the product itself says of a run. The verdict believes the sink, and of this only what is called unknown. */
export class Ledger {
  #db;
  #sequenceId;

  /** @param {Database} db @param {string} sequenceId */
  constructor(db, sequenceId) {
    this.#db = db;
    this.#sequenceId = sequenceId;
  }

  /**
   * Mails claimed since a fault and not recorded yet; those that it interrupted itself keep their lease and are not counted.
   * @param {number} since
   * @returns {Promise<number>}
   */
  async countOnTheirWay(since) {
    const text = "select count(*)::int as count from message where state = 'transmitting' and lease_until > $1";
    return (await this.#db.read(text, [new Date(since + ATTEMPT_MS)]))[0].count;
  }

  /** @returns {Promise<number>} enrollments that are over */
  async countEnded() {
    const text = "select count(*)::int as count from enrollment where sequence_id = $1 and state = 'ended'";
    return (await this.#db.read(text, [this.#sequenceId]))[0].count;
  }

  /** @param {string} address @returns {Promise<boolean>} whether the person is or was in the sequence */
  async isEnrolled(address) {
    const text = `select 1 from enrollment e join subscriber s on s.id = e.subscriber_id
      where e.sequence_id = $1 and s.email = $2 limit 1`;
    return (await this.#db.read(text, [this.#sequenceId, address])).length > 0;
  }

  /** @param {string} step @returns {Promise<string[]>} addresses of those who wait at a step now */
  async waitingAt(step) {
    const text = `select s.email from enrollment e join subscriber s on s.id = e.subscriber_id
      where e.sequence_id = $1 and e.state <> 'ended' and e.plan_step = $2`;
    return (await this.#db.read(text, [this.#sequenceId, step])).map(({ email }) => email);
  }

  /** @returns {Promise<string[]>} addresses of people who are in the sequence more than once */
  async enrolledTwice() {
    const text = `select s.email from enrollment e join subscriber s on s.id = e.subscriber_id
      where e.sequence_id = $1 group by s.email having count(*) > 1 order by 1`;
    return (await this.#db.read(text, [this.#sequenceId])).map(({ email }) => email);
  }

  /**
   * Waits until nothing is under way any more: what the last faults interrupted is found out about after its lease.
   * @param {{ withUnknown: boolean, signal: AbortSignal }} options `withUnknown`: also until nothing is unknown, which can only
   *   be hoped for where the relay can be asked
   * @returns {Promise<number>} seconds that it took
   */
  async untilSettled({ withUnknown, signal }) {
    const states = ['transmitting', ...(withUnknown ? ['unknown'] : [])];
    const text = 'select count(*)::int as count from message where state = any($1)';
    const beganAt = Date.now();
    while (Date.now() - beganAt < SETTLE_MS && (await this.#db.read(text, [states]))[0].count > 0)
      await sleep(500, undefined, { signal });
    return (Date.now() - beganAt) / 1000;
  }

  /** @returns {Promise<import('./verdict.mjs').UnknownRow[]>} also what is still under way after everything has settled */
  unknownRows() {
    const columns = 'id, to_address as "to", step_id as "stepId", message_id as "messageId"';
    return this.#db.read(`select ${columns} from message where state in ('unknown', 'transmitting') order by id`);
  }

  /** @returns {Promise<Record<string, number>>} how many enrollments ended how */
  async outcomes() {
    const text = 'select outcome, count(*)::int as count from enrollment where sequence_id = $1 group by outcome';
    const rows = await this.#db.read(text, [this.#sequenceId]);
    return Object.fromEntries(rows.map(({ outcome, count }) => [outcome ?? 'not ended', count]));
  }

  /** @returns {Promise<string[]>} a line for each kind of place where somebody still is */
  async whereTheyStand() {
    const rows = await this.#db.read(
      `select e.state, e.plan_do, e.plan_step, coalesce(m.state, 'none') as mail, count(*)::int as count, min(e.id::text) as example
       from enrollment e left join message m on m.enrollment_id = e.id and m.step_id = e.plan_step
       where e.sequence_id = $1 and e.state <> 'ended' group by 1, 2, 3, 4`,
      [this.#sequenceId],
    );
    return rows.map(
      ({ state, plan_do, plan_step, mail, count, example }) =>
        `  ${count}: ${state}, to ${plan_do} ${plan_step ?? ''} (mail: ${mail}), such as ${example}`,
    );
  }
}
