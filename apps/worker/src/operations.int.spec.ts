import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation } from '@dripemails/contracts';
import { until } from '@dripemails/testing';
import { days, Engine, mail } from './testing/engine.js';

/** Engines of other spec files are waited for. */
const START_MS = 10 * 60_000;
const DEADLINE = { deadlineMs: 60_000, message: 'the work to be over' };
/** So many people that a bulk action and an enrollment of a segment take four pages of 500. */
const CROWD = 1_700;
/** So many values that deleting a field takes four pages of 10,000. */
const VALUES = 31_000;

describe('bulk work on a real Temporal server and PostgreSQL', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.start();
  }, START_MS);
  afterAll(() => engine.stop(), 90_000);

  const operation = (id: string) => engine.runtime.useCases.readOperations.get(engine.actor, id);
  const number = async (sql: string, values: readonly unknown[] = []) =>
    Number(await engine.database.value(sql, [engine.actor.workspaceId, ...values]));
  /** Waits for the end, keeps the history, and answers what the operation says. */
  const over = async (id: string, golden?: string): Promise<Operation> => {
    await until(async () => !['queued', 'running'].includes((await operation(id)).status), DEADLINE);
    const workflowId = `operation/${id}`;
    const closes = async () =>
      (await engine.temporal.workflow.getHandle(workflowId).describe()).status.name !== 'RUNNING';
    await until(closes, DEADLINE);
    if (golden !== undefined) await engine.recordWorkflow(golden, workflowId);
    return await operation(id);
  };
  const newestOf = async (kind: Operation['kind']) => {
    const { items } = await engine.runtime.useCases.readOperations.list(engine.actor, { limit: 20 });
    const found = items.find((one) => one.kind === kind);
    if (found === undefined) throw new Error(`there is no operation ${kind}`);
    return found.id;
  };
  /** Adds people by one statement; every fiftieth of them, in the order of ids, is tagged `few` as well. */
  const addPeople = async (tag: string, count: number, fields: object = {}) => {
    await engine.database.query(
      `with added as (
         insert into subscriber (id, workspace_id, email, fields)
         select gen_random_uuid(), $1, $2 || n || '@example.com', $4 from generate_series(1, $3::int) n returning id, email)
       insert into subscriber_tag (workspace_id, subscriber_id, tag, created_at)
       select $1, a.id, t.tag, now() from (select id, row_number() over (order by id) as place from added) a
       cross join unnest(array[$2, 'few']) as t(tag) where t.tag = $2 or a.place % 50 = 0`,
      [engine.actor.workspaceId, tag, count, JSON.stringify(fields)],
    );
  };
  /** Who comes after so many others in the order of ids, and is tagged so. */
  const personAfter = (offset: number, tag: string) =>
    engine.database.value(
      `select p.id from (select id, row_number() over (order by id) as place from subscriber where workspace_id = $1) p
       join subscriber_tag t on t.subscriber_id = p.id and t.tag = $3 where p.place > $2 order by p.id limit 1`,
      [engine.actor.workspaceId, offset, tag],
    );

  /**
   * Stops the workers while the second page is being worked on, lets another page be committed by a worker that dies
   * before it can tell, and starts workers again.
   * @param personId somebody of the second page
   */
  const interrupt = async (
    personId: unknown,
    start: () => Promise<string>,
    page: (input: { workspaceId: string; id: string }) => Promise<unknown>,
  ): Promise<string> => {
    const { workspaceId } = engine.actor;
    const letGo = await engine.database.hold('select 1 from subscriber where id = $1 for update', [personId]);
    const id = await start();
    const waits =
      "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await until(async () => Number(await engine.database.value(waits)) > 0, { ...DEADLINE, message: 'page two' });
    const stopped = engine.stopWorkers();
    await letGo();
    await stopped;
    const { status, done, total } = await operation(id);
    expect(status).toBe('running');
    expect(done).toBeGreaterThan(0);
    await page({ workspaceId, id });
    const further = await operation(id);
    expect(further).toMatchObject({ status: 'running' });
    expect(further.done).toBeGreaterThan(done);
    expect(further.done).toBeLessThan(total);
    await engine.startWorkers();
    return id;
  };

  it('enrolls a segment to the end when the workers are stopped in the middle, and nobody twice', async () => {
    const { segments, enrollAudience, enrollAudiencePage, changeSequenceState } = engine.runtime.useCases;
    await addPeople('crowd', CROWD);
    const few = await number("select count(*) from subscriber_tag where workspace_id = $1 and tag = 'few'");
    const { id: segmentId } = await segments.create(engine.actor, {
      ...{ name: 'Few', description: '', condition: { tag: 'few' } },
    });
    const sequence = await engine.sequence('For the segment', [mail('a')]);
    const other = await engine.sequence('Archived meanwhile', [mail('a')]);
    let hopeless = '';
    const id = await interrupt(
      await personAfter(550, 'few'),
      async () => (await enrollAudience.execute(engine.actor, sequence, { segmentId })).operationId,
      async (input) => {
        await enrollAudiencePage.execute(input);
        hopeless = (await enrollAudience.execute(engine.actor, other, { segmentId })).operationId;
        await changeSequenceState.execute(engine.actor, other, 'archive');
      },
    );
    expect(await over(id, 'operation-enroll-segment')).toMatchObject({
      ...{ status: 'completed', total: few, done: few, failed: 0, skipped: 0 },
    });
    const sent = () => engine.sink.messages.filter(({ envelope: { to } }) => /^crowd\d+@/.test(to[0] ?? ''));
    await until(() => sent().length >= few, { ...DEADLINE, message: 'their mails' });
    expect(new Set(sent().map(({ envelope }) => envelope.to[0])).size).toBe(few);
    expect(sent()).toHaveLength(few);
    expect(await number('select count(*) from enrollment where workspace_id = $1 and sequence_id = $2', [sequence])).toBe(few); // prettier-ignore

    // what cannot be done any more fails with the reason, and reaches nobody
    expect(await over(hopeless, 'operation-failed')).toMatchObject({ status: 'failed', done: 0 });
    expect(await number('select count(*) from enrollment where workspace_id = $1 and sequence_id = $2', [other])).toBe(0); // prettier-ignore
  }, 240_000);

  it('does a bulk action to the end when the workers are stopped in the middle, and to nobody twice', async () => {
    const { startBulkSubscribers, bulkSubscribersPage, undoOperation } = engine.runtime.useCases;
    const filter = { tag: 'crowd' };
    const action = { do: 'addTags' as const, tags: ['reached'] };
    const id = await interrupt(
      await personAfter(700, 'crowd'),
      async () =>
        (await startBulkSubscribers.execute(engine.actor, { filter, action, dryRun: false })).operationId ?? '',
      (input) => bulkSubscribersPage.execute(input),
    );
    expect(await over(id, 'operation-bulk-subscribers')).toMatchObject({
      ...{ status: 'completed', total: CROWD, done: CROWD, failed: 0, skipped: 0, canUndo: true },
    });
    const told = "from event where workspace_id = $1 and kind = 'tagged' and what = 'Tagged ''reached'''";
    expect(await number(`select count(*) ${told}`)).toBe(CROWD);
    expect(await number(`select count(distinct subscriber_id) ${told}`)).toBe(CROWD);

    const undo = await undoOperation.execute(engine.actor, id);
    expect(await over(undo.operationId)).toMatchObject({ status: 'completed', total: CROWD, done: CROWD });
    expect(await number("select count(*) from subscriber_tag where workspace_id = $1 and tag = 'reached'")).toBe(0);
  }, 240_000);

  it('unsubscribes everybody who matches, and ends what they are in', async () => {
    const { startBulkSubscribers } = engine.runtime.useCases;
    const sequence = await engine.sequence('Left', [mail('a'), days('w', 400), mail('b')]);
    const id = await engine.enroll(sequence, 'leaving@example.com');
    await until(async () => (await engine.get(id)).sent === 1, DEADLINE);
    await engine.runtime.useCases.upsertSubscriber.execute(engine.actor, {
      email: 'leaving@example.com',
      tags: ['go'],
    });
    const { operationId } = await startBulkSubscribers.execute(engine.actor, {
      ...{ filter: { tag: 'go' }, action: { do: 'unsubscribe', reason: 'They wrote' }, dryRun: false },
    });
    expect(await over(operationId ?? '')).toMatchObject({ status: 'completed', total: 1, done: 1 });
    await until(async () => (await engine.get(id)).state === 'ended', DEADLINE);
    expect(await engine.get(id)).toMatchObject({ outcome: 'unsubscribed', sent: 1 });
  }, 60_000);

  it('wakes the people of a sequence that is resumed', async () => {
    const { changeSequenceState } = engine.runtime.useCases;
    const sequenceId = await engine.sequence('Woken', [days('w', 2), mail('a')]);
    const ids = await Promise.all(
      Array.from({ length: 5 }, (_, n) => engine.enroll(sequenceId, `woken${n}@example.com`)),
    );
    await changeSequenceState.execute(engine.actor, sequenceId, 'pause');
    const parked = 'select count(*) from enrollment where workspace_id = $1 and sequence_id = $2 and parked';
    await until(async () => (await number(parked, [sequenceId])) === 5, { ...DEADLINE, message: 'all to be parked' });
    await changeSequenceState.execute(engine.actor, sequenceId, 'resume', { mode: 'freeze' });
    const woken = await over(await newestOf('wakeSequence'), 'operation-wake-sequence');
    expect(woken).toMatchObject({ status: 'completed', total: 5, done: 5 });
    for (const id of ids) await until(async () => (await engine.get(id)).state === 'ended', DEADLINE);
  }, 90_000);

  it('controls people page by page at a rate', async () => {
    const sequenceId = await engine.sequence('Stopped', [days('w', 400), mail('a')]);
    const ids = await Promise.all(
      Array.from({ length: 5 }, (_, n) => engine.enroll(sequenceId, `stopped${n}@example.com`)),
    );
    // at 40 a minute a page is two people and three seconds
    const { bulkControl } = engine.runtime.useCases;
    const { operationId } = await bulkControl.execute(engine.actor, {
      ...{ filter: { sequenceId, ids }, action: { do: 'stop' }, ratePerMinute: 40 },
    });
    const begun = Date.now();
    expect(await over(operationId, 'operation-bulk-control-at-a-rate')).toMatchObject({ total: 5, done: 5, failed: 0 });
    // two pages are waited after, of three
    expect(Date.now() - begun).toBeGreaterThan(5_000);
    for (const id of ids) expect(await engine.get(id)).toMatchObject({ state: 'ended', outcome: 'stopped', sent: 0 });
  }, 90_000);

  it('enrolls a list, and looks whom a new trigger is about', async () => {
    const { lists, customFields, upsertSubscriber, enrollAudience, updateSubscriber } = engine.runtime.useCases;
    const { id: listId } = await lists.create(engine.actor, { name: 'Three', description: '' });
    await customFields.create(engine.actor, { name: 'tier', type: 'text', choices: [] });
    const people = [];
    for (const n of [1, 2, 3])
      people.push(await upsertSubscriber.execute(engine.actor, { email: `three${n}@example.com`, listIds: [listId] }));
    const sequence = await engine.sequence('For three', [mail('a')], {
      triggers: [{ on: 'segmentEntered', if: { field: 'tier', op: 'is', value: 'gold' } }],
    });
    expect(await over(await newestOf('backfillTrigger'), 'operation-backfill-trigger')).toMatchObject({
      status: 'completed',
    });
    await updateSubscriber.execute(engine.actor, people[0]?.subscriber.id ?? '', { fields: { tier: 'gold' } });
    await until(() => engine.mailsTo('three1@example.com').length === 1, DEADLINE);
    const { operationId } = await enrollAudience.execute(engine.actor, sequence, { listId });
    expect(await over(operationId, 'operation-enroll-list')).toMatchObject({ total: 3, done: 2, skipped: 1 });
  }, 90_000);

  it('counts whom a page enrolled before its worker died, and lets nobody enter once more', async () => {
    const { lists, upsertSubscriber, enrollAudience, enrollAudiencePage } = engine.runtime.useCases;
    const { id: listId } = await lists.create(engine.actor, { name: 'Two', description: '' });
    for (const n of [1, 2])
      await upsertSubscriber.execute(engine.actor, { email: `two${n}@example.com`, listIds: [listId] });
    const sequence = await engine.sequence('Again and again', [mail('a')], { reentry: { rule: 'always' } });
    const enroll = () => enrollAudience.execute(engine.actor, sequence, { listId });
    const { operationId: id } = await enroll();
    const everybodyEnded = async (count: number) => {
      const ended = "select count(*) from enrollment where workspace_id = $1 and sequence_id = $2 and state = 'ended'";
      await until(async () => (await number(ended, [sequence])) === count, DEADLINE);
    };
    expect(await over(id)).toMatchObject({ status: 'completed', done: 2, skipped: 0 });
    await everybodyEnded(2);
    // as if it had died between the rows and the numbers
    await engine.database.query(
      "update operation set status = 'running', done = 0, cursor = null, completed_at = null where workspace_id = $1 and id = $2",
      [engine.actor.workspaceId, id],
    );
    await enrollAudiencePage.execute({ workspaceId: engine.actor.workspaceId, id });
    expect(await operation(id)).toMatchObject({ status: 'completed', done: 2, skipped: 0 });
    const { operationId: next } = await enroll();
    expect(await over(next)).toMatchObject({ status: 'completed', done: 2, skipped: 0 });
    await everybodyEnded(4);
    expect(engine.mailsTo('two1@example.com')).toHaveLength(2);
  }, 90_000);

  it('imports a file', async () => {
    const { startImport, readImports } = engine.runtime.useCases;
    const { id } = await startImport.execute(engine.actor, {
      fileName: 'people.csv',
      stream: Readable.from([Buffer.from('email,firstName\nimported1@example.com,Ada\nimported2@example.com,Bo\n')]),
      options: () =>
        Promise.resolve({
          ...{ mapping: {}, conflict: 'overwrite' as const, consent: 'single' as const, consentText: 'They said so' },
          ...{ listIds: [], tags: [], dryRun: false, sheet: null, encoding: null },
        }),
    });
    await until(async () => (await readImports.get(engine.actor, id)).status === 'completed', DEADLINE);
    expect(await readImports.get(engine.actor, id)).toMatchObject({ total: 2, created: 2 });
    await engine.temporal.workflow.getHandle(`import/${id}`).result();
    await engine.recordWorkflow('import', `import/${id}`);
  }, 60_000);

  it.each(['reconcile-enrollments', 'check-domains', 'apply-retention'])(
    'runs by itself: %s',
    async (scheduleId) => {
      await engine.runtime.orchestrator.ensureSchedules();
      const schedule = engine.temporal.schedule.getHandle(scheduleId);
      const since = Date.now() - 1_000;
      await schedule.trigger();
      const workflowId = await until(
        async () => {
          const { recentActions } = (await schedule.describe()).info;
          return recentActions.find(({ takenAt }) => takenAt.getTime() >= since)?.action.workflow.workflowId;
        },
        { ...DEADLINE, message: 'the Schedule to start it' },
      );
      const result = (await engine.temporal.workflow.getHandle(workflowId).result()) as object;
      expect(Object.values(result).every((count) => typeof count === 'number')).toBe(true);
      await engine.recordWorkflow(`schedule-${scheduleId}`, workflowId);
    },
    90_000,
  );

  it('deletes a field with the values of many when the workers are stopped in the middle', async () => {
    const { customFields, deleteFieldPage } = engine.runtime.useCases;
    const { id: fieldId } = await customFields.create(engine.actor, { name: 'old', type: 'text', choices: [] });
    await addPeople('valued', VALUES, { old: 'x' });
    const id = await interrupt(
      await engine.database.value(
        `select id from subscriber where workspace_id = $1 and fields ? 'old' order by id offset 15000 limit 1`,
        [engine.actor.workspaceId],
      ),
      async () => (await customFields.delete(engine.actor, fieldId)).operationId ?? '',
      (input) => deleteFieldPage.execute(input),
    );
    expect(await over(id, 'operation-delete-field')).toMatchObject({
      ...{ status: 'completed', total: VALUES, done: VALUES, failed: 0, skipped: 0 },
    });
    expect(await number("select count(*) from subscriber where workspace_id = $1 and fields ? 'old'")).toBe(0);
    await expect(customFields.get(engine.actor, fieldId)).rejects.toMatchObject({ code: 'field.not_found' });
  }, 240_000);
});
