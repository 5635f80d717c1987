import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrollmentWorkflowId } from '@dripemails/contracts/workflow';
import type { Step } from '@dripemails/domain';
import { until } from '@dripemails/testing';
import { days, Engine, mail } from './testing/engine.js';

/** Engines of other spec files are waited for. */
const START_MS = 10 * 60_000;
const DEADLINE = { deadlineMs: 30_000, message: 'the engine to get there' };
/** An interrupt promises this much. */
const WITHIN_2_S = { deadlineMs: 2_000, message: 'the workflow to end' };

const branch = (
  id: string,
  condition: Extract<Step, { kind: 'branch' }>['if'],
  then: Step[],
  otherwise: Step[],
): Step => ({
  ...{ id, kind: 'branch', if: condition, then, else: otherwise },
});

describe('every kind of step on a real Temporal server, PostgreSQL and SMTP', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.start();
    await engine.runtime.useCases.customFields.create(engine.actor, { name: 'plan', type: 'text', choices: [] });
  }, START_MS);
  afterAll(() => engine.stop(), 90_000);

  const ended = async (id: string) => {
    await until(async () => (await engine.get(id)).state === 'ended', DEADLINE);
    return await engine.get(id);
  };
  const workflowEnds = (id: string, options: typeof DEADLINE) =>
    until(
      async () =>
        (await engine.temporal.workflow.getHandle(enrollmentWorkflowId(id)).describe()).status.name === 'COMPLETED',
      options,
    );
  const waitsAt = (id: string, step: string) =>
    until(async () => (await engine.get(id)).next?.stepId === step, { ...DEADLINE, message: `a wait at ${step}` });
  const subjects = (email: string) => engine.mailsTo(email).map(({ subject }) => subject);
  const subscriber = async (id: string) => (await engine.get(id)).subscriberId;
  const record = async (name: string, id: string) => {
    await workflowEnds(id, DEADLINE);
    await engine.record(name, id);
  };

  it.each([
    ['pro', ['Mail a', 'Mail pro', 'Mail end'], 'branch-then'],
    ['free', ['Mail a', 'Mail free', 'Mail end'], 'branch-else'],
  ])(
    'takes the arm of a branch that the facts say when it is due: %s',
    async (plan, mails, golden) => {
      const sequence = await engine.sequence(`Branch ${plan}`, [
        mail('a'),
        days('w', 1),
        branch('b', { field: 'plan', op: 'is', value: 'pro' }, [mail('pro')], [mail('free')]),
        mail('end'),
      ]);
      const email = `${plan}@example.com`;
      await engine.runtime.useCases.upsertSubscriber.execute(engine.actor, { email, fields: { plan } });
      const id = await engine.enroll(sequence, email);
      const person = await ended(id);
      expect(subjects(email)).toEqual(mails);
      // what it saw stands in the timeline
      const passed = person.timeline.find(({ stepId, why }) => stepId === 'b' && why !== null);
      expect(passed?.why).toContain(plan);
      await record(golden, id);
    },
    60_000,
  );

  it('divides people over the arms of a split and remembers the arm', async () => {
    const sequence = await engine.sequence('Split', [
      { id: 's', kind: 'split', arms: ['x', 'y'].map((arm) => ({ weight: 1, steps: [mail(arm)] })) },
      mail('end'),
    ]);
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, n) => engine.enroll(sequence, `split${n}@example.com`)),
    );
    for (const id of ids) expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 2 });
    const firsts = ids.map((_, n) => subjects(`split${n}@example.com`)[0]);
    expect(new Set(firsts)).toEqual(new Set(['Mail x', 'Mail y']));
    await record('split', ids[0] ?? '');
  }, 60_000);

  it('tags, sets fields, changes lists and leaves at an exit', async () => {
    const list = await engine.runtime.useCases.lists.create(engine.actor, { name: 'Customers', description: '' });
    const sequence = await engine.sequence('Instant steps', [
      mail('a'),
      { id: 't', kind: 'tag', tag: 'welcomed' },
      { id: 'f', kind: 'setField', field: 'stage', value: 'two' },
      { id: 'l', kind: 'addToList', listId: list.id },
      branch(
        'b',
        { all: [{ tag: 'welcomed' }, { list: list.id }] },
        [{ id: 'x', kind: 'exit', reason: 'done here' }],
        [],
      ),
      mail('never'),
    ]);
    const id = await engine.enroll(sequence, 'instant@example.com');
    expect(await ended(id)).toMatchObject({ outcome: 'exited', sent: 1 });
    const person = await engine.runtime.useCases.getSubscriber.execute(engine.actor, await subscriber(id));
    expect(person).toMatchObject({ tags: ['welcomed'], fields: { stage: 'two' }, lists: [{ name: 'Customers' }] });
    await record('instant-steps-and-exit', id);
  }, 60_000);

  it('writes no value that does not fit its field, which became another since the publish, and says why', async () => {
    const { customFields, getSubscriber } = engine.runtime.useCases;
    const list = { name: 'seats', type: 'choice' as const, choices: ['ten', '12'] };
    const { id: fieldId } = await customFields.create(engine.actor, list);
    const sequence = await engine.sequence('Field changed', [
      mail('a'),
      days('w', 2),
      { id: 'f', kind: 'setField', field: 'seats', value: 'ten' },
      { id: 'g', kind: 'setField', field: 'made', value: true },
      mail('b'),
    ]);
    const id = await engine.enroll(sequence, 'misfit@example.com');
    await waitsAt(id, 'f');
    await customFields.update(engine.actor, fieldId, { type: 'number', dryRun: false });
    const person = await ended(id);
    expect(person).toMatchObject({ outcome: 'completed', sent: 2 });
    expect(person.timeline.find(({ stepId }) => stepId === 'f')).toMatchObject({
      ...{
        what: 'Did not set seats: the value does not fit',
        why: expect.stringContaining('This field holds a number'),
      },
    });
    expect(await getSubscriber.execute(engine.actor, await subscriber(id))).toMatchObject({ fields: { made: true } });
    expect((await getSubscriber.execute(engine.actor, await subscriber(id))).fields).not.toHaveProperty('seats');
    // a field that nobody had is made by the publish, of the type of its value
    const { items } = await customFields.list(engine.actor, { limit: 50 });
    expect(items.find(({ name }) => name === 'made')).toMatchObject({ type: 'boolean' });
    // and a draft with such a value is not published
    await expect(
      engine.sequence('Misfit', [mail('a'), { id: 'f', kind: 'setField', field: 'seats', value: 'ten' }]),
    ).rejects.toMatchObject({
      code: 'sequence.not_publishable',
      errors: [{ stepId: 'f', path: 'steps.1.value', message: expect.stringContaining("does not fit 'seats'") }],
    });
    await record('field-not-set', id);
  }, 60_000);

  it('goes on at once when the event that it waits for arrives', async () => {
    const sequence = await engine.sequence('Event', [
      mail('a'),
      {
        ...{ id: 'we', kind: 'waitForEvent', event: 'purchased', timeout: { amount: 300, unit: 'days' } },
        ...{ match: [{ property: 'amount', op: 'greaterThan', value: 10 }], then: [mail('thanks')], onTimeout: [] },
      },
    ]);
    const id = await engine.enroll(sequence, 'buyer@example.com');
    await waitsAt(id, 'we');
    const { recordEvent } = engine.runtime.useCases;
    const event = (amount: number) => ({ email: 'buyer@example.com', name: 'purchased', properties: { amount } });
    await recordEvent.execute(engine.actor, event(5));
    await recordEvent.execute(engine.actor, event(50));
    await workflowEnds(id, WITHIN_2_S);
    expect(subjects('buyer@example.com')).toEqual(['Mail a', 'Mail thanks']);
    await record('event-arrived', id);
  }, 60_000);

  it('goes on after the time that it waits for an event is over', async () => {
    const sequence = await engine.sequence('No event', [
      {
        ...{ id: 'we', kind: 'waitForEvent', event: 'purchased', timeout: { amount: 1, unit: 'days' } },
        ...{ then: [], onTimeout: [mail('nudge')] },
      },
    ]);
    const id = await engine.enroll(sequence, 'nobuy@example.com');
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 1 });
    await record('event-timed-out', id);
  }, 60_000);

  it('ends within two seconds when a goal is reached in a wait', async () => {
    const sequence = await engine.sequence('Goal', [
      mail('a'),
      days('w', 400),
      mail('b'),
      { id: 'g', kind: 'goal', name: 'Upgraded', if: { field: 'plan', op: 'is', value: 'gold' } },
    ]);
    const id = await engine.enroll(sequence, 'goal@example.com');
    await waitsAt(id, 'b');
    await engine.runtime.useCases.upsertSubscriber.execute(engine.actor, {
      email: 'goal@example.com',
      fields: { plan: 'gold' },
    });
    await workflowEnds(id, WITHIN_2_S);
    expect(await engine.get(id)).toMatchObject({ state: 'ended', outcome: 'goal' });
    await record('goal-reached', id);
  }, 60_000);

  it('enrolls by a tag, and one sequence sends people on to another', async () => {
    const second = await engine.sequence('Second', [mail('second')]);
    const first = await engine.sequence('First', [mail('first'), { id: 'e', kind: 'enroll', sequenceId: second }], {
      triggers: [{ on: 'tagAdded', tag: 'lead' }],
    });
    const { upsertSubscriber, listEnrollments } = engine.runtime.useCases;
    await upsertSubscriber.execute(engine.actor, { email: 'lead@example.com', tags: ['lead'] });
    await until(() => subjects('lead@example.com').length === 2, { ...DEADLINE, message: 'both mails' });
    expect(subjects('lead@example.com')).toEqual(['Mail first', 'Mail second']);
    const [entered] = (await listEnrollments.execute(engine.actor, first, { limit: 10 })).items;
    await ended(entered?.id ?? '');
    const { timeline } = await engine.get(entered?.id ?? '');
    expect(timeline[0]).toMatchObject({ what: 'Entered the sequence', why: "Tag 'lead' was added" });
    await record('entered-by-trigger', entered?.id ?? '');
  }, 60_000);

  it('skips, sends back with and without sending again, and keeps the ledger', async () => {
    const sequence = await engine.sequence('Repair', [
      mail('a'),
      days('w', 400),
      mail('b'),
      days('w2', 400),
      mail('c'),
    ]);
    const id = await engine.enroll(sequence, 'repair@example.com');
    await waitsAt(id, 'b');
    const { controlEnrollment, readMessages } = engine.runtime.useCases;
    const control = (command: Parameters<typeof controlEnrollment.execute>[2]) =>
      controlEnrollment.execute(engine.actor, id, command);

    expect(await control({ do: 'skip' })).toMatchObject({ next: { stepId: 'c' } });
    // back to the start without sending what was sent: a is passed, b (skipped before, never sent) comes
    expect(await control({ do: 'rewind', stepId: 'a', resend: false })).toMatchObject({ state: 'active' });
    await waitsAt(id, 'b');
    expect(subjects('repair@example.com')).toEqual(['Mail a']);
    await control({ do: 'rewind', stepId: 'a', resend: true });
    await until(() => subjects('repair@example.com').length === 2, DEADLINE);
    await waitsAt(id, 'b');
    await control({ do: 'due', at: '2020-01-01T00:00:00Z' });
    await until(() => subjects('repair@example.com').length === 3, DEADLINE);
    expect(subjects('repair@example.com')).toEqual(['Mail a', 'Mail a', 'Mail b']);
    const ids = engine.mailsTo('repair@example.com').map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(3);
    expect((await readMessages.list(engine.actor, { limit: 10, enrollmentId: id })).items).toHaveLength(3);
    await control({ do: 'stop' });
    await record('skipped-and-rewound', id);
  }, 60_000);

  it('waits for the limit of the workspace over two sequences', async () => {
    const { updateWorkspace } = engine.runtime.useCases;
    await updateWorkspace.execute(engine.actor, { frequencyCap: { perDay: 1, perWeek: null } });
    const ids = await Promise.all(
      ['One', 'Two', 'Three'].map(async (name) =>
        engine.enroll(await engine.sequence(name, [mail(name)]), 'capped@example.com'),
      ),
    );
    for (const id of ids) expect(await ended(id)).toMatchObject({ outcome: 'completed' });
    await updateWorkspace.execute(engine.actor, { frequencyCap: { perDay: null, perWeek: null } });
    const times = engine.mailsTo('capped@example.com').map(({ receivedAt }) => receivedAt.getTime());
    expect(times).toHaveLength(3);
    // a day passes in a second
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(900);
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThan(900);
    await record('capped', ids[0] ?? '');
  }, 60_000);

  it('carries a bulk action out over everybody who matches, with a report', async () => {
    const sequence = await engine.sequence('Bulk', [mail('a'), days('w', 400), mail('b')]);
    const ids = await Promise.all(Array.from({ length: 7 }, (_, n) => engine.enroll(sequence, `bulk${n}@example.com`)));
    for (const id of ids) await waitsAt(id, 'b');
    const { bulkControl, readOperations } = engine.runtime.useCases;
    const { operationId } = await bulkControl.execute(engine.actor, {
      filter: { sequenceId: sequence, stepId: 'b' },
      action: { do: 'stop' },
    });
    await until(async () => (await readOperations.get(engine.actor, operationId)).status === 'completed', DEADLINE);
    expect(await readOperations.get(engine.actor, operationId)).toMatchObject({ total: 7, done: 7, failed: 0 });
    for (const id of ids) expect(await engine.get(id)).toMatchObject({ state: 'ended', outcome: 'stopped' });
  }, 60_000);

  it('reaches nobody twice when a page of a bulk action is run again', async () => {
    const sequence = await engine.sequence('Bulk again', [
      ...[mail('a'), days('w', 400), mail('b'), days('v', 400), mail('c')],
    ]);
    const ids = await Promise.all(
      Array.from({ length: 3 }, (_, n) => engine.enroll(sequence, `again${n}@example.com`)),
    );
    for (const id of ids) await waitsAt(id, 'b');
    const { bulkControl, bulkControlPage, readOperations } = engine.runtime.useCases;
    const { operationId } = await bulkControl.execute(engine.actor, {
      filter: { sequenceId: sequence },
      action: { do: 'skip' },
    });
    await until(async () => (await readOperations.get(engine.actor, operationId)).status === 'completed', DEADLINE);
    for (const id of ids) await waitsAt(id, 'c');
    const revisions = "select string_agg(revision::text, ',' order by id) from enrollment where sequence_id = $1";
    const before = await engine.database.value(revisions, [sequence]);
    // as if the worker had been killed after the last person and before the page was counted
    await engine.database.value(
      "update operation set cursor = null, done = 0, completed_at = null, status = 'running' where id = $1 returning id",
      [operationId],
    );
    await bulkControlPage.execute({ workspaceId: engine.actor.workspaceId, id: operationId });
    expect(await readOperations.get(engine.actor, operationId)).toMatchObject({ status: 'completed', done: 3 });
    expect(await engine.database.value(revisions, [sequence])).toBe(before);
  }, 60_000);

  it('moves people to a new version: nobody gets a mail again, and the elapsed wait counts', async () => {
    const steps = [mail('a'), days('w', 2), mail('b')];
    const sequence = await engine.sequence('Moved', steps);
    const id = await engine.enroll(sequence, 'moved@example.com');
    await waitsAt(id, 'b');
    const { updateSequence, publishSequence } = engine.runtime.useCases;
    const edited = [mail('before'), mail('a', 'Other words'), mail('extra'), days('w', 2), mail('b'), mail('last')];
    await updateSequence.execute(engine.actor, sequence, { steps: edited as never });
    const dry = await publishSequence.execute(engine.actor, sequence, { running: 'move', dryRun: true });
    expect(dry).toMatchObject({ problems: [], moved: 1 });
    expect(dry.effects).toContainEqual(expect.objectContaining({ kind: 'skips', stepId: 'before', count: 1 }));
    expect(dry.effects).toContainEqual(expect.objectContaining({ kind: 'resends', count: 0 }));
    await publishSequence.execute(engine.actor, sequence, { running: 'move', dryRun: false });
    expect(await ended(id)).toMatchObject({ outcome: 'completed', version: 2 });
    expect(subjects('moved@example.com')).toEqual(['Mail a', 'Mail extra', 'Mail b', 'Mail last']);
    await record('moved-to-a-new-version', id);
  }, 60_000);
});
