import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fact, FactKind, ImportRecord, ImportSettings } from '@dripemails/application';
import type { Trigger } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase, until } from '@dripemails/testing';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { SuppressionKey } from '../consent/suppression-sql.js';
import { type Database, inTransaction, openDatabase } from '../database.js';
import { PgImportRepository } from '../import/pg-import-repository.js';
import { PgSubscriberRepository } from '../pg-subscriber-repository.js';
import { PrismaListRepository } from '../prisma-list-repository.js';
import { TEST_KEY } from '../testing/people.js';
import { noticeFacts } from './notice-facts.js';
import { PgEventRecorder } from './pg-event-recorder.js';
import { PgTriggerSignal } from './pg-trigger-signal.js';
import { writeTriggers } from './write-triggers.js';

const NOW = Date.UTC(2026, 10, 25, 9);

describe(noticeFacts, () => {
  let test: TestDatabase;
  let db: Database;
  let workspaceId: string;
  let subscriberId: string;
  let listId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 10, onError: () => undefined });
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await newWorkspace();
    subscriberId = await newSubscriber();
    listId = await newList();
  });

  const newWorkspace = async () => {
    const id = newId();
    await db.pool.query(
      "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', 's@example.com')",
      [id],
    );
    return id;
  };
  const newSubscriber = async (workspace = workspaceId) => {
    const id = newId();
    await db.pool.query('insert into subscriber (id, workspace_id, email) values ($1, $2, $3)', [
      id,
      workspace,
      `${id}@example.com`,
    ]);
    return id;
  };
  const newList = async () => {
    const id = newId();
    await db.pool.query('insert into list (id, workspace_id, name) values ($1, $2, $3)', [
      id,
      workspaceId,
      `List ${id}`,
    ]);
    return id;
  };
  const newSequence = async (triggers: readonly Trigger[], state = 'active', workspace = workspaceId) => {
    const id = newId();
    await inTransaction(db.pool, async (client) => {
      await client.query("insert into sequence (id, workspace_id, name) values ($1, $2, 'Welcome')", [id, workspace]);
      await client.query(
        "insert into sequence_version (workspace_id, sequence_id, version, steps) values ($1, $2, 1, '[]')",
        [workspace, id],
      );
      await client.query(
        "update sequence set current_version = 1, state = $2, paused_at = case when $2 = 'paused' then now() end where id = $1",
        [id, state],
      );
      await writeTriggers(client, workspace, id, triggers);
    });
    return id;
  };
  const newEnrollment = async (sequenceId: string, subscriber: string, watches: string[], ended = false) => {
    const id = newId();
    await db.pool.query(
      `insert into enrollment (id, workspace_id, sequence_id, version, subscriber_id, watches, anchor_at, plan_do, plan_at, plan_why, state, outcome, ended_at)
       values ($1, $2, $3, 1, $4, $5, now(), 'replan', now(), '', $6, $7, $8)`,
      [
        id,
        workspaceId,
        sequenceId,
        subscriber,
        watches,
        ended ? 'ended' : 'active',
        ended ? 'completed' : null,
        ended ? new Date() : null,
      ],
    );
    return id;
  };
  const fact = (kind: FactKind, key: string, change: Partial<Fact> = {}): Fact => ({
    subscriberId,
    key,
    kind,
    at: NOW,
    data: {},
    ...change,
  });
  const notice = (...facts: Fact[]) => inTransaction(db.pool, (client) => noticeFacts(client, workspaceId, facts));
  const entries = async () =>
    (
      await db.pool.query<{
        sequence_id: string;
        position: number;
        subscriber_id: string;
        reason: string;
        data: Record<string, unknown>;
        due_at: Date;
      }>(
        'select sequence_id, position, subscriber_id, reason, data, due_at from trigger_entry where workspace_id = $1 order by created_at, position',
        [workspaceId],
      )
    ).rows;
  const reasons = async () => (await entries()).map(({ reason }) => reason);

  it('puts what a fact sets off into the outbox, with the reason in words', async () => {
    const other = await newSequence([]);
    const formId = newId();
    await db.pool.query("insert into form (id, workspace_id, name, config) values ($1, $2, 'Newsletter', '{}')", [
      formId,
      workspaceId,
    ]);
    const sequenceId = await newSequence([
      { on: 'listJoined', listId },
      { on: 'tagAdded', tag: 'vip' },
      { on: 'event', name: 'purchased', key: 'orderId' },
      { on: 'formSubmitted', formId },
      { on: 'segmentEntered', if: { tag: 'gold' } },
      { on: 'dateReached', field: 'renewal' },
      { on: 'sequenceCompleted', sequenceId: other },
    ]);
    const facts: [Fact, number, string, Record<string, unknown>][] = [
      [fact('listJoined', `list:${listId}`), 0, `Joined list 'List ${listId}'`, {}],
      [fact('tagAdded', 'tag:vip'), 1, "Tag 'vip' was added", {}],
      [
        fact('event', 'event:purchased', { data: { orderId: 7 } }),
        2,
        "Event 'purchased'",
        { properties: { orderId: 7 } },
      ],
      [
        fact('event', 'event:form_submitted', { data: { formId } }),
        3,
        "Form 'Newsletter' was submitted",
        { properties: { formId } },
      ],
      [fact('tagRemoved', 'tag:gold'), 4, 'Entered the segment', { evaluate: true }],
      [fact('fieldChanged', 'field:renewal'), 5, "Date 'renewal' was reached", { schedule: true }],
      [fact('sequenceCompleted', `completed:${other}`), 6, "Completed sequence 'Welcome'", {}],
    ];
    for (const [one, position, reason, data] of facts) {
      await db.pool.query('delete from trigger_entry');
      await notice(one);
      expect(await entries()).toEqual([
        {
          sequence_id: sequenceId,
          position,
          subscriber_id: subscriberId,
          reason,
          data: { trigger: expect.objectContaining({}), ...data },
          due_at: new Date(NOW),
        },
      ]);
    }
  });

  it('puts nothing into it for any other fact', async () => {
    await newSequence([
      { on: 'listJoined', listId },
      { on: 'tagAdded', tag: 'vip' },
      { on: 'event', name: 'purchased' },
      { on: 'dateReached', field: 'renewal' },
    ]);
    await notice(
      fact('listJoined', `list:${await newList()}`),
      fact('listLeft', `list:${listId}`),
      fact('tagAdded', 'tag:gold'),
      fact('tagRemoved', 'tag:vip'),
      fact('event', 'event:visited'),
      fact('fieldChanged', 'field:city'),
      fact('activity', 'opened'),
    );
    expect(await entries()).toEqual([]);
  });

  it.each([
    ['active', 1],
    ['paused', 1],
    ['draft', 0],
    ['archived', 0],
  ])('of a sequence that is %s it takes %i', async (state, count) => {
    await newSequence([{ on: 'tagAdded', tag: 'vip' }], state);
    await notice(fact('tagAdded', 'tag:vip'));
    expect(await entries()).toHaveLength(count);
  });

  it('sees nothing of other workspaces', async () => {
    const stranger = await newWorkspace();
    await newSequence([{ on: 'tagAdded', tag: 'vip' }], 'active', stranger);
    await notice(fact('tagAdded', 'tag:vip'));
    expect((await db.pool.query('select 1 from trigger_entry where workspace_id = $1', [stranger])).rowCount).toBe(0);
  });

  it('forgets what was set off by a fact that is rolled back', async () => {
    await newSequence([{ on: 'tagAdded', tag: 'vip' }]);
    const work = inTransaction(db.pool, async (client) => {
      await noticeFacts(client, workspaceId, [fact('tagAdded', 'tag:vip')]);
      expect((await client.query('select 1 from trigger_entry where workspace_id = $1', [workspaceId])).rowCount).toBe(
        1,
      );
      throw new Error('the fact does not happen');
    });
    await expect(work).rejects.toThrow('the fact does not happen');
    expect(await entries()).toEqual([]);
  });

  it('asks about a segment once, however many facts give rise to it, and enters for each event', async () => {
    await newSequence([
      { on: 'segmentEntered', if: { all: [{ tag: 'vip' }, { event: 'purchased' }] } },
      { on: 'event', name: 'purchased' },
    ]);
    await notice(fact('tagAdded', 'tag:vip'), fact('event', 'event:purchased'), fact('event', 'event:purchased'));
    expect(await reasons()).toEqual(['Entered the segment', "Event 'purchased'", "Event 'purchased'"]);
  });

  it('tells which people wait for the facts: live ones, of this person, for this fact', async () => {
    const [sequence, second] = [await newSequence([]), await newSequence([])];
    const other = await newSubscriber();
    const waiting = await newEnrollment(sequence, subscriberId, ['event:purchased', 'opened']);
    await newEnrollment(second, subscriberId, ['event:visited']);
    await newEnrollment(sequence, other, ['event:purchased']);
    await newEnrollment(sequence, await newSubscriber(), ['event:purchased'], true);
    expect(await notice(fact('event', 'event:purchased'))).toEqual([waiting]);
    // what is about another person does not concern this one
    expect(await notice(fact('event', 'event:visited', { subscriberId: other }))).toEqual([]);
    expect(await notice(fact('activity', 'opened'), fact('event', 'event:purchased'))).toEqual([waiting]);
  });

  it('tells somebody who begins to wait while the fact is being recorded', async () => {
    const sequenceId = await newSequence([]);
    let waiting = '';
    // a pool whose connections do something else just before they commit
    const late = new Proxy(db.pool, {
      get: (pool, name) =>
        name === 'connect'
          ? async () => {
              const client = await pool.connect();
              return new Proxy(client, {
                get: (target, method) =>
                  method === 'query'
                    ? async (...args: unknown[]) => {
                        if (args[0] === 'commit')
                          waiting = await newEnrollment(sequenceId, subscriberId, ['event:purchased']);
                        return await (Reflect.apply(target.query, target, args) as Promise<unknown>);
                      }
                    : bound(target, method),
              });
            }
          : bound(pool, name),
    });
    const event = { subscriberId, name: 'purchased', properties: {}, at: NOW };
    const told = await new PgEventRecorder(late).recordCustom(workspaceId, [event]);
    expect(waiting).not.toBe('');
    expect(told).toEqual([waiting]);
  });

  it('takes two looks where nobody watches, and four statements for 1,000 facts', async () => {
    const statements: string[] = [];
    const counted = (client: PoolClient): PoolClient =>
      new Proxy(client, {
        get: (target, name) =>
          name === 'query'
            ? (...args: unknown[]) => {
                statements.push(JSON.stringify(args[0]));
                return Reflect.apply(target.query, target, args) as unknown;
              }
            : (Reflect.get(target, name) as unknown),
      });
    const people = Array.from({ length: 1000 }, () => newId());
    await db.pool.query(
      "insert into subscriber (id, workspace_id, email) select x, $1, x || '@example.com' from unnest($2::uuid[]) x",
      [workspaceId, people],
    );
    const facts = people.map((id) => fact('tagAdded', 'tag:vip', { subscriberId: id }));
    await inTransaction(db.pool, (client) => noticeFacts(counted(client), workspaceId, facts));
    expect(statements).toHaveLength(2);
    expect(await entries()).toEqual([]);

    await newSequence([{ on: 'tagAdded', tag: 'vip' }]);
    statements.length = 0;
    await inTransaction(db.pool, (client) => noticeFacts(counted(client), workspaceId, facts));
    expect(statements).toHaveLength(4);
    expect(new Set((await entries()).map((entry) => entry.subscriber_id))).toEqual(new Set(people));
  });

  it('wakes a listener at the commit, also after its connection was cut', async () => {
    await newSequence([{ on: 'tagAdded', tag: 'vip' }]);
    let signals = 0;
    const errors: Error[] = [];
    const listening = await new PgTriggerSignal(test.url, (error) => errors.push(error)).listen(() => void signals++);
    const heard = (count: number) => until(() => signals >= count, { deadlineMs: 10_000, message: `signal ${count}` });
    try {
      await heard(1); // connected: something may have been missed
      await inTransaction(db.pool, async (client) => {
        await noticeFacts(client, workspaceId, [fact('tagAdded', 'tag:vip')]);
        await db.pool.query('select pg_sleep(0.05)');
        expect(signals).toBe(1);
      });
      await heard(2);
      await db.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dripemails-triggers' and datname = current_database()",
      );
      await heard(3);
      expect(errors).toHaveLength(1);
      await notice(fact('tagAdded', 'tag:vip'));
      await heard(4);
    } finally {
      await listening.close();
    }
  });

  describe('in what writes facts', () => {
    let sequenceId: string;
    let waiting: string;
    beforeEach(async () => {
      sequenceId = await newSequence([
        { on: 'listJoined', listId },
        { on: 'tagAdded', tag: 'vip' },
        { on: 'dateReached', field: 'renewal' },
        { on: 'event', name: 'purchased' },
      ]);
      waiting = await newEnrollment(await newSequence([]), subscriberId, [
        `list:${listId}`,
        'tag:vip',
        'field:firstName',
        'event:purchased',
      ]);
    });
    const email = () => `${subscriberId}@example.com`;
    const positions = async () => {
      const rows = (await entries()).map(({ position }) => position);
      await db.pool.query('delete from trigger_entry');
      return rows.toSorted();
    };

    it('an upsert notices what changed: fields, lists that were joined, tags that are new', async () => {
      const subscribers = new PgSubscriberRepository(db, TEST_KEY);
      const change = {
        email: email().toUpperCase(),
        firstName: 'Ada',
        fields: { renewal: '2026-12-01', city: 'Paris' },
      };
      const first = await subscribers.upsert(workspaceId, newId(), change, [listId], { tags: ['vip', 'new'], at: NOW });
      expect(first).toEqual({ id: subscriberId, created: false, waiting: [waiting] });
      expect(await positions()).toEqual([0, 1, 2]);
      expect((await subscribers.get(workspaceId, subscriberId)).tags).toEqual(['new', 'vip']);
      const again = await subscribers.upsert(workspaceId, newId(), change, [listId], { tags: ['vip'], at: NOW });
      expect(again.waiting).toEqual([]);
      expect(await positions()).toEqual([]);
      const made = await subscribers.upsert(workspaceId, newId(), { email: 'new@example.com' }, [listId]);
      expect(made).toMatchObject({ created: true, waiting: [] });
      expect(await positions()).toEqual([0]);
    });

    it('an update notices the fields whose values differ', async () => {
      const subscribers = new PgSubscriberRepository(db, TEST_KEY);
      expect(await subscribers.update(workspaceId, subscriberId, { lastName: 'Lovelace' }, NOW)).toEqual([]);
      expect(await subscribers.update(workspaceId, subscriberId, { firstName: 'Ada' }, NOW)).toEqual([waiting]);
      expect(await subscribers.update(workspaceId, subscriberId, { firstName: 'Ada' }, NOW)).toEqual([]);
      await subscribers.update(workspaceId, subscriberId, { fields: { renewal: '2026-12-01' } }, NOW);
      await subscribers.update(workspaceId, subscriberId, { fields: { renewal: '2026-12-01', x: 1 } }, NOW);
      await subscribers.update(workspaceId, subscriberId, { fields: { renewal: null } }, NOW);
      expect(await positions()).toEqual([2, 2]);
      await expect(subscribers.update(workspaceId, newId(), { firstName: 'X' }, NOW)).rejects.toMatchObject({
        code: 'subscriber.not_found',
      });
    });

    it('a change of tags notices each that is new or gone, and the people of a tag can be listed', async () => {
      const subscribers = new PgSubscriberRepository(db, TEST_KEY);
      await subscribers.changeTags(workspaceId, subscriberId, { add: ['vip', 'x'], remove: [] }, NOW);
      await subscribers.changeTags(workspaceId, subscriberId, { add: ['vip'], remove: ['y'] }, NOW);
      expect(await positions()).toEqual([1]);
      const tagged = await subscribers.list(workspaceId, { tag: 'vip', limit: 10 });
      expect(tagged.items.map(({ id }) => id)).toEqual([subscriberId]);
      expect((await subscribers.list(workspaceId, { tag: 'gold', limit: 10 })).items).toEqual([]);
      expect(await subscribers.changeTags(workspaceId, subscriberId, { add: [], remove: ['vip', 'x'] }, NOW)).toEqual([
        waiting,
      ]);
      expect(await positions()).toEqual([]);
      const { rows } = await db.pool.query('select what from event where subscriber_id = $1 order by id', [
        subscriberId,
      ]);
      expect(rows.map(({ what }: { what: string }) => what).toSorted()).toEqual([
        "Tag 'vip' removed",
        "Tag 'x' removed",
        "Tagged 'vip'",
        "Tagged 'x'",
      ]);
    });

    it('joining a list is noticed once, and leaving it sets off nothing', async () => {
      const lists = new PrismaListRepository(db);
      const isOn = { status: 'active', subscriberStatus: 'active' };
      const join = () => lists.addMember(workspaceId, listId, subscriberId, NOW);
      expect(await join()).toEqual({ ...isOn, hasJoined: true, waiting: [waiting] });
      expect(await join()).toEqual({ ...isOn, hasJoined: false, waiting: [] });
      expect(await positions()).toEqual([0]);
      expect(await lists.removeMember(workspaceId, listId, subscriberId, NOW)).toEqual([waiting]);
      expect(await lists.removeMember(workspaceId, listId, subscriberId, NOW)).toEqual([]);
      expect(await positions()).toEqual([]);
      await expect(lists.addMember(workspaceId, listId, newId(), NOW)).rejects.toMatchObject({
        code: 'subscriber.not_found',
      });
    });

    it('an import notices what each of its people newly is', async () => {
      const imports = new PgImportRepository(db, new SuppressionKey('a secret of this spec'));
      const options: ImportSettings = {
        ...{ conflict: 'overwrite', consent: null, consentText: '', listIds: [listId], tags: [], dryRun: false },
        ...{ sheet: null, encoding: null, format: null, header: null, actor: 'system spec' },
      };
      const base = { id: newId(), workspaceId, listId, fileName: 'people.csv', mapping: {}, options, total: 3 };
      await imports.create(base);
      const job: ImportRecord = await imports.get(workspaceId, base.id);
      let line = 1;
      const person = (address: string, fields = {}) => ({
        newId: newId(),
        line: ++line,
        wave: 0,
        email: address,
        firstName: 'Ada',
        lastName: null,
        timeZone: null,
        locale: null,
        fields,
      });
      const people = [person(email(), { renewal: '2026-12-01' }), person('one@example.com'), person('two@example.com')];
      const lines = people.map((one) => Buffer.from(imports.encode(one)));
      const batch = { people: lines, waves: [people.length], rejections: [] };
      const turn = Promise.resolve();
      expect(await imports.applyBatch(job, 0, batch, { at: NOW, turn })).toEqual({
        stopped: false,
        waiting: [waiting],
      });
      expect(await positions()).toEqual([0, 0, 0, 2]);
      // the same people again: nothing is new
      expect(await imports.applyBatch(job, 3, batch, { at: NOW, turn })).toEqual({ stopped: false, waiting: [] });
      expect(await positions()).toEqual([]);
      expect(await imports.get(workspaceId, job.id)).toMatchObject({
        processed: 6,
        created: 2,
        updated: 1,
        unchanged: 3,
      });
    });

    it('custom events are written down and noticed', async () => {
      const recorder = new PgEventRecorder(db.pool);
      const found = await recorder.find(workspaceId, { ids: [], emails: [email().toUpperCase(), 'no@example.com'] });
      expect(found).toEqual([{ id: subscriberId, email: email(), isErased: false }]);
      const event = { subscriberId, name: 'purchased', properties: { total: 9.5 }, at: NOW };
      expect(await recorder.recordCustom(workspaceId, [event])).toEqual([waiting]);
      expect(await positions()).toEqual([3]);
      const { rows } = await db.pool.query('select kind, name, properties, at from event where subscriber_id = $1', [
        subscriberId,
      ]);
      expect(rows).toEqual([{ kind: 'custom', name: 'purchased', properties: { total: 9.5 }, at: new Date(NOW) }]);
    });

    it('publishing anew keeps who is in the segment of a trigger that stays, and says which are new or different', async () => {
      const present = async (position: number) =>
        await db.pool.query(
          'insert into segment_presence (workspace_id, sequence_id, position, subscriber_id) values ($1, $2, $3, $4)',
          [workspaceId, sequenceId, position, subscriberId],
        );
      for (const position of [0, 1, 3]) await present(position);
      const changed = await inTransaction(db.pool, (client) =>
        writeTriggers(client, workspaceId, sequenceId, [
          { on: 'listJoined', listId },
          { on: 'tagAdded', tag: 'gold' },
          { on: 'dateReached', field: 'renewal' },
        ]),
      );
      expect(changed).toEqual([1]);
      const kept = await db.pool.query('select position from segment_presence where sequence_id = $1', [sequenceId]);
      expect(kept.rows).toEqual([{ position: 0 }]);
      const { rows } = await db.pool.query(
        'select position, watches from sequence_trigger where sequence_id = $1 order by position',
        [sequenceId],
      );
      expect(rows).toEqual([
        { position: 0, watches: [`list:${listId}`] },
        { position: 1, watches: ['tag:gold'] },
        { position: 2, watches: ['field:renewal', 'field:timeZone'] },
      ]);
    });
  });
});

/** A property of what a proxy stands for, methods bound to it. */
function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}
