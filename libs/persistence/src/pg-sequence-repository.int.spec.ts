import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS, type SequenceSettings, type Step } from '@dripemails/domain';
import { createTestDatabase, type TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from './database.js';
import { PgSequenceRepository } from './pg-sequence-repository.js';
import { ONE_MAIL, People, nextOf } from './testing/people.js';

const SETTINGS: SequenceSettings = {
  window: { weekdays: [1, 2, 3], from: '09:00', to: '17:00', timeZone: 'subscriber', skipDates: ['2026-12-25'] },
  ...{ jitterMinutes: 7, reentry: { rule: 'afterDays', days: 30 }, stopOnReply: false },
  triggers: [
    { on: 'tagAdded', tag: 'vip' },
    { on: 'event', name: 'order', key: 'orderId' },
  ],
};
const TWO_MAILS: readonly Step[] = [...ONE_MAIL, { id: 'b', kind: 'email', subject: 'B', html: '<p>b</p>' }];

describe(PgSequenceRepository, () => {
  let test: TestDatabase;
  let db: Database;
  let people: People;
  let sequences: PgSequenceRepository;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase(test.url, { connections: 10, onError: () => undefined });
    people = new People(db);
    sequences = people.sequences;
  }, 60_000);
  afterAll(async () => {
    await db.close();
    await test.drop();
  });
  beforeEach(async () => {
    workspaceId = await people.workspace();
  });

  const draft = async (settings: SequenceSettings = DEFAULT_SETTINGS): Promise<string> => {
    const id = newId();
    await sequences.create(workspaceId, { id, name: 'S', steps: ONE_MAIL, settings });
    return id;
  };
  const triggersOf = async (id: string) =>
    (
      await db.pool.query<{ position: number; kind: string; watches: string[]; config: unknown }>(
        'select position, kind, watches, config from sequence_trigger where sequence_id = $1 order by position',
        [id],
      )
    ).rows;
  const somebody = async (sequenceId: string, version = 1) =>
    people.enroll(workspaceId, { sequenceId, version, subscriberId: await people.subscriber(workspaceId) });

  it('counts people at the steps of every arm, in the order in which they are written', async () => {
    const mail = (id: string): Step => ({ id, kind: 'email', subject: id, html: '<p>x</p>' });
    const isVip = { tag: 'vip' };
    const inner: Step = { id: 'inner', kind: 'branch', if: isVip, then: [mail('deep')], else: [] };
    const steps: readonly Step[] = [
      { id: 'fork', kind: 'branch', if: isVip, then: [mail('yes')], else: [mail('no'), inner] },
      mail('last'),
    ];
    const sequenceId = await people.sequence(workspaceId, { steps });
    for (const step of ['no', 'no', 'no', 'deep', 'last']) {
      const subscriberId = await people.subscriber(workspaceId);
      await people.enroll(workspaceId, { sequenceId, subscriberId, next: nextOf({ do: 'sendEmail', step }) });
    }
    const { steps: counted } = await sequences.stats(workspaceId, sequenceId);
    expect(counted.map(({ stepId, waiting }) => [stepId, waiting])).toEqual([
      ...[['fork', 0] as const, ['yes', 0] as const, ['no', 3] as const],
      ...[['inner', 0] as const, ['deep', 1] as const, ['last', 1] as const],
    ]);
  });

  it('reads back steps and settings, of the draft and of a version', async () => {
    const id = await draft(SETTINGS);
    expect(await sequences.get(workspaceId, id)).toMatchObject({
      ...{ state: 'draft', version: null, steps: ONE_MAIL, settings: SETTINGS, hasUnpublishedChanges: true },
    });
    await sequences.publish(workspaceId, id, { steps: ONE_MAIL, settings: SETTINGS }, 'keep');
    expect(await sequences.get(workspaceId, id)).toMatchObject({ version: 1, hasUnpublishedChanges: false });
    expect(await sequences.definition(workspaceId, id, 1)).toEqual({
      ...{ sequenceId: id, version: 1, steps: ONE_MAIL, settings: SETTINGS },
    });
    expect(await sequences.versions(workspaceId, id)).toMatchObject([{ version: 1, settings: SETTINGS, people: 0 }]);
    await sequences.updateDraft(workspaceId, id, { settings: { ...SETTINGS, stopOnReply: true } });
    expect(await sequences.get(workspaceId, id)).toMatchObject({ steps: ONE_MAIL, hasUnpublishedChanges: true });
  });

  it('says of a version what held before a setting existed', async () => {
    const id = await draft();
    await sequences.publish(workspaceId, id, { steps: ONE_MAIL, settings: SETTINGS }, 'keep');
    await db.pool.query(`update sequence_version set settings = '{"stopOnReply": false}' where sequence_id = $1`, [id]);
    const settings = { ...DEFAULT_SETTINGS, stopOnReply: false };
    expect((await new PgSequenceRepository(db).definition(workspaceId, id, 1)).settings).toEqual(settings);
  });

  it('makes a new version of changed steps or settings, and none of the same', async () => {
    const id = await draft();
    const publish = async (steps: readonly Step[], settings: SequenceSettings) =>
      (await sequences.publish(workspaceId, id, { steps, settings }, 'keep')).version;
    expect(await publish(ONE_MAIL, DEFAULT_SETTINGS)).toBe(1);
    expect(await publish(ONE_MAIL, DEFAULT_SETTINGS)).toBe(1);
    expect(await publish(ONE_MAIL, SETTINGS)).toBe(2);
    expect(await publish(TWO_MAILS, SETTINGS)).toBe(3);
    expect(await publish(ONE_MAIL, DEFAULT_SETTINGS)).toBe(4);
    expect((await sequences.versions(workspaceId, id)).map(({ version }) => version)).toEqual([4, 3, 2, 1]);
    // what was published before is as it was
    expect(await sequences.definition(workspaceId, id, 1)).toMatchObject({
      steps: ONE_MAIL,
      settings: DEFAULT_SETTINGS,
    });
    expect(await sequences.definition(workspaceId, id, 3)).toMatchObject({ steps: TWO_MAILS, settings: SETTINGS });
  });

  it('numbers versions that are published at once one after the other', async () => {
    const id = await draft();
    const published = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        sequences.publish(workspaceId, id, { steps: ONE_MAIL, settings: { ...SETTINGS, jitterMinutes: n } }, 'keep'),
      ),
    );
    expect(published.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('rewrites the triggers with the version, and says which are new or different', async () => {
    const id = await draft();
    const publish = async (triggers: SequenceSettings['triggers']) =>
      (await sequences.publish(workspaceId, id, { steps: ONE_MAIL, settings: { ...SETTINGS, triggers } }, 'keep'))
        .triggersChanged;
    const [tag, event] = [SETTINGS.triggers[0], SETTINGS.triggers[1]];
    if (tag === undefined || event === undefined) throw new Error('the settings lost their triggers');
    expect(await publish([tag, event])).toEqual([0, 1]);
    expect(await triggersOf(id)).toEqual([
      { position: 0, kind: 'tagAdded', watches: ['tag:vip'], config: tag },
      { position: 1, kind: 'event', watches: ['event:order'], config: event },
    ]);
    expect(await publish([tag, event])).toEqual([]);
    expect(await publish([tag, { ...event, name: 'refund' } as typeof event])).toEqual([1]);
    expect(await publish([{ on: 'tagAdded', tag: 'pro' }])).toEqual([0]);
    expect(await triggersOf(id)).toMatchObject([{ position: 0, watches: ['tag:pro'] }]);
  });

  it('moves the running people to the version, or keeps them, and counts both', async () => {
    const id = await people.sequence(workspaceId);
    const [one, two, gone] = [await somebody(id), await somebody(id), await somebody(id)];
    await db.pool.query("update enrollment set state = 'ended', outcome = 'stopped', ended_at = now() where id = $1", [
      gone.enrollmentId,
    ]);
    const content = { steps: TWO_MAILS, settings: DEFAULT_SETTINGS };
    expect(await sequences.publish(workspaceId, id, content, 'keep')).toMatchObject({ version: 2, moved: 0, kept: 2 });
    await somebody(id, 2);
    expect(await sequences.countMove(workspaceId, id, content)).toEqual({ moved: 2, kept: 1 });
    // other content, such as that of an earlier version, is a version of its own
    const other = { steps: ONE_MAIL, settings: DEFAULT_SETTINGS };
    expect(await sequences.countMove(workspaceId, id, other)).toEqual({ moved: 3, kept: 0 });
    expect(await sequences.countMove(await people.workspace(), id, other)).toEqual({ moved: 0, kept: 0 });
    expect(await sequences.publish(workspaceId, id, content, 'move')).toMatchObject({ version: 2, moved: 2, kept: 1 });
    expect(await sequences.countMove(workspaceId, id, content)).toEqual({ moved: 0, kept: 3 });
    for (const ref of [one, two]) {
      expect(await people.load(ref)).toMatchObject({ version: 2, revision: 2 });
      expect(await people.kinds(ref)).toEqual(['enrolled', 'moved']);
    }
    expect(await people.load(gone)).toMatchObject({ version: 1, revision: 1 });
  });

  it('groups the running people by where they stand', async () => {
    const id = await people.sequence(workspaceId);
    await sequences.publish(workspaceId, id, { steps: TWO_MAILS, settings: DEFAULT_SETTINGS }, 'keep');
    const set = async (columns: string, version = 1) => {
      const { enrollmentId } = await somebody(id, version);
      await db.pool.query(`update enrollment set ${columns} where id = $1`, [enrollmentId]);
    };
    await set("done = '{a}'");
    await set("done = '{a}', state = 'held'");
    await set("done = '{a}'", 2);
    await set(`done = '{a,s}', choices = '{"s": "1"}'`);
    await set(`done = '{a,s}', choices = '{"s": "0"}'`);
    await set("done = '{a}', state = 'ended', outcome = 'stopped', ended_at = now()");
    const groups = await sequences.standings(workspaceId, id, Date.now());
    expect(groups).toHaveLength(4);
    expect(groups).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ version: 1, done: ['a'], choices: {}, count: 2 }),
        expect.objectContaining({ version: 2, done: ['a'], choices: {}, count: 1 }),
        expect.objectContaining({ version: 1, done: ['a', 's'], choices: { s: '1' }, count: 1 }),
        expect.objectContaining({ version: 1, done: ['a', 's'], choices: { s: '0' }, count: 1 }),
      ]),
    );
    expect(await sequences.standings(await people.workspace(), id, Date.now())).toEqual([]);
  });

  it('tells since when people wait whom nothing else keeps, by time zone and by the step that an operator dated', async () => {
    const id = await people.sequence(workspaceId);
    const [early, late, now] = [1_795_000_000_123, 1_795_000_060_000, 1_795_000_120_000];
    const set = async (columns: string, zone: string | null = null) => {
      const { enrollmentId } = await somebody(id);
      const values = [enrollmentId, new Date(early), new Date(late), new Date(now)];
      await db.pool.query(
        `with given(early, late, now) as (values ($2::timestamptz, $3::timestamptz, $4::timestamptz)) update enrollment set ${columns} from given where id = $1`,
        values,
      );
      await db.pool.query(
        'update subscriber set time_zone = $2 where id = (select subscriber_id from enrollment where id = $1)',
        [enrollmentId, zone],
      );
    };
    await set('anchor_at = late, not_before = now');
    await set('anchor_at = early');
    await set("anchor_at = early, not_before = now + interval '1 second'");
    await set("anchor_at = early, state = 'held'");
    await set('anchor_at = early', 'Asia/Tokyo');
    await set("anchor_at = early, override_step = 'a', override_at = late");
    const nobodys = { overrideStep: null, overrideAt: [] };
    const groups = await sequences.standings(workspaceId, id, now);
    expect(groups).toHaveLength(3);
    expect(groups).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ count: 4, timeZone: null, since: [early, late], ...nobodys }),
        expect.objectContaining({ count: 1, timeZone: 'Asia/Tokyo', since: [early], ...nobodys }),
        expect.objectContaining({ count: 1, timeZone: null, since: [early], overrideStep: 'a', overrideAt: [late] }),
      ]),
    );
  });

  it('knows the steps of every version, also deep inside', async () => {
    const inner: Step = { id: 'inner', kind: 'branch', if: { tag: 'x' }, then: TWO_MAILS, else: [] };
    const arms = [{ weight: 1, steps: [inner] }];
    const id = await people.sequence(workspaceId, { steps: [{ id: 'split', kind: 'split', arms }] });
    await sequences.publish(workspaceId, id, { steps: ONE_MAIL, settings: DEFAULT_SETTINGS }, 'keep');
    await sequences.updateDraft(workspaceId, id, { steps: [{ id: 'drafted', kind: 'exit', reason: 'r' }] });
    const has = (stepId: string) => sequences.hasStep(workspaceId, id, stepId);
    const ids = ['split', 'inner', 'b', 'a', 'drafted', 'x', ''];
    expect(await Promise.all(ids.map(has))).toEqual([true, true, true, true, false, false, false]);
    expect(await sequences.hasStep(await people.workspace(), id, 'a')).toBe(false);
  });

  it('tells a publish of the lists, the forms and the other sequences, as published', async () => {
    const listId = newId();
    await db.pool.query("insert into list (id, workspace_id, name) values ($1, $2, 'L')", [listId, workspaceId]);
    const [formId, stranger] = [newId(), await people.workspace()];
    for (const [id, owner] of [
      [formId, workspaceId],
      [newId(), stranger],
    ])
      await db.pool.query("insert into form (id, workspace_id, name, config) values ($1, $2, 'F', '{}')", [id, owner]);
    const published = await people.sequence(workspaceId, { name: 'Published', settings: SETTINGS });
    await sequences.updateDraft(workspaceId, published, { steps: TWO_MAILS, settings: DEFAULT_SETTINGS });
    const drafted = await draft(SETTINGS);
    const elsewhere = await people.sequence(stranger);
    const { lists, forms, sequences: others } = await sequences.surroundings(workspaceId);
    expect([...lists.keys()]).toEqual([listId]);
    expect([...forms]).toEqual([formId]);
    const { triggers, reentry } = SETTINGS;
    expect(others.get(published)).toEqual({ name: 'Published', state: 'active', steps: ONE_MAIL, triggers, reentry });
    // nobody enters it, and nobody is brought in by it
    expect(others.get(drafted)).toMatchObject({ name: 'S', state: 'draft', steps: [], triggers: [] });
    expect(others.has(elsewhere)).toBe(false);
  });

  it('changes the state only from the one that was seen, once', async () => {
    const id = await people.sequence(workspaceId);
    const at = Date.now();
    const pause = { from: 'active', to: 'paused', at, resume: null } as const;
    const tries = await Promise.all(Array.from({ length: 5 }, () => sequences.changeState(workspaceId, id, pause)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await sequences.get(workspaceId, id)).toMatchObject({ state: 'paused', pausedAt: at });
    expect(await sequences.changeState(await people.workspace(), id, { ...pause, from: 'paused' })).toBe(false);
  });
});
