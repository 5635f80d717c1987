import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EnrollmentSnapshot, ResumeMode } from '@dripemails/application';
import { type Decision, type Facts, type Step, DEFAULT_SETTINGS, FULL_CONSENT, planNext } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from './database.js';
import { People } from './testing/people.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PAUSED = Date.UTC(2026, 10, 25, 9);
const RESUMED = PAUSED + 7 * DAY;
const CROWD = 300;

const email = (id: string): Step => ({ id, kind: 'email', subject: id, html: '<p>x</p>' });
const wait = (id: string, hours: number): Step => ({ id, kind: 'wait', for: { amount: hours, unit: 'hours' } });
const STEPS = [wait('w1', 48), email('a'), wait('w2', 240), email('b'), wait('w3', 1), email('c')];
/** What is done before each mail, and how long the wait for it is. */
const STANDS = [
  { mail: 'a', done: [] as string[], waitMs: 48 * HOUR },
  { mail: 'b', done: ['w1', 'a'], waitMs: 240 * HOUR },
  { mail: 'c', done: ['w1', 'a', 'w2', 'b'], waitMs: HOUR },
] as const;

/** Columns of one enrollment, instants in ms. */
interface Row {
  readonly id: string;
  readonly state: 'active' | 'held' | 'paused' | 'ended';
  readonly anchor: number;
  readonly due: number;
  readonly planAt: number;
  readonly notBefore: number | null;
  readonly override: number | null;
  readonly shifted: number;
  readonly parked: boolean;
}

