import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetEnrollment, ListEnrollments, type Actor, type ReadEnrollmentPorts } from '@dripemails/application';
import { DEFAULT_SETTINGS, type Step } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { PrismaWorkspaceRepository } from '../prisma-workspace-repository.js';
import { People, claimOf } from '../testing/people.js';
import { PgPersonReader } from '../trigger/pg-person-reader.js';

const PEOPLE = 23;
/** Asks for a tag, an event and clicks, so that everything has to be read of everybody. */
const stepsOf = (event: string): readonly Step[] => [
  { id: 'a', kind: 'email', subject: 'A', html: '<p>a</p>' },
  {
    ...{ id: 'b', kind: 'branch', then: [{ id: 'c', kind: 'exit', reason: 'x' }], else: [] },
    if: { any: [{ tag: 'vip' }, { event, atLeast: 2 }, { clicked: { step: 'a' } }] },
  },
  { id: 'd', kind: 'email', subject: 'D', html: '<p>d</p>' },
];

describe(ListEnrollments, () => {
  let test: TestDatabase;
  let db: Database;
  let ports: ReadEnrollmentPorts;
  let actor: Actor;
  let sequenceId: string;
  let asked = 0;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 8, onError: () => undefined });
    const people = new People(db);
    const workspaceId = await people.workspace();
    await db.pool.query('update workspace set cap_per_week = 3 where id = $1', [workspaceId]);
    actor = { workspaceId, kind: 'apiKey', id: newId() };
    sequenceId = await people.sequence(workspaceId, { steps: stepsOf('bought') });
    const steps = stepsOf('looked');
    const sends = 5;
    for (let n = 0; n < PEOPLE; n++) {
      if (n === 12)
        await people.sequences.publish(workspaceId, sequenceId, { steps, settings: DEFAULT_SETTINGS }, 'keep');
      const subscriberId = await people.subscriber(workspaceId);
      const version = n < 12 ? 1 : 2;
      const ref = await people.enroll(workspaceId, { sequenceId, subscriberId, version });
      if (n % 3 === 0)
        await db.pool.query("insert into subscriber_tag (workspace_id, subscriber_id, tag) values ($1, $2, 'vip')", [
          ...[workspaceId, subscriberId],
        ]);
      for (let m = 0; m < n % 4; m++)
        await db.pool.query(
          "insert into event (id, workspace_id, subscriber_id, kind, name, what) values ($1, $2, $3, 'custom', $4, 'x')",
          [newId(), workspaceId, subscriberId, n % 2 === 0 ? 'bought' : 'looked'],
        );
      // who is at the cap waits a week for the next
      for (let m = 0; m < n % sends; m++)
        await people.store.claim(await people.load(ref), claimOf({ occurrence: m + 1 }));
      if (n % 2 === 0)
        await db.pool.query("update enrollment set done = '{a}', revision = revision + 1 where id = $1", [
          ref.enrollmentId,
        ]);
    }
    const facts = { persons: new PgPersonReader(db.pool), enrollments: people.store };
    const clock = { now: () => asOf };
    const asOf = Date.now();
    ports = {
      ...{ enrollments: people.enrollments, sequences: people.sequences, facts, clock },
      workspaces: new PrismaWorkspaceRepository(db, clock),
      orchestrator: { workflowUrl: (id: string) => `http://temporal/${id}` },
    };
    db.pool.on('acquire', () => asked++);
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  const page = async (limit: number) => await new ListEnrollments(ports).execute(actor, sequenceId, { limit });

  it('shows everybody as they are shown alone', async () => {
    const { items } = await page(200);
    expect(items).toHaveLength(PEOPLE);
    expect(items.map(({ id }) => id)).toEqual([...items.map(({ id }) => id)].sort().reverse());
    for (const item of items) expect(await new GetEnrollment(ports).execute(actor, item.id)).toMatchObject(item);
    // both outcomes of the branch and both sides of the cap are among them, or nothing would be compared
    expect(new Set(items.map(({ next }) => next?.do)).size).toBeGreaterThan(1);
    expect(new Set(items.map(({ next }) => next?.why)).size).toBeGreaterThan(2);
  });

  it('asks the database as often for a long page as for a short one', async () => {
    await page(200);
    const queriesOf = async (limit: number) => {
      asked = 0;
      const { items } = await page(limit);
      return { asked, shown: items.length };
    };
    // both have people of both versions
    const few = await queriesOf(13);
    const many = await queriesOf(200);
    expect([few.shown, many.shown]).toEqual([13, PEOPLE]);
    expect(many.asked).toBe(few.asked);
    expect(many.asked).toBeLessThanOrEqual(8);
  });
});
