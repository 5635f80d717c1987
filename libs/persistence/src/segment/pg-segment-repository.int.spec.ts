import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AudienceQuestion } from '@dripemails/application';
import type { Condition, Step } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../database.js';
import { PgSequenceRepository } from '../pg-sequence-repository.js';
import { TEST_KEY } from '../testing/people.js';
import { PgSegmentAudience } from './pg-segment-audience.js';
import { PgSegmentRepository } from './pg-segment-repository.js';

const VIP: Condition = { tag: 'vip' };
const fine = async () => undefined;

describe(PgSegmentRepository, () => {
  let test: TestDatabase;
  let db: Database;
  let segments: PgSegmentRepository;
  let audience: PgSegmentAudience;
  const workspaceId = newId();
  const other = newId();

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 5, onError: () => undefined });
    segments = new PgSegmentRepository(db.pool);
    audience = new PgSegmentAudience(db.pool, TEST_KEY);
    for (const id of [workspaceId, other])
      await db.pool.query(
        "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', 's@example.com')",
        [id],
      );
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });

  const add = async (name: string, condition: Condition = VIP) => {
    const id = newId();
    await segments.create(workspaceId, { id, name, description: '', condition }, fine);
    return id;
  };
  const question = (condition: Condition, of = workspaceId): AudienceQuestion => ({
    ...{ workspaceId: of, condition, now: Date.now(), timeZone: 'UTC' },
    clock: { startedAt: 0, rate: 1 },
  });

  it('keeps segments, and forgets the numbers of a rule that changed', async () => {
    const id = await add('Kept');
    await segments.saveCount(workspaceId, id, { count: 3, mailable: 2, at: 1000 });
    await segments.update(workspaceId, id, { name: 'Kept on' }, fine);
    expect(await segments.get(workspaceId, id)).toMatchObject({
      ...{ name: 'Kept on', condition: VIP, count: 3, mailable: 2, countedAt: 1000 },
    });
    await segments.update(workspaceId, id, { condition: { tag: 'x' } }, fine);
    expect(await segments.get(workspaceId, id)).toMatchObject({
      condition: { tag: 'x' },
      count: null,
      countedAt: null,
    });
    expect((await segments.rules(workspaceId)).get(id)).toEqual({ name: 'Kept on', condition: { tag: 'x' } });
  });

  it('refuses a name that is taken, whatever its case, and what the check refuses', async () => {
    await add('Taken');
    await expect(add('tAKEN')).rejects.toMatchObject({ code: 'segment.name_taken', errors: [{ path: 'name' }] });
    const refused = segments.create(
      workspaceId,
      { id: newId(), name: 'R', description: '', condition: VIP },
      async () => {
        throw new Error('refused');
      },
    );
    await expect(refused).rejects.toThrow('refused');
    const { items } = await segments.list(workspaceId, { limit: 50 });
    expect(items.map(({ name }) => name)).not.toContain('R');
  });

  it('knows nothing of another workspace', async () => {
    const id = await add('Mine');
    await expect(segments.get(other, id)).rejects.toMatchObject({ code: 'segment.not_found' });
    await expect(segments.update(other, id, { name: 'x' }, fine)).rejects.toMatchObject({ code: 'segment.not_found' });
    await expect(segments.delete(other, id)).rejects.toMatchObject({ code: 'segment.not_found' });
    expect(await segments.list(other, { limit: 50 })).toEqual({ items: [], nextCursor: null });
  });

  it('is not deleted while drafts, published versions or segments name it', async () => {
    const id = await add('Used');
    const sequences = new PgSequenceRepository(db);
    const steps: Step[] = [{ id: 'g', kind: 'goal', if: { all: [{ not: { segment: id } }] } }];
    const [drafted, published] = [newId(), newId()];
    const settings = {
      window: null,
      jitterMinutes: 1,
      reentry: { rule: 'never' as const },
      triggers: [],
      stopOnReply: true,
    };
    await sequences.create(workspaceId, { id: drafted, name: 'Drafted', steps, settings });
    await sequences.create(workspaceId, { id: published, name: 'Published', steps: [], settings });
    const triggers = [{ on: 'segmentEntered' as const, if: VIP }];
    const written = {
      steps: [],
      settings: { ...settings, triggers: [{ on: 'segmentEntered' as const, if: { segment: id } }] },
    };
    await sequences.publish(
      workspaceId,
      published,
      { steps: [], settings: { ...settings, triggers }, written },
      'keep',
    );
    const outer = await add('Outer', { any: [{ segment: id }] });
    expect(await segments.delete(workspaceId, id)).toEqual([
      { kind: 'segment', name: 'Outer', where: 'rule' },
      { kind: 'sequence', name: 'Drafted', where: 'draft' },
      { kind: 'sequence', name: 'Published', where: 'published' },
    ]);
    await segments.delete(workspaceId, outer);
    await sequences.updateDraft(workspaceId, drafted, { steps: [] });
    await db.pool.query("update sequence set state = 'archived' where id = $1", [published]);
    expect(await segments.delete(workspaceId, id)).toEqual([]);
    await expect(segments.get(workspaceId, id)).rejects.toMatchObject({ code: 'segment.not_found' });
  });

  it('has no unpublished changes when what was written is what was published', async () => {
    const sequences = new PgSequenceRepository(db);
    const id = newId();
    const settings = {
      window: null,
      jitterMinutes: 1,
      reentry: { rule: 'never' as const },
      triggers: [],
      stopOnReply: true,
    };
    const written: Step[] = [{ id: 'g', kind: 'goal', if: { segment: newId() } }];
    const steps: Step[] = [{ id: 'g', kind: 'goal', if: VIP }];
    await sequences.create(workspaceId, { id, name: 'Same', steps: written, settings });
    const publish = (rule: Condition) =>
      sequences.publish(
        workspaceId,
        id,
        { steps: [{ id: 'g', kind: 'goal', if: rule }], settings, written: { steps: written, settings } },
        'keep',
      );
    expect((await publish(VIP)).version).toBe(1);
    expect(await sequences.get(workspaceId, id)).toMatchObject({ hasUnpublishedChanges: false });
    expect((await sequences.definition(workspaceId, id, 1)).steps).toEqual(steps);
    // nothing new, until the segment means something else
    expect((await publish(VIP)).version).toBe(1);
    expect((await publish({ tag: 'other' })).version).toBe(2);
    await sequences.updateDraft(workspaceId, id, { steps: [] });
    expect(await sequences.get(workspaceId, id)).toMatchObject({ hasUnpublishedChanges: true });
  });

  describe(PgSegmentAudience, () => {
    const people: string[] = [];
    beforeAll(async () => {
      for (const [index, status] of ['active', 'unsubscribed', 'active', 'erased', 'active'].entries()) {
        const id = newId();
        people.push(id);
        await db.pool.query(
          "insert into subscriber (id, workspace_id, email, status, time_zone) values ($1, $2, $3, $4, 'Asia/Kolkata')",
          [id, workspaceId, `p${index}@example.com`, status],
        );
        if (index !== 2)
          await db.pool.query("insert into subscriber_tag (workspace_id, subscriber_id, tag) values ($1, $2, 'vip')", [
            workspaceId,
            id,
          ]);
      }
    });

    it('counts, and shows the newest; the erased are nobody', async () => {
      expect(await audience.count(question(VIP), 5000)).toEqual({ count: 3, mailable: 2 });
      expect(await audience.newest(question(VIP), 2, 5000)).toEqual([people[4], people[1]]);
      expect(await audience.count(question(VIP, other), 5000)).toEqual({ count: 0, mailable: 0 });
    });

    it('asks one person', async () => {
      const answers = people.map((id) => audience.includes(question(VIP), id));
      expect(await Promise.all(answers)).toEqual([true, true, false, false, true]);
      expect(await audience.includes(question(VIP, other), people[0] ?? '')).toBe(false);
      const recent: Condition = { field: 'createdAt', op: 'withinLast', value: { amount: 1, unit: 'days' } };
      expect(await audience.includes(question(recent), people[2] ?? '')).toBe(true);
    });

    it('goes through everybody in slices', async () => {
      const seen = [];
      let cursor: string | null = null;
      do {
        const slice: Awaited<ReturnType<typeof audience.slice>> = await audience.slice(question(VIP), cursor, 2);
        seen.push(slice.people.map(({ subscriberId }) => subscriberId));
        cursor = slice.cursor;
      } while (cursor !== null);
      expect(seen).toEqual([[people[0], people[1]], [], [people[4]]]);
    });

    it('gives up in time, and says so on the condition', async () => {
      await db.pool.query(
        `insert into subscriber (id, workspace_id, email, fields) select gen_random_uuid(), $1, 'm' || n || '@example.com', '{"note": "x"}' from generate_series(1, 20000) n`,
        [other],
      );
      const slow: Condition = {
        all: Array.from({ length: 40 }, (_, n) => ({
          not: { field: 'note', op: 'contains' as const, value: `é${n}` },
        })),
      };
      await expect(audience.count(question(slow, other), 5)).rejects.toMatchObject({
        code: 'segment.too_slow',
        errors: [{ path: 'condition' }],
      });
    });
  });
});
