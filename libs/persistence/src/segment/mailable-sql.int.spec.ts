import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseEmailAddress } from '@dripemails/domain';
import { SecretBox } from '@dripemails/platform';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { suppress } from '../consent/suppress.js';
import { keyAt, suppressedSql } from '../consent/suppression-sql.js';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { PgErasureStore } from '../privacy/pg-erasure-store.js';
import { People, TEST_KEY } from '../testing/people.js';
import { mailableSql, readSuppressionFacts } from './mailable-sql.js';
import { PgSegmentAudience } from './pg-segment-audience.js';

const SECRET = 'a secret of the specs, 32 characters';
const NAMES = ['ann', 'Ann', 'bob.b', 'ΑΝΔΡΕΑΣ'];
const DOMAINS = [
  ...['example.com', 'mail.example.com', 'a.mail.example.com', 'a.b.c.d.e.f.mail.example.com', 'notexample.com'],
  ...['example.com.example.org', 'bücher.example', 'Shop.BÜCHER.example', 'xn--bcher-kva.example', 'example.org'],
];
const addresses = fc
  .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...DOMAINS))
  .map(([name, domain]) => parseEmailAddress(`${name}@${domain}`));
const domains = fc.constantFrom(
  'example.com',
  'mail.example.com',
  'd.e.f.mail.example.com',
  'bücher.example',
  'org.example',
);
const nth = fc.nat(20);

type Act =
  | { readonly do: 'add'; readonly email: string }
  | { readonly do: 'rename'; readonly nth: number; readonly email: string }
  | { readonly do: 'erase'; readonly nth: number }
  | { readonly do: 'unsuppress'; readonly nth: number }
  | { readonly do: 'suppress'; readonly kind: 'address' | 'domain'; readonly value: string };
const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('add' as const), email: addresses }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rename' as const), nth, email: addresses }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('erase' as const), nth }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('suppress' as const),
      kind: fc.constant('address' as const),
      value: addresses,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('suppress' as const),
      kind: fc.constant('domain' as const),
      value: domains,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unsuppress' as const), nth }) },
);

