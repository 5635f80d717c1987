import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrollmentWorkflowId } from '@dripemails/contracts/workflow';
import { until } from '@dripemails/testing';
import { days, Engine, mail } from './testing/engine.js';

/** Engines of other spec files are waited for. */
const START_MS = 10 * 60_000;
const DEADLINE = { deadlineMs: 30_000, message: 'the engine to get there' };
/** An interrupt promises this much. */
const WITHIN_2_S = { deadlineMs: 2_000, message: 'the workflow to end' };

describe('the engine on a real Temporal server, PostgreSQL and SMTP', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.start();
  }, START_MS);
  afterAll(() => engine.stop(), 90_000);

  const ended = async (id: string, options = DEADLINE) => {
    await until(async () => (await engine.get(id)).state === 'ended', options);
    return await engine.get(id);
  };
  const workflowEnds = (id: string, options: typeof DEADLINE) =>
    until(
      async () =>
        (await engine.temporal.workflow.getHandle(enrollmentWorkflowId(id)).describe()).status.name === 'COMPLETED',
      options,
    );
  const waitsForMail = (id: string, step: string) =>
    until(async () => (await engine.get(id)).next?.stepId === step && (await engine.get(id)).sent > 0, DEADLINE);

  /** What stands in Temporal Web about somebody, once it is this. */
  const tells = async (id: string, words: RegExp) => {
    const handle = engine.temporal.workflow.getHandle(enrollmentWorkflowId(id));
    const details = async () =>
      (await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata')).currentDetails ?? '';
    await until(async () => words.test(await details()), { ...DEADLINE, message: `details like ${String(words)}` });
  };

  it('sends every mail once, in order, personalised, and then completes', async () => {
    const sequence = await engine.sequence('Three mails', [
      mail('a'),
      days('w1', 1),
      mail('b'),
      days('w2', 1),
      mail('c'),
    ]);
    const id = await engine.enroll(sequence, 'whole@example.com', 'Grace');
    const person = await ended(id);

    expect(person).toMatchObject({ outcome: 'completed', sent: 3, next: null });
    const mails = engine.mailsTo('whole@example.com');
    expect(mails.map(({ subject }) => subject)).toEqual(['Mail a', 'Mail b', 'Mail c']);
    expect(mails.every(({ raw }) => raw.includes('Hello Grace'))).toBe(true);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(3);
    const [first, second] = mails.map(({ receivedAt }) => receivedAt.getTime());
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1000);
    await workflowEnds(id, DEADLINE);
    const history = await engine.temporal.workflow.getHandle(enrollmentWorkflowId(id)).fetchHistory();
    // 3 to start, 1 to end, at most 12 a step
    expect(history.events?.length).toBeLessThanOrEqual(4 + 3 * 12);
    await engine.record('three-mails-completed', id);
  }, 60_000);

  it('keeps personal data out of histories', async () => {
    const sequence = await engine.sequence('Private', [
      mail('a', 'For {{ subscriber.firstName }}'),
      days('w', 1),
      mail('b'),
    ]);
    const id = await engine.enroll(sequence, 'private.person@example.com', 'Wilhelmina');
    await ended(id);
    const history = await engine.temporal.workflow.getHandle(enrollmentWorkflowId(id)).fetchHistory();
    // payloads are base64 in JSON: what an operator can read is what must be looked through
    const text = JSON.stringify(history.events).replaceAll(/"data":"([^"]*)"/g, (_, data: string) =>
      Buffer.from(data, 'base64').toString('utf8'),
    );
    expect(text).toContain('subscriber.firstName');
    expect(text).not.toContain('private.person');
    expect(text).not.toContain('Wilhelmina');
  }, 60_000);

  it('holds one person on pause and goes on with the rest of the wait on resume', async () => {
    const sequence = await engine.sequence('Pause one', [mail('a'), days('w', 2), mail('b')]);
    const id = await engine.enroll(sequence, 'paused@example.com');
    await waitsForMail(id, 'b');
    const { controlEnrollment } = engine.runtime.useCases;
    const paused = await controlEnrollment.execute(engine.actor, id, { do: 'pause', reason: 'on holiday' });
    expect(paused).toMatchObject({ state: 'paused', reason: 'Paused by an operator: on holiday' });
    const { forecast, forecastAssumptions } = await engine.get(id);
    expect(forecast.map(({ stepId }) => stepId)).toEqual(['b', null]);
    expect(forecastAssumptions[0]).toContain('resumed now');

    // the wait would be over by then: the workflow has asked and parked
    const other = await engine.sequence('A clock', [days('w', 3), mail('tick')]);
    await ended(await engine.enroll(other, 'clock@example.com'));
    expect(engine.mailsTo('paused@example.com')).toHaveLength(1);
    await tells(id, /^Paused by an operator \(since .* UTC; next: send 'Mail b', due .* UTC\)$/);

    await controlEnrollment.execute(engine.actor, id, { do: 'resume', mode: 'freeze' });
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 2 });
    const [first, second] = engine.mailsTo('paused@example.com').map(({ receivedAt }) => receivedAt.getTime());
    // two days of waiting and three of pause
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(3_500);
    await workflowEnds(id, DEADLINE);
    await engine.record('paused-and-resumed', id);
  }, 60_000);

  it('waits and pauses at a mail whose subject is as long as a subject can be', async () => {
    const subject = 'x'.repeat(998);
    const sequence = await engine.sequence('Long subject', [mail('a'), days('w', 2), mail('b', subject)]);
    const id = await engine.enroll(sequence, 'long-subject@example.com');
    await waitsForMail(id, 'b');
    const { controlEnrollment } = engine.runtime.useCases;
    await controlEnrollment.execute(engine.actor, id, { do: 'pause' });
    await tells(id, /^Paused by an operator \(since .*; next: send 'x{998}', due .*\)$/);
    await controlEnrollment.execute(engine.actor, id, { do: 'resume', mode: 'freeze' });
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 2 });
  }, 60_000);

  it('sends nothing from a paused sequence and wakes its people on resume', async () => {
    const sequence = await engine.sequence('Pause all', [mail('a'), days('w', 1), mail('b')]);
    const ids = await Promise.all([1, 2, 3].map((n) => engine.enroll(sequence, `all${n}@example.com`)));
    await Promise.all(ids.map((id) => waitsForMail(id, 'b')));
    const { changeSequenceState } = engine.runtime.useCases;
    await changeSequenceState.execute(engine.actor, sequence, 'pause');
    // enrolled while it is paused: kept, and waits
    const late = await engine.enroll(sequence, 'late@example.com');
    expect((await engine.get(late)).state).toBe('paused');

    const other = await engine.sequence('Another clock', [days('w', 2), mail('tick')]);
    await ended(await engine.enroll(other, 'clock2@example.com'));
    expect([1, 2, 3].flatMap((n) => engine.mailsTo(`all${n}@example.com`))).toHaveLength(3);
    expect(engine.mailsTo('late@example.com')).toHaveLength(0);
    await tells(late, /^The sequence is paused \(since .* UTC; next: send 'Mail a', due since .* UTC\)$/);
    for (const id of ids)
      await tells(id, /^The sequence is paused \(since .* UTC; next: send 'Mail b', due since .* UTC\)$/);

    await changeSequenceState.execute(engine.actor, sequence, 'resume', { mode: 'freeze' });
    for (const id of [...ids, late]) expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 2 });
    await workflowEnds(late, DEADLINE);
    await engine.record('enrolled-into-a-paused-sequence', late);
  }, 60_000);

  it('sends what fell due during a pause when its window opens again, and not at the hour of the resume', async () => {
    const DAY = 86_400_000;
    const clock = await engine.sequence('A clock of six days', [days('w', 6), mail('tick')]);
    const ticking = await engine.enroll(clock, 'clock6@example.com');
    const start = Date.parse((await engine.get(ticking)).enrolledAt);
    // due in three days, and a little later than that: on one of these two days
    const weekdays = [3, 4].map((later) => new Date(start + later * DAY).getUTCDay() || 7).sort((a, b) => a - b);
    const window = { weekdays, from: '00:00', to: '24:00', timeZone: 'UTC', skipDates: [] };
    const sequence = await engine.sequence('Window', [days('w', 3), mail('a')], { window });
    const id = await engine.enroll(sequence, 'window@example.com');
    const { changeSequenceState } = engine.runtime.useCases;
    await changeSequenceState.execute(engine.actor, sequence, 'pause');
    await ended(ticking);
    await changeSequenceState.execute(engine.actor, sequence, 'resume', { mode: 'keepClock' });
    const { timeline } = await ended(id);
    const sent = timeline.filter(({ kind }) => kind === 'sent').map(({ at }) => Date.parse(at) - start);
    expect(sent).toHaveLength(1);
    // the days of the window come back in the next week
    expect(sent[0]).toBeGreaterThanOrEqual(9 * DAY);
  }, 60_000);

  it('ends within two seconds when an operator stops it', async () => {
    const sequence = await engine.sequence('Stop', [mail('a'), days('w', 400), mail('b')]);
    const id = await engine.enroll(sequence, 'stopped@example.com');
    await waitsForMail(id, 'b');
    await engine.runtime.useCases.controlEnrollment.execute(engine.actor, id, { do: 'stop' });
    await workflowEnds(id, WITHIN_2_S);
    expect(await engine.get(id)).toMatchObject({ state: 'ended', outcome: 'stopped', next: null });
    await engine.record('stopped-in-a-wait', id);
  }, 60_000);

  it('ends within two seconds when the subscriber unsubscribes by the link in a mail', async () => {
    const sequence = await engine.sequence('Unsubscribe', [mail('a'), days('w', 400), mail('b')]);
    const id = await engine.enroll(sequence, 'gone@example.com');
    await waitsForMail(id, 'b');
    const header = engine.mailsTo('gone@example.com')[0]?.raw.toString() ?? '';
    const token = /\/u\/([0-9a-f]+)/.exec(header.replaceAll(/\r\n\s/g, ''))?.[1] ?? '';
    await engine.runtime.useCases.unsubscribeByLink.oneClick(token, { ip: null, userAgent: null });
    await workflowEnds(id, WITHIN_2_S);
    expect(await engine.get(id)).toMatchObject({ state: 'ended', outcome: 'unsubscribed' });
    await engine.record('unsubscribed-in-a-wait', id);
    // consent is gone for every sequence, and an upsert does not bring it back
    await expect(engine.enroll(sequence, 'gone@example.com')).rejects.toMatchObject({
      code: 'subscriber.not_mailable',
    });
  }, 60_000);

  it('takes an address that the relay refuses for ever out of everything', async () => {
    engine.sink.behave({ rcpt: { code: 550, text: '5.1.1 no such user' } });
    const sequence = await engine.sequence('Bounce', [mail('a')]);
    const id = await engine.enroll(sequence, 'bounced@example.com');
    expect(await ended(id)).toMatchObject({ outcome: 'bounced' });
    engine.sink.behave({});
    await workflowEnds(id, DEADLINE);
    await engine.record('bounced', id);
    const [entry] = (await engine.runtime.useCases.readMessages.list(engine.actor, { limit: 1, enrollmentId: id }))
      .items;
    expect(entry).toMatchObject({ status: 'failed', error: expect.stringContaining('5.1.1') });
  }, 60_000);

  it('tries again later what the relay refuses for now, with the same Message-ID, and says so', async () => {
    engine.sink.behave({ rcpt: { code: 451, text: '4.7.1 try again later' } });
    const sequence = await engine.sequence('Greylist', [mail('a')]);
    const id = await engine.enroll(sequence, 'grey@example.com');
    await until(async () => (await engine.get(id)).timeline.some(({ what }) => what.includes('has to wait')), DEADLINE);
    engine.sink.behave({});
    expect(await engine.get(id)).toMatchObject({ state: 'active', next: { do: 'sendEmail', stepId: 'a' }, sent: 0 });
    // an operator's resume of a paused person clears the patience
    await engine.runtime.useCases.controlEnrollment.execute(engine.actor, id, { do: 'pause' });
    await engine.runtime.useCases.controlEnrollment.execute(engine.actor, id, { do: 'resume', mode: 'freeze' });
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 1 });
    expect(engine.mailsTo('grey@example.com')).toHaveLength(1);
    await workflowEnds(id, DEADLINE);
    await engine.record('deferred-then-sent', id);
  }, 60_000);

  it('holds a person whose mail is refused for its content, and sends again when told to', async () => {
    engine.sink.behave({ end: { code: 554, text: '5.6.0 message refused' } });
    const sequence = await engine.sequence('Refused', [mail('a')]);
    const id = await engine.enroll(sequence, 'refused@example.com');
    await until(async () => (await engine.get(id)).state === 'held', DEADLINE);
    engine.sink.behave({});
    await engine.runtime.useCases.controlEnrollment.execute(engine.actor, id, { do: 'resume', mode: 'freeze' });
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 1 });
    await workflowEnds(id, DEADLINE);
    await engine.record('held-then-resumed', id);
    expect(engine.mailsTo('refused@example.com').map(({ messageId }) => messageId)).toEqual([
      `<${id}.a.2@lumentea.example>`,
    ]);
  }, 60_000);

  it('restarts a workflow that is missing and sends nothing twice', async () => {
    const sequence = await engine.sequence('Lost', [mail('a'), days('w', 4), mail('b')]);
    const id = await engine.enroll(sequence, 'lost@example.com');
    await waitsForMail(id, 'b');
    await engine.temporal.workflow.getHandle(enrollmentWorkflowId(id)).terminate('as if the store was lost');
    await until(async () => {
      await engine.runtime.useCases.reconcileEnrollments.execute();
      return (
        (await engine.temporal.workflow.getHandle(enrollmentWorkflowId(id)).describe()).status.name !== 'TERMINATED'
      );
    }, DEADLINE);
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 2 });
    expect(engine.mailsTo('lost@example.com').map(({ subject }) => subject)).toEqual(['Mail a', 'Mail b']);
  }, 60_000);

  it('enrolls a list page by page, and nobody twice', async () => {
    const { lists, upsertSubscriber, enrollAudience, readOperations, listEnrollments, unsubscribeSubscriber } =
      engine.runtime.useCases;
    const list = await lists.create(engine.actor, { name: 'Everybody', description: '' });
    const people = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        upsertSubscriber.execute(engine.actor, { email: `list${n}@example.com`, listIds: [list.id] }),
      ),
    );
    await unsubscribeSubscriber.execute(engine.actor, people[0]?.subscriber.id ?? '', null);
    const sequence = await engine.sequence('For the list', [mail('a')]);
    const finished = async () => {
      const { operationId } = await enrollAudience.execute(engine.actor, sequence, { listId: list.id });
      await until(async () => (await readOperations.get(engine.actor, operationId)).status === 'completed', DEADLINE);
      return await readOperations.get(engine.actor, operationId);
    };
    expect(await finished()).toMatchObject({ total: 12, done: 11, skipped: 1 });
    await until(
      async () =>
        (await listEnrollments.execute(engine.actor, sequence, { limit: 50, state: 'ended' })).items.length === 11,
      DEADLINE,
    );
    expect(await finished()).toMatchObject({ total: 12, done: 0, skipped: 12 });
    expect(engine.mailsTo('list5@example.com')).toHaveLength(1);
    expect(engine.mailsTo('list0@example.com')).toHaveLength(0);
  }, 60_000);
});
