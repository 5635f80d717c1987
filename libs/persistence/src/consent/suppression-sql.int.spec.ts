import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac, hkdfSync } from 'node:crypto';
import { foldAddress, parseEmailAddress } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { People, TEST_KEY } from '../testing/people.js';
import { type Suppressed, suppress } from './suppress.js';
import { SuppressionKey, keyAt, suppressedSql, suppressionHashSql, suppressionReasonSql } from './suppression-sql.js';

describe(suppressedSql, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 5, onError: () => undefined });
    people = new People(db);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
  });

  const add = (entries: readonly Suppressed[], reason: 'manual' | 'complaint' | 'erased' = 'manual') =>
    inTransaction(db.pool, (client) =>
      suppress(client, TEST_KEY, workspaceId, entries, { reason, note: '', at: Date.now() }),
    );
  const isSuppressed = async (email: string, key = TEST_KEY, workspace = workspaceId): Promise<boolean> => {
    const { rows } = await db.pool.query<{ is: boolean }>(`select ${suppressedSql('$1::text', '$2', keyAt(3))} as is`, [
      email,
      workspace,
      ...key.parameters,
    ]);
    return rows[0]?.is ?? false;
  };
  const reasonOf = async (email: string): Promise<string | null | undefined> => {
    const { rows } = await db.pool.query<{ reason: string | null }>(
      `select ${suppressionReasonSql('$1::text', '$2', keyAt(3))} as reason`,
      [email, workspaceId, ...TEST_KEY.parameters],
    );
    return rows[0]?.reason;
  };
  const address = (value: string): Suppressed => ({ kind: 'address', value });
  const domain = (value: string): Suppressed => ({ kind: 'domain', value });

  it('hashes as HMAC-SHA-256 is defined, with a key made from the secret and the workspace before the text', async () => {
    const secret = 'another secret of the specs, as long';
    const key = Buffer.from(hkdfSync('sha256', secret, '', 'suppression', 32));
    const { rows } = await db.pool.query<{ hash: Buffer }>(
      `select ${suppressionHashSql('$4::text', '$1', keyAt(2))} as hash`,
      [workspaceId, ...new SuppressionKey(secret).parameters, 'jürgen@example.com'],
    );
    const expected = createHmac('sha256', key).update(`${workspaceId}:jürgen@example.com`).digest('hex');
    expect(rows[0]?.hash.toString('hex')).toBe(expected);
  });

  it('knows an address in any case, and no other', async () => {
    await add([address('ann+news@example.com'), address('jürgen@bücher.example')]);
    expect(await isSuppressed('Ann+News@Example.com')).toBe(true);
    expect(await isSuppressed('JÜRGEN@BÜCHER.example')).toBe(true);
    // a plus is part of the address: the mailbox behind it did not ask
    expect(await isSuppressed('ann@example.com')).toBe(false);
    expect(await isSuppressed('ann+news@example.org')).toBe(false);
  });

  it('knows a domain with its subdomains, and no domain that merely ends alike', async () => {
    await add([domain('example.com'), domain('bücher.example')]);
    for (const email of [
      'x@example.com',
      'x@EXAMPLE.com',
      'x@a.example.com',
      'x@a.b.c.example.com',
      'x@bücher.example',
    ])
      expect([email, await isSuppressed(email)]).toEqual([email, true]);
    const labels = 'a.b.c.d.e.f.g.h';
    for (const email of [`x@d.${labels}.example.com`, 'x@a.b.c.d.example.com', `x@${'a.'.repeat(120)}bücher.example`])
      expect([email, await isSuppressed(email), await reasonOf(email)]).toEqual([email, true, 'manual']);
    for (const email of ['x@a.b.c.d.notexample.com', `x@example.com.${labels}.example.org`])
      expect([email, await isSuppressed(email), await reasonOf(email)]).toEqual([email, false, null]);
    for (const email of ['x@notexample.com', 'example.com@example.org', 'x@com', 'x@example.com.org'])
      expect([email, await isSuppressed(email)]).toEqual([email, false]);
  });

  it('knows an address whose letters JavaScript and the database would lower differently, asked in any case', async () => {
    const spelt = [
      ...['ΑΝΔΡΕΑΣ1@example.com', 'ΑΝΔΡΕΑΣ@s1.com', 'ΝΙΚΟΣ.Χ@x.com', 'İstanbul1@example.com', 'IŞIK@example.com'],
      ...['Ꭰꭰ@example.com', 'STRAẞE@example.com', 'a@ᎠᎡ.example', 'ΪΌΣΑ@ΝΙΚΟΣ.example'],
    ];
    for (const email of spelt) {
      const forms = [email, email.toLowerCase(), parseEmailAddress(email)].map((form) => parseEmailAddress(form));
      await add([address(foldAddress(parseEmailAddress(email)))]);
      for (const form of forms) {
        expect([form, await isSuppressed(form)]).toEqual([form, true]);
        const { rows } = await db.pool.query<{ lower: string }>('select lower($1::text)', [form]);
        expect(rows[0]?.lower).toBe(foldAddress(form));
      }
    }
  });

  it('is bound to the workspace and to the secret of the installation', async () => {
    await add([address('ann@example.com')]);
    expect(await isSuppressed('ann@example.com')).toBe(true);
    expect(await isSuppressed('ann@example.com', new SuppressionKey('another secret'))).toBe(false);
    expect(await isSuppressed('ann@example.com', TEST_KEY, await people.workspace())).toBe(false);
  });

  it('answers for many people at once as it does for one', async () => {
    await add([address('one@example.com'), domain('example.org')]);
    for (const email of ['one@example.com', 'two@example.com', 'three@sub.example.org'])
      await people.subscriber(workspaceId, email);
    const { rows } = await db.pool.query<{ email: string }>(
      `select email from subscriber p where workspace_id = $1 and ${suppressedSql('p.email', '$1', keyAt(2))} order by email`,
      [workspaceId, ...TEST_KEY.parameters],
    );
    expect(rows.map(({ email }) => email)).toEqual(['one@example.com', 'three@sub.example.org']);
  });

  it('keeps the stronger reason, and nothing but the hash once the person is erased', async () => {
    expect(await reasonOf('ann@example.com')).toBeNull();
    expect(await add([domain('example.com')], 'complaint')).toMatchObject({ added: 1 });
    expect(await reasonOf('ann@example.com')).toBe('complaint');
    expect(await add([address('ann@example.com')])).toMatchObject({ added: 1 });
    // what is known of the address comes before what is known of its domain
    expect(await reasonOf('ann@example.com')).toBe('manual');
    expect(await add([address('Ann@example.com')], 'erased')).toMatchObject({ added: 1 });
    expect(await add([address('ann@example.com')], 'manual')).toMatchObject({ added: 0 });
    expect(await reasonOf('ann@example.com')).toBe('erased');
    const { rows } = await db.pool.query("select value from suppression where workspace_id = $1 and kind = 'address'", [
      workspaceId,
    ]);
    expect(rows).toEqual([{ value: null }]);
  });
});
