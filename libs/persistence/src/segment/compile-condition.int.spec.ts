import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { needsOf, personInWorkspaceTime } from '@dripemails/application';
import { type Condition, evaluateCondition, watchesOf, WorkspaceClock } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import fc from 'fast-check';
import { type Database, openDatabase } from '../database.js';
import { readPeople } from '../trigger/pg-person-reader.js';
import { type CompileContext, compileCondition } from './compile-condition.js';
import { PgSegmentAudience } from './pg-segment-audience.js';
import { TEST_KEY } from '../testing/people.js';
import { addPeople, conditions, LISTS, people, SEQUENCE, WORKSPACE } from '../testing/segment-people.js';

const NOW = Date.parse('2026-10-25T11:30:00Z');
const ZONE = 'Europe/Paris';
const REAL_TIME = { startedAt: Date.parse('2026-10-01T00:00:00Z'), rate: 1 };

describe(compileCondition, () => {
  let test: TestDatabase;
  let db: Database;
  let ids: readonly string[];
  const context = (more: Partial<CompileContext> = {}): CompileContext => ({
    workspaceId: WORKSPACE,
    now: NOW,
    clock: REAL_TIME,
    timeZone: ZONE,
    timeZones: ['Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe', 'Mars/Base'],
    sequenceId: SEQUENCE,
    ...more,
  });

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 5, onError: () => undefined });
    ids = await addPeople(db.pool, fc.sample(people(NOW), { numRuns: 60, seed: 7 }));
  }, 120_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  const bySql = async (condition: Condition, how: CompileContext) => {
    const { sql, params } = compileCondition(condition, how, 2);
    const { rows } = await db.pool.query<{ id: string; holds: boolean | null }>(
      `select p.id, ${sql} as holds from subscriber p where p.workspace_id = $1`,
      [WORKSPACE, ...params],
    );
    return new Map(rows.map(({ id, holds }) => [id, holds]));
  };
  const inMemory = async (condition: Condition, how: CompileContext) => {
    const clock = new WorkspaceClock(how.clock);
    const read = await readPeople(db.pool, WORKSPACE, ids, needsOf(watchesOf(condition)));
    return new Map(
      [...read].map(([id, person]) => {
        const asked = {
          now: clock.toWorkspace(how.now),
          timeZone: person.timeZone ?? how.timeZone,
          sequenceId: how.sequenceId ?? '',
          since: how.since,
        };
        return [id, evaluateCondition(condition, personInWorkspaceTime(person, clock), asked).holds];
      }),
    );
  };
  const difference = async (condition: Condition, how: CompileContext) => {
    const [sql, memory] = [await bySql(condition, how), await inMemory(condition, how)];
    return ids
      .filter((id) => sql.get(id) !== memory.get(id))
      .map((id) => ({ id, sql: sql.get(id), memory: memory.get(id) }));
  };

  it('answers as the evaluation in memory does: 500 conditions asked of 60 people', async () => {
    let holding = 0;
    await fc.assert(
      fc.asyncProperty(conditions, async (condition) => {
        expect(await difference(condition, context())).toEqual([]);
        holding += [...(await bySql(condition, context())).values()].filter((holds) => holds === true).length;
      }),
      { numRuns: 500 },
    );
    // neither nobody nor everybody: the comparison says something
    expect(holding).toBeGreaterThan(1000);
    expect(holding).toBeLessThan(500 * 59);
  }, 600_000);

  it('answers the same in a workspace whose clock runs faster, and for a goal since an entry', async () => {
    const clock = { startedAt: NOW - 3_600_000, rate: 60 };
    const since = new WorkspaceClock(clock).toWorkspace(NOW - 60_000);
    await fc.assert(
      fc.asyncProperty(conditions, async (condition) => {
        expect(await difference(condition, context({ clock }))).toEqual([]);
        expect(await difference(condition, context({ since }))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 300_000);

  it('asks one person as it asks everybody', async () => {
    const condition: Condition = { any: [{ opened: {} }, { event: 'purchased', atLeast: 2 }, { tag: 'vip' }] };
    const everybody = await bySql(condition, context());
    const { sql, params } = compileCondition(condition, context(), 3);
    for (const id of ids.slice(0, 20)) {
      const { rowCount } = await db.pool.query(
        `select 1 from subscriber p where p.workspace_id = $1 and p.id = $2 and (${sql})`,
        [WORKSPACE, id, ...params],
      );
      expect(rowCount).toBe(everybody.get(id) === true ? 1 : 0);
    }
  });

  it('counts those whom it finds, in parts or as a whole', async () => {
    const audience = new PgSegmentAudience(db.pool, TEST_KEY);
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(conditions, { minLength: 2, maxLength: 4 }), async (any) => {
        const question = { ...context(), condition: { any } };
        const { count } = await audience.count(question, 10_000);
        expect(count).toBe((await audience.newest(question, 100, 10_000)).length);
        counted += count;
      }),
      { numRuns: 100 },
    );
    expect(counted).toBeGreaterThan(500);
  }, 120_000);

  it('knows nobody and no event of another workspace', async () => {
    const other = '01990000-0000-7000-8000-0000000000ff';
    const holds = await bySql(
      { any: [{ tag: 'vip' }, { list: LISTS[0] }, { opened: {} }] },
      context({ workspaceId: other }),
    );
    expect([...holds.values()].filter((one) => one !== false)).toEqual([]);
  });

  const INJECTIONS = [
    "'; drop table subscriber; --",
    "' or '1'='1",
    '$1::text or true',
    '$99',
    "\\' or true --",
    '%',
    '"',
    "x' || (select pg_sleep(10)) || '",
    'E\\x27',
    '\u0000',
    '\ud800',
  ];
  it.each(
    INJECTIONS.flatMap(
      (text) =>
        [
          { field: text, op: 'is', value: 'a' },
          { field: 'plan', op: 'is', value: text },
          { field: 'plan', op: 'contains', value: text },
          { field: 'plan', op: 'lessThan', value: text },
          { field: 'plan', op: 'oneOf', value: [text] },
          { field: 'renews', op: 'before', value: text },
          { tag: text },
          { list: text },
          { clicked: { link: `${text}*` } },
          { opened: { step: text } },
          { event: text, where: [{ property: text, op: 'is', value: text }] },
        ] as Condition[],
    ),
  )('takes what an attacker writes as a value: %j', async (condition) => {
    const { sql } = compileCondition(condition, context());
    expect(sql).not.toContain('drop table');
    expect(sql).not.toContain('pg_sleep');
    // what cannot be stored is found with nobody
    if (JSON.stringify(condition).includes('\\u0000') || JSON.stringify(condition).includes('\\ud800')) {
      expect([
        ...(
          await bySql({ all: [condition, { not: { field: 'plan', op: 'lessThan', value: '' } }] }, context())
        ).values(),
      ]).not.toContain(true);
      return;
    }
    expect(await difference(condition, context())).toEqual([]);
    expect((await db.pool.query('select count(*)::int as n from subscriber')).rows).toEqual([{ n: 60 }]);
  });

  it('compiles no segment that was not replaced by its rule', () => {
    expect(() => compileCondition({ segment: 'x' }, context())).toThrow('was not replaced');
  });
});
