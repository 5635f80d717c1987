import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Condition } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { suppress } from '../consent/suppress.js';
import { TEST_KEY } from '../testing/people.js';
import { KEEP_LAST_ACTIVITIES } from '../testing/segment-people.js';
import { mailableSql, readSuppressionFacts } from './mailable-sql.js';
import { type CompileContext, compileCondition } from './compile-condition.js';

const WORKSPACE = '01990000-0000-7000-8000-000000000001';
const LIST = '01990000-0000-7000-8000-0000000000a1';
const EVERYBODY = '01990000-0000-7000-8000-0000000000a2';
const NOW = Date.parse('2026-11-25T12:00:00Z');
const days = (amount: number) => ({ amount, unit: 'days' as const });

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

/**
 * PostgreSQL as it chooses by itself, with statistics of 20,000 people and 200,000 events: nothing forbids it to read
 * tables as a whole, so that a plan without an index would be one.
 */
describe('the plans of segments', () => {
  let test: TestDatabase;
  let db: Database;
  let somebody: string;
  const context: CompileContext = {
    workspaceId: WORKSPACE,
    now: NOW,
    clock: { startedAt: NOW, rate: 1 },
    timeZone: 'Europe/Paris',
    timeZones: ['America/New_York', 'Asia/Kolkata'],
  };

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 2, onError: () => undefined });
    const run = (sql: string, values: unknown[] = []) => db.pool.query(sql, values);
    await run(
      "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', 's@example.com')",
      [WORKSPACE],
    );
    await run("insert into list (id, workspace_id, name) values ($2, $1, 'L')", [WORKSPACE, LIST]);
    await run(
      `insert into subscriber (id, workspace_id, email, time_zone, fields)
       select md5(n::text)::uuid, $1, 'p' || n || '@example.com', (array['America/New_York', 'Asia/Kolkata', null])[1 + n % 3],
         jsonb_build_object('plan', case when n % 10 = 0 then 'pro' else 'free' end)
       from generate_series(1, 20000) n`,
      [WORKSPACE],
    );
    await run(
      `insert into event (id, workspace_id, subscriber_id, kind, what, name, properties, at)
       select gen_random_uuid(), $1, p.id, k.kind, '', case when k.kind = 'custom' then 'event' || (n * 7 + length(p.email) + ascii(p.id::text)) % 50 end, '{}',
         $2::timestamptz - (n * 40 + ascii(p.id::text) % 40) * interval '1 day'
       from subscriber p, generate_series(0, 9) n, lateral (select (array['custom', 'opened', 'sent', 'clicked'])[1 + (n + ascii(p.id::text)) % 4] as kind) k`,
      [WORKSPACE, new Date(NOW)],
    );
    await run(KEEP_LAST_ACTIVITIES, [WORKSPACE]);
    await run(
      "insert into subscriber_tag (workspace_id, subscriber_id, tag) select $1, id, 'vip' from subscriber where fields ->> 'plan' = 'pro'",
      [WORKSPACE],
    );
    await run(
      "insert into membership (workspace_id, list_id, subscriber_id) select $1, $2, id from subscriber where fields ->> 'plan' = 'pro'",
      [WORKSPACE, LIST],
    );
    // what most are, so that the others are few
    await run("insert into subscriber_tag (workspace_id, subscriber_id, tag) select $1, id, 'other' from subscriber", [
      WORKSPACE,
    ]);
    await run("insert into list (id, workspace_id, name) values ($2, $1, 'All')", [WORKSPACE, EVERYBODY]);
    await run('insert into membership (workspace_id, list_id, subscriber_id) select $1, $2, id from subscriber', [
      WORKSPACE,
      EVERYBODY,
    ]);
    // all rows are looked at and none is random, so that the statistics, and with them the plans, are the same in every run
    const client = await db.pool.connect();
    await client.query('set default_statistics_target = 1000');
    await client.query('vacuum analyze');
    client.release(true);
    somebody =
      (await db.pool.query<{ id: string }>('select id from subscriber order by id limit 1')).rows[0]?.id ?? newId();
  }, 180_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  /** Every table with how it is read: `event by event_custom_idx`, `event as a whole`. */
  const accesses = async (condition: Condition, person?: string) => {
    const { sql, params } = compileCondition(
      condition,
      person === undefined ? context : { ...context, timeZones: [] },
      3,
    );
    const { rows } = await db.pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (format json) select count(*) from subscriber p where p.workspace_id = $1 and ($2::uuid is null or p.id = $2) and (${sql})`.replace(
        '($2::uuid is null or p.id = $2)',
        person === undefined ? '$2::uuid is null' : 'p.id = $2',
      ),
      [WORKSPACE, person ?? null, ...params],
    );
    const found: string[] = [];
    // a bitmap scan names its table above and its index below
    const walk = (node: PlanNode, table: string | undefined) => {
      const here = node['Relation Name'] ?? table;
      if (node['Node Type'] === 'Seq Scan') found.push(`${here ?? ''} as a whole`);
      if (node['Index Name'] !== undefined) found.push(`${here ?? ''} by ${node['Index Name']}`);
      for (const inner of node.Plans ?? []) walk(inner, here);
    };
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (plan !== undefined) walk(plan, undefined);
    return found;
  };

  it.each<[string, Condition, string]>([
    ['an event of a period', { event: 'event7', within: days(30) }, 'event by event_custom_idx'],
    ['an event, so often', { event: 'event7', atLeast: 2 }, 'event by event_custom_idx'],
    ['an event that did not happen', { not: { event: 'event7', within: days(30) } }, 'event by event_custom_idx'],
    ['an event among other ways', { any: [{ event: 'event7' }, { tag: 'vip' }] }, 'event by event_custom_idx'],
    ['a link clicked in a period', { clicked: { link: 'https://a*', within: days(7) } }, 'event by event_activity_idx'],
  ])('reads the events of %s by an index, for everybody', async (_, condition, by) => {
    const found = await accesses(condition);
    expect(found).toContain(by);
    expect(found).not.toContain('event as a whole');
  });

  it.each<[string, Condition]>([
    ['a click of a period', { clicked: { within: days(7) } }],
    ['no open of a period', { not: { opened: { within: days(7) } } }],
    ['a reply, ever', { replied: {} }],
  ])('reads %s where the last one is kept, and no event', async (_, condition) => {
    const found = await accesses(condition);
    expect(found).toContainEqual(expect.stringMatching(/^last_activity by /));
    expect(found.filter((access) => access.startsWith('event '))).toEqual([]);
  });

  it('reads tags and lists by an index, for everybody', async () => {
    const found = await accesses({ any: [{ tag: 'vip' }, { list: LIST }] });
    expect(found).toContain('subscriber_tag by subscriber_tag_workspace_id_tag_subscriber_id_idx');
    expect(found).toContainEqual(expect.stringMatching(/^membership by /));
    expect(found.filter((access) => access.endsWith('as a whole'))).toEqual(['subscriber as a whole']);
  });

  it('reads only what is of the person, for one', async () => {
    const everything: Condition = {
      any: [
        { event: 'event7', within: days(300) },
        { event: 'event8', atLeast: 2 },
        { clicked: { link: 'https://a*' } },
        { not: { opened: {} } },
        { tag: 'vip' },
        { list: LIST },
        { field: 'plan', op: 'is', value: 'pro' },
      ],
    };
    const found = await accesses(everything, somebody);
    expect(found.filter((access) => access.endsWith('as a whole'))).toEqual([]);
    expect(found.filter((access) => access.startsWith('event by event_custom_idx'))).toEqual([]);
    expect(new Set(found.filter((access) => access.startsWith('event ')))).toEqual(
      new Set(['event by event_person_name_idx', 'event by event_subscriber_id_id_idx']),
    );
    expect(found).toContain('last_activity by last_activity_pkey');
  });

  it('hashes the suppression list once, not once for each person, and nothing where it is empty', async () => {
    const mailable = async () => {
      const { sql, params } = mailableSql(await readSuppressionFacts(db.pool, WORKSPACE, TEST_KEY), 2);
      const { rows } = await db.pool.query<{ 'QUERY PLAN': string }>(
        `explain (verbose) select count(*) filter (where ${sql}) from subscriber p where p.workspace_id = $1`,
        [WORKSPACE, ...params],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    expect(await mailable()).not.toContain('suppression');
    const domains = ['example.org', 'mail.example.org'].map((value) => ({ kind: 'domain' as const, value }));
    const addresses = Array.from({ length: 400 }, (_, n) => ({ kind: 'address' as const, value: `p${n}@example.com` }));
    await inTransaction(db.pool, async (client) => {
      const how = { reason: 'manual', note: '', at: NOW } as const;
      await suppress(client, TEST_KEY, WORKSPACE, [...domains, ...addresses], how);
    });
    const plan = await mailable();
    // of the address, of its domain, of its last two labels, of its last three
    expect(plan.match(/hashed SubPlan \d/g)).toHaveLength(4);
    expect(plan.match(/(?<!hashed )SubPlan \d$/gm)).toHaveLength(4);
  });

  it('can tell a plan without an index from one with', async () => {
    await db.pool.query('begin; drop index event_custom_idx, event_person_name_idx, event_workspace_id_kind_at_idx');
    await db.pool.query('commit');
    expect(await accesses({ event: 'event7', within: days(30) })).toContain('event as a whole');
  });
});
