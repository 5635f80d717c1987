import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createForm } from '@dripemails/contracts';
import { optInWorkflowId } from '@dripemails/contracts/workflow';
import { TokenSigner } from '@dripemails/platform';
import { until } from '@dripemails/testing';
import { Engine, mail } from './testing/engine.js';

/** Engines of other spec files are waited for. */
const START_MS = 10 * 60_000;
const DEADLINE = { deadlineMs: 30_000, message: 'the request to get there' };
/** What a step or a bulk action promises. */
const WITHIN_2_S = { deadlineMs: 2_000, message: 'the request to go out' };
const VISITOR = { ip: '203.0.113.7', userAgent: 'Browser/1' };

describe('double opt-in on a real Temporal server, PostgreSQL and SMTP', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.start();
  }, START_MS);
  afterAll(() => engine.stop(), 90_000);

  const list = async (name: string, change: object = {}) =>
    (
      await engine.runtime.useCases.lists.create(engine.actor, {
        ...{ name, description: '', optIn: 'double' as const, isPublic: true },
        ...{ confirmation: { reminderAfterDays: 6, expiresAfterDays: 14 } },
        ...change,
      })
    ).id;
  const form = (name: string, change: object) =>
    engine.runtime.useCases.forms.create(
      engine.actor,
      createForm.parse({ name, title: name, consentText: 'I want the news.', ...change }),
    );
  const submit = (id: string, email: string) =>
    engine.runtime.useCases.submitForm.execute(
      id,
      { values: { email }, hasConsented: true, trap: '', stamp: '' },
      VISITOR,
    );
  const person = async (email: string) => {
    const { items } = await engine.runtime.useCases.listSubscribers.execute(engine.actor, { query: email, limit: 1 });
    const [one] = items;
    if (one === undefined) throw new Error('there is no such person');
    return one;
  };
  const requests = async (email: string) =>
    (await engine.runtime.useCases.readOptIns.ofSubscriber(engine.actor, (await person(email)).id)).items;
  const mailsArrive = (email: string, count: number) =>
    until(() => Promise.resolve(engine.mailsTo(email).length >= count), DEADLINE);
  const tokenIn = (email: string): string => {
    const mails = engine.mailsTo(email).map(({ raw }) => raw.toString().replaceAll('=\r\n', ''));
    const token = mails.map((raw) => /\/confirm\/([0-9a-f]+)/.exec(raw)?.[1]).findLast((one) => one !== undefined);
    if (token === undefined) throw new Error('the mail has no link to confirm');
    return token;
  };
  const memberships = (email: string) =>
    engine.database.value(
      `select coalesce(json_agg(m.status), '[]') from membership m join subscriber p on p.id = m.subscriber_id where p.email = $1`,
      [email],
    );
  const ends = async (optInId: string) => {
    const handle = engine.temporal.workflow.getHandle(optInWorkflowId(optInId));
    await until(async () => (await handle.describe()).status.name === 'COMPLETED', DEADLINE);
    return (await handle.result()) as { outcome: string };
  };

  it('goes from a form by a mail and a press to an active member of the list, whom its trigger enrolls', async () => {
    const email = 'journey@example.com';
    const listId = await list('Journey');
    const { id: formId } = await form('Journey form', { listIds: [listId], tags: ['signed-up'] });
    await engine.sequence('By list', [mail('a', 'Welcome')], { triggers: [{ on: 'listJoined', listId }] });
    await engine.sequence('By form', [mail('b', 'From the form')], { triggers: [{ on: 'formSubmitted', formId }] });
    await submit(formId, email);
    await mailsArrive(email, 1);
    const [asked] = engine.mailsTo(email);
    expect(asked?.subject).toBe('Please confirm: Journey');
    expect(asked?.raw.toString()).not.toMatch(/List-Unsubscribe/i);
    expect(asked?.raw.toString()).toMatch(/Auto-Submitted: auto-generated/i);
    expect(await person(email)).toMatchObject({ status: 'unconfirmed', tags: ['signed-up'] });
    expect(await memberships(email)).toEqual(['unconfirmed']);

    const { confirmOptIn } = engine.runtime.useCases;
    const token = tokenIn(email);
    expect(await confirmOptIn.check(token)).toMatchObject({ state: 'pending', to: 'Journey' });
    expect((await person(email)).status).toBe('unconfirmed');

    expect(await confirmOptIn.execute(token, VISITOR)).toMatchObject({ state: 'pending' });
    expect((await person(email)).status).toBe('active');
    expect(await memberships(email)).toEqual(['active']);
    await mailsArrive(email, 3);
    expect(
      engine
        .mailsTo(email)
        .slice(1)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['From the form', 'Welcome']);

    // once: pressed again it says so and changes nothing
    expect(await confirmOptIn.execute(token, VISITOR)).toMatchObject({ state: 'confirmed' });
    const [request] = await requests(email);
    expect(request).toMatchObject({ state: 'confirmed', sent: 1, nextMailAt: null, source: "Form 'Journey form'" });
    expect(await ends(request?.id ?? '')).toEqual({ outcome: 'confirmed' });
    await engine.recordWorkflow('opt-in-confirmed', optInWorkflowId(request?.id ?? ''));
    const log = await engine.database.value(
      `select json_agg(json_build_array(c.what, c.text, c.ip) order by c.id) from consent c
       join subscriber p on p.id = c.subscriber_id where p.email = $1 and c.what in ('requested', 'confirmed')`,
      [email],
    );
    expect(log).toEqual([
      ['requested', 'I want the news.', VISITOR.ip],
      ['confirmed', 'Confirmed by the link in a mail: Journey', VISITOR.ip],
    ]);
  }, 60_000);

  it('reminds once, expires, and asks again when the person wants it', async () => {
    const email = 'late@example.com';
    const listId = await list('Late', { confirmation: { reminderAfterDays: 1, expiresAfterDays: 3 } });
    await engine.runtime.useCases.upsertSubscriber.execute(engine.actor, { email, listIds: [listId] });
    await mailsArrive(email, 2);
    expect(engine.mailsTo(email).map(({ subject }) => subject)).toEqual([
      'Please confirm: Late',
      'Reminder: Please confirm: Late',
    ]);
    const [request] = await requests(email);
    expect(await ends(request?.id ?? '')).toEqual({ outcome: 'expired' });
    await engine.recordWorkflow('opt-in-reminded-and-expired', optInWorkflowId(request?.id ?? ''));
    expect(engine.mailsTo(email)).toHaveLength(2);

    const { confirmOptIn, upsertSubscriber } = engine.runtime.useCases;
    const token = tokenIn(email);
    expect(await confirmOptIn.execute(token, VISITOR)).toMatchObject({ state: 'expired' });
    expect(await memberships(email)).toEqual(['unconfirmed']);
    // a write does not nag; the person's own wish does
    await upsertSubscriber.execute(engine.actor, { email, listIds: [listId] });
    expect(await requests(email)).toHaveLength(1);
    await confirmOptIn.askAgain(token, VISITOR);
    await mailsArrive(email, 3);
    await confirmOptIn.execute(tokenIn(email), VISITOR);
    expect(await memberships(email)).toEqual(['active']);
  }, 60_000);

  it('cancels what was asked when the person unsubscribes, and brings them back only by another confirmation', async () => {
    const email = 'back@example.com';
    const listId = await list('Back', { optIn: 'single' });
    const { id: formId } = await form('Back form', { listIds: [listId], doubleOptIn: false });
    const { unsubscribeSubscriber, confirmOptIn } = engine.runtime.useCases;
    await submit(formId, email);
    expect(await person(email)).toMatchObject({ status: 'active' });
    expect(engine.mailsTo(email)).toHaveLength(0);
    await unsubscribeSubscriber.execute(engine.actor, (await person(email)).id, null);

    await submit(formId, email);
    expect((await person(email)).status).toBe('unsubscribed');
    await mailsArrive(email, 1);
    const first = tokenIn(email);
    await unsubscribeSubscriber.execute(engine.actor, (await person(email)).id, null);
    expect(await confirmOptIn.execute(first, VISITOR)).toMatchObject({ state: 'cancelled' });
    expect((await person(email)).status).toBe('unsubscribed');

    await submit(formId, email);
    await mailsArrive(email, 2);
    await confirmOptIn.execute(tokenIn(email), VISITOR);
    expect((await person(email)).status).toBe('active');
    expect(await memberships(email)).toEqual(['active']);
  }, 60_000);

  it('asks nobody who complained, and creates nobody who is suppressed', async () => {
    const listId = await list('Never');
    const { id: formId } = await form('Never form', { listIds: [listId] });
    const { useCases } = engine.runtime;
    await useCases.upsertSubscriber.execute(engine.actor, { email: 'angry@example.com' });
    await engine.database.query("update subscriber set status = 'complained' where email = 'angry@example.com'");
    await submit(formId, 'angry@example.com');
    expect(await requests('angry@example.com')).toEqual([]);
    expect(await memberships('angry@example.com')).toEqual([]);
    expect((await useCases.forms.get(engine.actor, formId)).submissions).toBe(1);
  }, 30_000);

  it('asks within two seconds whom a step puts on the list', async () => {
    const email = 'by-step@example.com';
    const listId = await list('By step');
    const sequence = await engine.sequence('Puts on the list', [{ id: 'l', kind: 'addToList', listId }, mail('a')]);
    await engine.enroll(sequence, email);
    await until(async () => JSON.stringify(await memberships(email)) === '["unconfirmed"]', DEADLINE);
    await until(() => engine.mailsTo(email).some(({ subject }) => subject === 'Please confirm: By step'), WITHIN_2_S);
    const [request] = await requests(email);
    expect(request).toMatchObject({ state: 'pending', source: "Sequence 'Puts on the list'" });
    await engine.runtime.useCases.confirmOptIn.execute(tokenIn(email), VISITOR);
    expect(await memberships(email)).toEqual(['active']);
    expect(await ends(request?.id ?? '')).toEqual({ outcome: 'confirmed' });
  }, 60_000);

  it('asks within two seconds whom a bulk action puts on the list, each once', async () => {
    const emails = [1, 2, 3].map((n) => `bulk${n}@example.com`);
    const listId = await list('By bulk');
    const { upsertSubscriber, startBulkSubscribers, readOperations } = engine.runtime.useCases;
    for (const email of emails) await upsertSubscriber.execute(engine.actor, { email, tags: ['bulk'] });
    const { operationId } = await startBulkSubscribers.execute(engine.actor, {
      ...{ filter: { tag: 'bulk' }, action: { do: 'addToList', listId }, dryRun: false },
    });
    const isOver = async () => (await readOperations.get(engine.actor, operationId ?? '')).status === 'completed';
    await until(isOver, DEADLINE);
    await until(() => emails.every((email) => engine.mailsTo(email).length > 0), WITHIN_2_S);
    expect(emails.map((email) => engine.mailsTo(email).map(({ subject }) => subject))).toEqual(
      emails.map(() => ['Please confirm: By bulk']),
    );
  }, 60_000);

  it('starts a request whose workflow was never started, by the reconciler', async () => {
    const email = 'unstarted@example.com';
    const listId = await list('Unstarted');
    const { subscriber } = await engine.runtime.useCases.upsertSubscriber.execute(engine.actor, { email });
    const id = await engine.database.value(
      `insert into opt_in (id, workspace_id, subscriber_id, list_id, source, requested_at, due_at, expires_at)
       values (gen_random_uuid(), $1, $2, $3, 'spec', now() - interval '1 minute', now() - interval '1 minute', now() + interval '1 day') returning id`,
      [engine.actor.workspaceId, subscriber.id, listId],
    );
    await engine.runtime.useCases.reconcileEnrollments.execute();
    await mailsArrive(email, 1);
    const mailId = new TokenSigner('a secret that is long enough for tests').verify('confirm', tokenIn(email));
    expect(await engine.database.value('select opt_in_id from message where id = $1', [mailId])).toBe(id);
  }, 60_000);
});
