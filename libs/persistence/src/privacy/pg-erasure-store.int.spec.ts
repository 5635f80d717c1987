import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { SecretBox } from '@dripemails/platform';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { PgIdempotencyStore } from '../pg-idempotency-store.js';
import { PgSuppressionRepository } from '../consent/pg-suppression-repository.js';
import { PgSubscriberMerger } from '../subscriber/pg-subscriber-merger.js';
import { People, TEST_KEY, claimOf, settlementOf } from '../testing/people.js';
import { PgErasureStore } from './pg-erasure-store.js';
import { PgPrivacyRepository } from './pg-privacy-repository.js';
import { SCRUBBED, WITHOUT_PERSON } from './scrub-person.js';

const SECRET = 'a secret of the specs, 32 characters';
/** A plus address of an internationalised domain, in upper case. */
const EMAIL = 'Ada+News@Bücher.example';
const ASCII = 'ada+news@xn--bcher-kva.example';

describe(PgErasureStore, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let erasure: PgErasureStore;
  let privacy: PgPrivacyRepository;
  let workspaceId: string;
  let subscriberId: string;
  let sequenceId: string;
  const answers = new SecretBox(SECRET, 'idempotency');

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 5, onError: () => undefined });
    people = new People(db);
    erasure = new PgErasureStore(db.pool, TEST_KEY, new SecretBox(SECRET, 'erasure'), answers);
    privacy = new PgPrivacyRepository(db, TEST_KEY);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
    sequenceId = await people.sequence(workspaceId);
    subscriberId = await person(EMAIL);
  });

  async function person(email: string): Promise<string> {
    const id = newId();
    await people.subscribers.upsert(
      workspaceId,
      id,
      { email, firstName: 'Ada', lastName: 'Lovelace', fields: { phone: '+44 1' } },
      [],
      { tags: ['vip'] },
    );
    return id;
  }
  const query = async <T>(sql: string, values: readonly unknown[] = []): Promise<T[]> =>
    (await db.pool.query<T & object>(sql, [...values])).rows;
  const begin = (id = subscriberId) =>
    erasure.begin({ id: newId(), workspaceId, subscriberId: id, requestedBy: 'apiKey:x', at: Date.now() });
  /** All stages but the wait and the histories. */
  async function erase(): Promise<string> {
    const { id } = await begin();
    await erasure.scrub(workspaceId, id);
    await erasure.redact(workspaceId, id);
    return id;
  }
  const inbound = async (change: { mailFrom?: string; from?: string; raw?: string; messageId?: string | null }) => {
    const id = newId();
    await db.pool.query(
      `insert into inbound_message (id, workspace_id, kind, mail_from, rcpt_to, from_header, subject, message_id, size, raw)
       values ($1, $2, 'reply', $3, '{r@x.org}', $4, 's', $5, 1, $6)`,
      [
        ...[id, workspaceId, change.mailFrom ?? 'o@x.org', change.from ?? 'o@x.org', change.messageId ?? null],
        Buffer.from(change.raw ?? 'nothing'),
      ],
    );
    return id;
  };

  it('goes through every table of tenants: a new one has to be named in scrub-person.ts', async () => {
    const tables = await query<{ table_name: string }>(
      "select distinct table_name from information_schema.columns where table_schema = current_schema() and column_name = 'workspace_id'",
    );
    expect([...SCRUBBED, ...WITHOUT_PERSON].sort()).toEqual(tables.map(({ table_name }) => table_name).sort());
  });

  it('removes a person everywhere, keeps what counts nobody, and proves it', async () => {
    const other = await person('nada+news@bücher.example');
    const { enrollmentId } = await people.enroll(workspaceId, { sequenceId, subscriberId });
    const messageId = newId();
    await db.pool.query(
      `insert into message (id, workspace_id, enrollment_id, sequence_id, subscriber_id, step_id, message_id, to_address, subject, state, response, sent_at)
       values ($1, $2, $3, $4, $5, 'a', $6, $7, 'Hello Ada Lovelace', 'accepted', $8, now())`,
      [messageId, workspaceId, enrollmentId, sequenceId, subscriberId, `<${messageId}@x>`, EMAIL, `250 <${EMAIL}> ok`],
    );
    await db.pool.query(
      `insert into event (id, workspace_id, subscriber_id, kind, what, why, properties, name)
       values ($1, $2, $3, 'custom', 'Ordered', $4, $5, 'order_paid'), ($6, $2, $7, 'custom', 'Referred', null, $5, 'referral')`,
      [newId(), workspaceId, subscriberId, `by ${EMAIL}`, JSON.stringify({ by: `\n${EMAIL}`, n: 3 }), newId(), other],
    );
    await db.pool.query(
      "insert into revision (id, workspace_id, sequence_id, version, ai_step_id, step_id, enrollment_id, status, instructions, html) values ($1, $2, $3, 1, 'x', 'a', $4, 'ready', '', 'Dear Ada Lovelace')",
      [newId(), workspaceId, sequenceId, enrollmentId],
    );
    const listId = await people.list(workspaceId);
    await db.pool.query('insert into membership (workspace_id, list_id, subscriber_id) values ($1, $2, $3)', [
      workspaceId,
      listId,
      subscriberId,
    ]);
    await db.pool.query(
      "insert into consent (id, workspace_id, subscriber_id, what, text, source, ip, user_agent) values ($1, $2, $3, 'subscribed', 'I agree', 'Form', '192.0.2.1', 'Mozilla')",
      [newId(), workspaceId, subscriberId],
    );
    const optInId = newId();
    await db.pool.query(
      "insert into opt_in (id, workspace_id, subscriber_id, source, requested_at, due_at, expires_at) values ($1, $2, $3, $4, now(), now(), now() + interval '1 day')",
      [optInId, workspaceId, subscriberId, `Form of ${EMAIL}`],
    );
    const kept = [
      await inbound({ raw: 'From: nada+news@bücher.example' }),
      await inbound({ from: 'Ada Lovelace <o@x.org>' }),
    ];
    await inbound({ mailFrom: ASCII.toUpperCase() });
    await inbound({ raw: `Subject: =?utf-8?q?x=20${EMAIL}?=\r\n` });
    await inbound({ messageId });
    const importId = newId();
    await db.pool.query(
      "insert into import_job (id, workspace_id, status, file_name, mapping, completed_at) values ($1, $2, 'completed', $3, '{}', now())",
      [importId, workspaceId, `people of ${EMAIL}.csv`],
    );
    await db.pool.query('insert into import_chunk (workspace_id, import_id, seq, data) values ($1, $2, 0, $3)', [
      workspaceId,
      importId,
      Buffer.from(`email\n${EMAIL}\n`),
    ]);
    await db.pool.query(
      "insert into import_rejection (workspace_id, import_id, line, reason, row) values ($1, $2, 2, 'no', $3), ($1, $2, 3, 'bad address', 'not-an-email,Ada Lovelace')",
      [workspaceId, importId, `${EMAIL},+44`],
    );
    const exportId = newId();
    await db.pool.query(
      "insert into export_job (id, workspace_id, status, format, filter, completed_at, expires_at) values ($1, $2, 'completed', 'xlsx', $3, now(), now() + interval '1 day')",
      [exportId, workspaceId, JSON.stringify({ query: EMAIL })],
    );
    await db.pool.query("insert into export_chunk values ($1, $2, 0, 'zip')", [workspaceId, exportId]);
    await db.pool.query(
      "insert into operation (id, workspace_id, kind, title, params, failures) values ($1, $2, 'bulkControl', $3, $4, $5)",
      [
        newId(),
        workspaceId,
        `Stop ${EMAIL}`,
        JSON.stringify({ request: JSON.stringify({ of: EMAIL }) }),
        JSON.stringify([{ id: subscriberId, message: ASCII }]),
      ],
    );
    const idempotency = new PgIdempotencyStore(db.pool, answers);
    for (const key of ['about', `signup-${EMAIL.toLowerCase()}`, 'not']) {
      await idempotency.begin(workspaceId, { key, route: 'POST /', requestHash: 'h', at: Date.now(), staleBefore: 0 });
      await idempotency.finish(workspaceId, key, {
        statusCode: 201,
        body: key === 'about' ? { email: EMAIL } : { n: 1 },
      });
    }
    const stranger = await people.workspace();
    await people.subscriber(stranger, EMAIL);

    const id = await erase();
    expect(await erasure.scan(workspaceId, id)).toMatchObject({ found: [], scanned: { tables: expect.any(Number) } });
    // again, as after a crash: nothing more to remove
    const before = (await privacy.get(workspaceId, id)).report.removed;
    await erasure.scrub(workspaceId, id);
    await erasure.redact(workspaceId, id);
    expect((await privacy.get(workspaceId, id)).report.removed).toEqual(before);
    expect(before).toMatchObject({
      message: 1,
      inbound_message: 3,
      consent: expect.any(Number),
      import_rejection: 2,
      idempotency_key: 2,
    });

    expect(
      await query('select email, first_name, status, fields from subscriber where id = $1', [subscriberId]),
    ).toEqual([{ email: `erased-${subscriberId}@erased.invalid`, first_name: null, status: 'erased', fields: {} }]);
    expect(
      await query('select kind, name, what, properties from event where subscriber_id = $1 and kind = $2', [
        subscriberId,
        'custom',
      ]),
    ).toEqual([{ kind: 'custom', name: 'order_paid', what: 'Erased', properties: null }]);
    expect(
      await query('select properties from event where subscriber_id = $1 and kind = $2', [other, 'custom']),
    ).toEqual([{ properties: { by: '\n[erased]', n: 3 } }]);
    expect(await query('select state, outcome from enrollment where id = $1', [enrollmentId])).toEqual([
      { state: 'ended', outcome: 'erased' },
    ]);
    expect(
      await query(
        'select what from consent where workspace_id = $1 and subscriber_id is null and ip is null order by what',
        [workspaceId],
      ),
    ).toEqual([{ what: 'erased' }, { what: 'subscribed' }]);
    expect(await query('select state from opt_in where id = $1', [optInId])).toEqual([{ state: 'cancelled' }]);
    expect(
      (await query<{ id: string }>('select id from inbound_message where workspace_id = $1', [workspaceId]))
        .map((row) => row.id)
        .sort(),
    ).toEqual(kept.sort());
    expect(await query('select status from export_job where id = $1', [exportId])).toEqual([{ status: 'expired' }]);
    expect(await query('select 1 from export_chunk where export_id = $1', [exportId])).toEqual([]);
    expect(await query('select email from subscriber where id = $1', [other])).toEqual([
      { email: 'nada+news@bücher.example' },
    ]);
    expect(await query('select email from subscriber where workspace_id = $1', [stranger])).toEqual([{ email: EMAIL }]);
    expect(await query('select value, reason from suppression where workspace_id = $1', [workspaceId])).toEqual([
      { value: null, reason: 'erased' },
    ]);
  }, 60_000);

  it('takes the address and the name out of names of files, also where others were imported by them', async () => {
    const other = await person('bob@x.org');
    const files = [`${EMAIL}.csv`, `export_${EMAIL}-2026.csv`, 'ada-lovelace.xlsx', 'customers.csv'];
    for (const name of files) {
      await db.pool.query(
        "insert into import_job (id, workspace_id, status, file_name, mapping, completed_at) values ($1, $2, 'completed', $3, '{}', now())",
        [newId(), workspaceId, name],
      );
      await db.pool.query(
        "insert into consent (id, workspace_id, subscriber_id, what, text, source) values ($1, $2, $3, 'subscribed', '', $4)",
        [newId(), workspaceId, other, `Import of '${name}' by user x`],
      );
    }
    const id = await erase();
    expect(await erasure.scan(workspaceId, id)).toMatchObject({ found: [] });
    expect(
      await query('select file_name from import_job where workspace_id = $1 order by file_name', [workspaceId]),
    ).toEqual([
      { file_name: '[erased]' },
      { file_name: '[erased]' },
      { file_name: '[erased]' },
      { file_name: 'customers.csv' },
    ]);
    expect(
      await query('select distinct source from consent where subscriber_id = $1 order by source', [other]),
    ).toEqual([{ source: "Import of '[erased]' by user x" }, { source: "Import of 'customers.csv' by user x" }]);
  });

  it('finds an address that an ending of files follows, and not one of a longer domain', async () => {
    const other = await person('bob@x.org');
    await db.pool.query(
      `insert into event (id, workspace_id, subscriber_id, kind, what, properties, name)
       values ($1, $2, $3, 'custom', 'Sent', $4, 'sent'), ($5, $2, $3, 'custom', 'Sent', $6, 'sent')`,
      [newId(), workspaceId, other, { file: `${EMAIL}.pdf` }, newId(), { file: `${EMAIL}.uk`, more: `${EMAIL}.csvs` }],
    );
    await erase();
    const { rows } = await db.pool.query<{ properties: object }>(
      "select properties from event where subscriber_id = $1 and kind = 'custom' order by id",
      [other],
    );
    expect(rows.map(({ properties }) => properties)).toEqual([
      { file: '[erased].pdf' },
      { file: `${EMAIL}.uk`, more: `${EMAIL}.csvs` },
    ]);
  });

  it('tells where others have the full name, whose rows they are, and leaves them as they are', async () => {
    const other = await person('bob@x.org');
    await db.pool.query(
      `insert into event (id, workspace_id, subscriber_id, kind, what, why) values ($1, $2, $3, 'note', 'Knows ADA LOVELACE', null)`,
      [newId(), workspaceId, other],
    );
    await db.pool.query('update subscriber set fields = $2 where id = $1', [other, { boss: 'Ada Lovelace' }]);
    await db.pool.query(
      "insert into segment (id, workspace_id, name, condition) values ($1, $2, 'For Ada Lovelace', $3)",
      [newId(), workspaceId, { tag: 'x' }],
    );
    await inbound({ from: 'Ada Lovelace <o@x.org>' });
    const id = await erase();
    const proof = await erasure.scan(workspaceId, id);
    expect(proof.found).toEqual([]);
    expect(proof.mentions).toEqual([
      { table: 'event', column: 'what', rows: 1, subscriberIds: [other] },
      { table: 'inbound_message', column: 'from_header', rows: 1, subscriberIds: [] },
      { table: 'segment', column: 'name', rows: 1, subscriberIds: [] },
      { table: 'subscriber', column: 'fields', rows: 1, subscriberIds: [other] },
    ]);
    await erasure.finish(workspaceId, id, { proof, error: null, at: Date.now() });
    const { status, report } = await privacy.get(workspaceId, id);
    expect({ status, mentions: report.mentions }).toEqual({ status: 'completed', mentions: proof.mentions });
    expect(await query('select what from event where subscriber_id = $1 and kind = $2', [other, 'note'])).toEqual([
      { what: 'Knows ADA LOVELACE' },
    ]);
  });

  it('forgets what it looked for once it is completed, and not where traces are left', async () => {
    await db.pool.query("insert into segment (id, workspace_id, name, condition) values ($1, $2, 'S', $3)", [
      newId(),
      workspaceId,
      JSON.stringify({ field: 'email', op: 'is', value: EMAIL }),
    ]);
    const id = await erase();
    const proof = await erasure.scan(workspaceId, id);
    expect(proof.found).toEqual([{ table: 'segment', column: 'condition', rows: 1, what: 'address' }]);
    await erasure.finish(workspaceId, id, { proof, error: 'Traces are left', at: Date.now() });
    expect(await privacy.get(workspaceId, id)).toMatchObject({ status: 'failed', report: { found: proof.found } });

    await db.pool.query('delete from segment where workspace_id = $1', [workspaceId]);
    expect(await begin()).toMatchObject({ id, isOver: false });
    const clean = await erasure.scan(workspaceId, id);
    await erasure.finish(workspaceId, id, { proof: clean, error: null, at: Date.now() });
    expect(await privacy.get(workspaceId, id)).toMatchObject({
      status: 'completed',
      error: null,
      report: { found: [] },
    });
    expect(await test.value("select report ? 'sealed' from privacy_request where id = $1", [id])).toBe(false);
    expect(await begin()).toMatchObject({ id, isOver: true });
    await expect(erasure.scan(workspaceId, id)).rejects.toThrow(/cannot be read/);
  });

  it('ends enrollments and suppresses the address before anything else, once', async () => {
    const { enrollmentId } = await people.enroll(workspaceId, { sequenceId, subscriberId });
    const [first, second] = await Promise.all([begin(), begin()]);
    expect(first.id).toBe(second.id);
    expect([...first.ended, ...second.ended]).toEqual([enrollmentId]);
    // until the scrub has come by, the profile still has the address
    await expect(person('ADA+news@bücher.example')).rejects.toMatchObject({ code: 'subscriber.erased' });
    await expect(begin(newId())).rejects.toMatchObject({ code: 'subscriber.not_found' });
    await expect(
      erasure.begin({ id: newId(), workspaceId: newId(), subscriberId, requestedBy: 'x', at: Date.now() }),
    ).rejects.toMatchObject({ code: 'subscriber.not_found' });
  });

  it('holds when a send in progress records its result afterwards', async () => {
    const ref = await people.enroll(workspaceId, { sequenceId, subscriberId });
    const claim = await people.store.claim(
      await people.load(ref),
      claimOf({ to: EMAIL, subject: 'Hello Ada Lovelace' }),
    );
    if (claim === null) throw new Error('the send was not claimed');
    const { id } = await begin();
    await erasure.scrub(workspaceId, id);
    expect(await erasure.isWorkGoing(workspaceId, id)).toBe(true);
    const settlement = settlementOf(claim, 'accepted', Date.now());
    await people.store.settle(ref, 1, {
      ...settlement,
      message: { ...settlement.message, response: `250 queued for <${EMAIL}>` },
      events: [
        {
          kind: 'sent',
          stepId: 'a',
          messageId: claim.id,
          what: "Mail 'Hello Ada Lovelace' sent",
          why: EMAIL,
          at: Date.now(),
        },
      ],
    });
    expect((await erasure.scan(workspaceId, id)).found).not.toEqual([]);
    expect(await erasure.isWorkGoing(workspaceId, id)).toBe(false);
    await erasure.scrub(workspaceId, id);
    expect((await erasure.scan(workspaceId, id)).found).toEqual([]);
    expect(await query('select state, outcome from enrollment where id = $1', [ref.enrollmentId])).toEqual([
      { state: 'ended', outcome: 'erased' },
    ]);
  });

  it.each<[string, () => Promise<string>]>([
    [
      'renamed',
      async () => {
        await people.subscribers.update(workspaceId, subscriberId, { email: 'new@example.com' }, Date.now());
        return EMAIL;
      },
    ],
    [
      'merged',
      async () => {
        const other = await people.subscriber(workspaceId, 'Eb@example.com');
        await new PgSubscriberMerger(db.pool, TEST_KEY).merge(workspaceId, subscriberId, other, Date.now());
        return 'Eb@example.com';
      },
    ],
    [
      'known by a mail',
      async () => {
        await people.mailed(workspaceId, subscriberId, 'Once@example.com');
        return 'Once@example.com';
      },
    ],
  ])('takes the addresses of before along, of who was %s', async (_, leave) => {
    const old = await leave();
    const suppressions = new PgSuppressionRepository(db, TEST_KEY);
    const how = { reason: 'manual' as const, source: 'Spec', at: Date.now() };
    await suppressions.add(workspaceId, [{ kind: 'address', value: 'x@example.org' }], { ...how, note: `for ${old}` });
    await suppressions.add(workspaceId, [{ kind: 'address', value: old.toLowerCase() }], { ...how, note: 'as said' });
    await inbound({ mailFrom: old.toUpperCase() });

    const id = await erase();

    expect((await erasure.scan(workspaceId, id)).found).toEqual([]);
    const kept = await query<{ kept: number }>(
      `select count(*)::int as kept from (
         select s::text as t from suppression s where workspace_id = $2 union all select e::text from event e where workspace_id = $2
         union all select mail_from from inbound_message where workspace_id = $2
         union all select to_address from message where workspace_id = $2) as t
       where t ilike $1`,
      [`%${old}%`, workspaceId],
    );
    expect(kept).toEqual([{ kept: 0 }]);
    const again = await people.subscriber(workspaceId, old);
    expect(again).not.toBe(subscriberId);
    expect((await people.subscribers.get(workspaceId, again)).suppressed).toMatchObject({ reason: 'erased' });
  });

  it('erases nothing of another profile that has an address by now', async () => {
    await people.subscribers.update(workspaceId, subscriberId, { email: 'new@example.com' }, Date.now());
    const other = await people.subscriber(workspaceId, EMAIL);
    const id = await erase();
    expect((await erasure.scan(workspaceId, id)).found).toEqual([]);
    expect(await people.subscribers.get(workspaceId, other)).toMatchObject({ email: EMAIL, status: 'active' });
  });

  it('does not mail whoever has an address by now at which the person was mailed, until they confirm', async () => {
    await people.mailed(workspaceId, subscriberId, 'Once@example.com');
    const other = await people.subscriber(workspaceId, 'once@example.com');
    const { enrollmentId } = await people.enroll(workspaceId, { sequenceId, subscriberId: other });
    expect((await begin()).ended).toEqual([enrollmentId]);
    expect((await people.subscribers.get(workspaceId, other)).suppressed).toMatchObject({ reason: 'unsubscribed' });
  });

  it('gives out everything that is held on a person', async () => {
    const { enrollmentId } = await people.enroll(workspaceId, { sequenceId, subscriberId });
    await inbound({ mailFrom: EMAIL, raw: 'hello' });
    const held = await privacy.person(workspaceId, subscriberId);
    expect(held).toMatchObject({
      profile: { email: EMAIL, firstName: 'Ada' },
      fields: { phone: '+44 1' },
      tags: [{ tag: 'vip' }],
      enrollments: [{ id: enrollmentId, timeline: expect.any(Array) }],
      inbound: [{ raw: Buffer.from('hello').toString('base64') }],
      suppressions: [],
    });
    await expect(privacy.person(newId(), subscriberId)).rejects.toMatchObject({ code: 'subscriber.not_found' });
  });
});