/** Numbers in [0, 1) that are the same for a seed each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('resume of a paused sequence', () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 4, onError: () => undefined });
    people = new People(db);
    workspaceId = await people.workspace();
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  /** A paused sequence with people in random standings, as they were stored before or during the pause. */
  async function crowd(seed: number): Promise<string> {
    const random = randomFrom(seed);
    const between = (from: number, to: number) => Math.floor(from + random() * (to - from));
    const sequenceId = await people.sequence(workspaceId, { steps: STEPS });
    await people.sequences.changeState(workspaceId, sequenceId, {
      ...{ from: 'active', to: 'paused', at: PAUSED, resume: null },
    });
    const rows = Array.from({ length: CROWD }, () => {
      const stand = STANDS[between(0, STANDS.length)] ?? STANDS[0];
      const state = (['active', 'active', 'active', 'active', 'active', 'active', 'held', 'paused', 'ended'] as const)[
        between(0, 9)
      ];
      // now and then the last step was done when the pause had begun: a mail that was on its way
      const anchor = random() < 0.1 ? between(PAUSED, RESUMED) : between(PAUSED - 12 * DAY, PAUSED);
      const override = random() < 0.1 ? between(PAUSED - DAY, RESUMED + 3 * DAY) : null;
      const due = override ?? anchor + stand.waitMs;
      const notBefore = random() < 0.2 ? due + between(-DAY, 3 * DAY) : null;
      const parked = state !== 'active' || random() < 0.5;
      return {
        ...{ id: newId(), person: newId(), state, done: stand.done, anchor, due, notBefore, parked, override },
        ...{ overrideStep: override === null ? null : stand.mail, shifted: between(0, DAY) },
        outcome: state === 'ended' ? 'completed' : null,
        since: state === 'paused' ? between(PAUSED - 2 * DAY, RESUMED) : null,
        planAt: parked ? between(PAUSED, RESUMED) : due,
      };
    });
    // random ids, so that nothing is in order by accident
    for (const row of rows) row.id = `${between(0, 0xffffffff).toString(16).padStart(8, '0')}${row.id.slice(8)}`;
    const values = [JSON.stringify(rows), workspaceId];
    await db.pool.query(
      `insert into subscriber (id, workspace_id, email)
       select person, $2, person || '@example.com' from jsonb_to_recordset($1::jsonb) as x(person uuid)`,
      values,
    );
    await db.pool.query(
      `insert into enrollment (id, workspace_id, sequence_id, version, subscriber_id, state, outcome, ended_at, paused_at, done,
         anchor_at, due_at, not_before, parked, override_step, override_at, shifted_ms, plan_do, plan_at, plan_why, enrolled_at)
       select id, $2, $3, 1, person, state, outcome, case when state = 'ended' then to_timestamp(anchor / 1000.0) end,
         to_timestamp(since / 1000.0), done, to_timestamp(anchor / 1000.0), to_timestamp(due / 1000.0),
         to_timestamp("notBefore" / 1000.0), parked, "overrideStep", to_timestamp(override / 1000.0), shifted,
         'replan', to_timestamp("planAt" / 1000.0), 'x', to_timestamp(anchor / 1000.0)
       from jsonb_to_recordset($1::jsonb) as x(id uuid, person uuid, state text, outcome text, since bigint, done text[], anchor bigint,
         due bigint, "notBefore" bigint, parked boolean, "overrideStep" text, override bigint, shifted bigint, "planAt" bigint)`,
      [...values, sequenceId],
    );
    return sequenceId;
  }

  const ms = (column: string) => `round(extract(epoch from ${column}) * 1000)::float8`;
  const rowsOf = async (sequenceId: string) =>
    (
      await db.pool.query<Row & { whole: unknown; revision: number; skipBefore: number | null }>(
        `select id, state, ${ms('anchor_at')} as anchor, ${ms('due_at')} as due, ${ms('plan_at')} as "planAt",
           ${ms('not_before')} as "notBefore", ${ms('override_at')} as override, ${ms('skip_before')} as "skipBefore",
           shifted_ms::float8 as shifted, parked, revision, to_jsonb(e) as whole
         from enrollment e where sequence_id = $1 order by id`,
        [sequenceId],
      )
    ).rows;
  type FullRow = Awaited<ReturnType<typeof rowsOf>>[number];
  const resume = (sequenceId: string, mode: ResumeMode) =>
    people.sequences.changeState(workspaceId, sequenceId, { from: 'paused', to: 'active', at: RESUMED, resume: mode });

  async function resumed(seed: number, mode: ResumeMode) {
    const sequenceId = await crowd(seed);
    const before = await rowsOf(sequenceId);
    expect(await resume(sequenceId, mode)).toBe(true);
    const after = await rowsOf(sequenceId);
    const pairs = before.map((row, n): readonly [FullRow, FullRow] => {
      const later = after[n];
      if (later?.id !== row.id) throw new Error('somebody is gone');
      return [row, later];
    });
    const isMine = ([row]: readonly [FullRow, FullRow]) => row.state === 'active' || row.state === 'held';
    for (const [row, later] of pairs.filter((pair) => !isMine(pair))) expect(later.whole).toEqual(row.whole);
    const mine = pairs.filter(isMine);
    expect(mine.length).toBeGreaterThan(CROWD / 2);
    expect(mine.length).toBeLessThan(CROWD);
    for (const [row, later] of mine) expect(later.revision).toBe(row.revision + 1);
    return { sequenceId, mine };
  }

  const decide = (row: EnrollmentSnapshot): Decision => {
    const facts: Facts = {
      ...{ sequenceState: 'active', sequencePausedAt: null, subscriberStatus: 'active', timeZone: 'UTC' },
      ...{ seed: row.id, person: null },
      ...{ cap: { perDay: null, perWeek: null }, recentSends: [], named: null, consent: FULL_CONSENT },
      domain: { name: 'example.com', verdict: 'pass', policy: 'ignore' },
    };
    const definition = { sequenceId: row.sequenceId, version: 1, steps: STEPS, settings: DEFAULT_SETTINGS };
    return planNext(definition, row, facts, RESUMED);
  };
  const decisionOf = async (id: string) => decide(await people.enrollments.get(workspaceId, id));
  const SEEDS = [1, 20, 300, 4000];

  it.each(SEEDS)('freeze moves every wait by the part of the pause that was waited (seed %i)', async (seed) => {
    const { mine } = await resumed(seed, { mode: 'freeze', gapMs: null });
    for (const [row, later] of mine) {
      const waited = RESUMED - Math.max(PAUSED, row.anchor);
      // a due time that an operator set is an instant, not a wait
      const shift = row.override === null ? waited : 0;
      expect(later).toMatchObject({
        ...{ anchor: row.anchor + waited, shifted: row.shifted + waited, due: row.due + shift },
        ...{ planAt: row.parked ? RESUMED : row.planAt + shift },
        ...{ notBefore: row.notBefore, override: row.override, skipBefore: null, parked: row.parked },
      });
      if (row.state !== 'active') continue;
      expect(await decisionOf(row.id)).toMatchObject({
        ...{ do: 'sendEmail', at: Math.max(later.due, later.notBefore ?? 0), advance: null },
      });
    }
  });

  it.each(SEEDS)('keepClock moves nothing (seed %i)', async (seed) => {
    const { mine } = await resumed(seed, { mode: 'keepClock', gapMs: null });
    for (const [row, later] of mine) {
      const { anchor, due, notBefore, override, shifted, parked } = row;
      expect(later).toMatchObject({ anchor, due, notBefore, override, shifted, parked, skipBefore: null });
      expect(later.planAt).toBe(row.parked ? RESUMED : row.planAt);
    }
  });

  it.each(SEEDS)('skipOverdue keeps due dates, and passes what fell due before the resume (seed %i)', async (seed) => {
    const { mine } = await resumed(seed, { mode: 'skipOverdue', gapMs: null });
    for (const [row, later] of mine) {
      const { anchor, due, notBefore, override, shifted, parked } = row;
      // whoever entered during the pause (they are enrolled when their first wait begins) starts with the first step
      const isNew = anchor >= PAUSED;
      const skipBefore = isNew ? null : RESUMED;
      expect(later).toMatchObject({ anchor, due, notBefore, override, shifted, parked, skipBefore });
      if (row.state !== 'active') continue;
      if (isNew) {
        expect((await decisionOf(row.id)).advance).toBeNull();
        continue;
      }
      const decision = await decisionOf(row.id);
      expect(decision.advance !== null).toBe(due < RESUMED);
      if (decision.do === 'sendEmail') expect(decision.at).toBeGreaterThanOrEqual(RESUMED);
    }
  });

  const RATES = SEEDS.flatMap((seed) =>
    (['freeze', 'keepClock', 'skipOverdue'] as const).flatMap((mode) =>
      [60_000, 60_000 / 700, HOUR].map((gapMs) => ({ seed, mode, gapMs })),
    ),
  );

  it.each(RATES)(
    'lets nobody go sooner than $gapMs ms after another ($mode, seed $seed)',
    async ({ seed, ...rate }) => {
      const { mine } = await resumed(seed, rate);
      const { gapMs } = rate;
      const queue = await Promise.all(
        mine
          .filter(([row]) => row.state === 'active')
          .map(async ([row, later]) => {
            // before the queue: not before they are due, nor before what a relay asked for
            const earliest = Math.max(later.due, row.notBefore ?? 0);
            const goes = Math.max(RESUMED, later.due, later.notBefore ?? 0);
            const decision = await decisionOf(row.id);
            const isSent = decision.advance === null && decision.do === 'sendEmail';
            if (isSent) expect(Math.max(RESUMED, decision.at)).toBe(goes);
            return { earliest, goes, isSent };
          }),
      );
      expect(queue.filter(({ isSent }) => isSent).length).toBeGreaterThan(10);
      queue.sort((a, b) => a.goes - b.goes || a.earliest - b.earliest);
      let slot = -Infinity;
      let last = -Infinity;
      for (const { earliest, goes } of queue) {
        expect(earliest).toBeGreaterThanOrEqual(last);
        last = earliest;
        // the soonest that the gap allows, which is also the latest that it asks for
        slot = Math.max(RESUMED, earliest, slot + gapMs);
        expect(Math.abs(goes - slot)).toBeLessThanOrEqual(1);
      }
    },
  );
});