describe(mailableSql, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let erasure: PgErasureStore;
  let audience: PgSegmentAudience;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 5, onError: () => undefined });
    people = new People(db);
    erasure = new PgErasureStore(
      ...[db.pool, TEST_KEY, new SecretBox(SECRET, 'erasure'), new SecretBox(SECRET, 'idempotency')],
    );
    audience = new PgSegmentAudience(db.pool, TEST_KEY);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  const suppressed = async (workspaceId: string, kind: 'address' | 'domain', value: string) =>
    await inTransaction(db.pool, (client) =>
      suppress(client, TEST_KEY, workspaceId, [{ kind, value }], { reason: 'manual', note: '', at: Date.now() }),
    );
  const erased = async (workspaceId: string, subscriberId: string) => {
    const { id } = await erasure.begin({ id: newId(), workspaceId, subscriberId, requestedBy: 'x', at: Date.now() });
    await erasure.scrub(workspaceId, id);
  };
  const ids = async (workspaceId: string, from: string): Promise<string[]> =>
    (
      await db.pool.query<{ id: string }>(`select id from ${from} where workspace_id = $1 order by id`, [workspaceId])
    ).rows.map(({ id }) => id);
  /** Of nobody that there is, of one who was erased, of a taken address: what the use cases refuse. */
  const refusals = /There is no|was erased|has this email address/;
  const does = async (workspaceId: string, act: Act): Promise<void> => {
    if (act.do === 'suppress') return void (await suppressed(workspaceId, act.kind, act.value));
    if (act.do === 'add') return void (await people.subscriber(workspaceId, act.email));
    const found = await ids(workspaceId, act.do === 'unsuppress' ? 'suppression' : 'subscriber');
    const id = found[act.nth % found.length];
    if (id === undefined) return;
    if (act.do === 'unsuppress')
      return void (await db.pool.query("delete from suppression where id = $1 and reason <> 'erased'", [id]));
    if (act.do === 'erase') return await erased(workspaceId, id);
    await people.subscribers.update(workspaceId, id, { email: act.email }, Date.now()).catch((error: unknown) => {
      if (!refusals.test(String(error))) throw error;
    });
  };
  const mailable = async (workspaceId: string): Promise<string[]> => {
    const { sql, params } = mailableSql(await readSuppressionFacts(db.pool, workspaceId, TEST_KEY), 2);
    const { rows } = await db.pool.query<{ email: string }>(
      `select email from subscriber p where p.workspace_id = $1 and ${sql} order by email`,
      [workspaceId, ...params],
    );
    return rows.map(({ email }) => email);
  };
  /** As the claim asks. */
  const claimable = async (workspaceId: string): Promise<string[]> => {
    const { rows } = await db.pool.query<{ email: string }>(
      `select email from subscriber p where p.workspace_id = $1 and p.status = 'active' and not ${suppressedSql('p.email', '$1', keyAt(2))} order by email`,
      [workspaceId, ...TEST_KEY.parameters],
    );
    return rows.map(({ email }) => email);
  };
  const count = async (workspaceId: string) =>
    await audience.count(
      {
        ...{ workspaceId, condition: { all: [] }, now: Date.now(), timeZone: 'Europe/Paris' },
        clock: { startedAt: Date.now(), rate: 1 },
      },
      10_000,
    );

  it('says of everybody what the claim says, whatever was added, renamed, erased, suppressed and taken off before', async () => {
    const seen = { mailable: 0, suppressed: 0, byHash: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 10, maxLength: 40 }), async (life) => {
        const workspaceId = await people.workspace();
        for (const act of life) await does(workspaceId, act);
        const expected = await claimable(workspaceId);
        expect(await mailable(workspaceId)).toEqual(expected);
        const { rows } = await db.pool.query<{ people: number; active: number }>(
          `select count(*) filter (where status <> 'erased')::int as people, count(*) filter (where status = 'active')::int as active
           from subscriber where workspace_id = $1`,
          [workspaceId],
        );
        expect(await count(workspaceId)).toEqual({ count: rows[0]?.people, mailable: expected.length });
        seen.mailable += expected.length;
        seen.suppressed += (rows[0]?.active ?? 0) - expected.length;
        seen.byHash += (await readSuppressionFacts(db.pool, workspaceId, TEST_KEY)).holders.length;
      }),
      { numRuns: 100 },
    );
    // some of each kind: the comparison says something
    expect(seen.mailable).toBeGreaterThan(100);
    expect(seen.suppressed).toBeGreaterThan(50);
    expect(seen.byHash).toBeGreaterThan(5);
  }, 300_000);

  it('leaves out who has an address or a domain on the list, in any case, subdomains too', async () => {
    const workspaceId = await people.workspace();
    for (const email of [
      'Ann@example.com',
      'bob@shop.example',
      'cy@a.b.c.d.e.f.shop.example',
      'dee@workshop.example',
      'eve@bücher.example',
    ])
      await people.subscriber(workspaceId, email);
    expect(await count(workspaceId)).toEqual({ count: 5, mailable: 5 });
    await suppressed(workspaceId, 'address', 'ann@example.com');
    expect(await count(workspaceId)).toEqual({ count: 5, mailable: 4 });
    await suppressed(workspaceId, 'domain', 'shop.example');
    expect(await mailable(workspaceId)).toEqual(['dee@workshop.example', 'eve@bücher.example']);
    await suppressed(workspaceId, 'domain', 'bücher.example');
    expect(await mailable(workspaceId)).toEqual(['dee@workshop.example']);
    expect(await count(await people.workspace())).toEqual({ count: 0, mailable: 0 });
  });

  it.each<[string, (workspaceId: string) => Promise<unknown>]>([
    ['is added again', (workspaceId) => people.subscriber(workspaceId, 'ANN@example.com')],
    [
      'becomes that of somebody else',
      async (workspaceId) => {
        const id = await people.subscriber(workspaceId, 'bob@example.com');
        return await people.subscribers.update(workspaceId, id, { email: 'Ann@example.com' }, Date.now());
      },
    ],
  ])(
    'leaves out whoever has the address of an erased person, when it %s, for as long as they have it',
    async (_, comes) => {
      const workspaceId = await people.workspace();
      await erased(workspaceId, await people.subscriber(workspaceId, 'Ann@example.com'));
      expect(await count(workspaceId)).toEqual({ count: 0, mailable: 0 });
      await comes(workspaceId);
      expect(await count(workspaceId)).toEqual({ count: 1, mailable: 0 });
      const { rows } = await db.pool.query<{ id: string }>(
        "select id from subscriber where workspace_id = $1 and status <> 'erased'",
        [workspaceId],
      );
      await people.subscribers.update(workspaceId, rows[0]?.id ?? '', { email: 'new@example.com' }, Date.now());
      expect(await count(workspaceId)).toEqual({ count: 1, mailable: 1 });
    },
  );
});
