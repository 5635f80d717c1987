import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrollmentWorkflowId } from '@dripemails/contracts/workflow';
import type { Step } from '@dripemails/domain';
import {
  CHAT,
  type FakeChatServer,
  type FakeDnsServer,
  startFakeChatServer,
  startFakeDnsServer,
  until,
} from '@dripemails/testing';
import { days, Engine, mail } from './testing/engine.js';

const DEADLINE = { deadlineMs: 30_000, message: 'the engine to get there' };
/** Engines of other spec files are waited for. */
const START_MS = 10 * 60_000;

const revise = (change: Partial<Extract<Step, { kind: 'aiRevise' }>> = {}): Step => ({
  ...{ id: 'ai', kind: 'aiRevise', of: 'a', instructions: 'Warmer', scope: 'subscriber', approval: 'none' },
  ...{ onFailure: 'useOriginal' },
  ...change,
});

describe('steps that act on the outside', () => {
  let engine: Engine;
  let chat: FakeChatServer;
  let dns: FakeDnsServer;
  let hooks: Server;
  let hookUrl: string;
  let hookStatus = 200;
  const hooked: { headers: IncomingHttpHeaders; body: string }[] = [];

  beforeAll(async () => {
    chat = await startFakeChatServer();
    chat.behave({
      kind: 'ok',
      say: ({ messages: [first] }) => {
        const task = JSON.parse(first?.content.split('\n\n').at(-1) ?? '') as {
          mail: { subject: string; html: string };
        };
        return JSON.stringify({ ...task.mail, html: task.mail.html.replace('Hello', 'Dear') });
      },
    });
    dns = await startFakeDnsServer();
    hooks = createServer((request, response) => {
      void text(request).then((body) => {
        hooked.push({ headers: request.headers, body });
        response.writeHead(hookStatus).end('ok');
      });
    }).listen(0, '127.0.0.1');
    await once(hooks, 'listening');
    const address = hooks.address();
    hookUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook`;
    engine = await Engine.start({
      config: {
        HF_ENDPOINT_URL: chat.url,
        HF_MODEL: 'test-model',
        DNS_SERVERS: [dns.address],
        SPF_HOSTS: ['192.0.2.7'],
      },
    });
  }, START_MS);
  afterAll(async () => {
    await engine.stop();
    await chat.close();
    await dns.close();
    hooks.close();
  }, 90_000);

  const ended = async (id: string) => {
    await until(async () => (await engine.get(id)).state === 'ended', DEADLINE);
    return await engine.get(id);
  };
  const record = async (name: string, id: string) => {
    const handle = engine.temporal.workflow.getHandle(enrollmentWorkflowId(id));
    await until(async () => (await handle.describe()).status.name === 'COMPLETED', DEADLINE);
    await engine.record(name, id);
  };
  const bodies = (email: string) => engine.mailsTo(email).map(({ raw }) => raw.toString());

  it('sends the mail as AI revised it, with its placeholders and its way to unsubscribe', async () => {
    const id = await engine.enroll(
      await engine.sequence('Revised', [revise(), mail('a')]),
      'revised@example.com',
      'Rosa',
    );
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 1 });
    expect(bodies('revised@example.com')[0]).toContain('Dear Rosa');
    expect(bodies('revised@example.com')[0]).toMatch(/List-Unsubscribe:/i);
    expect((await engine.get(id)).timeline).toContainEqual(
      expect.objectContaining({ stepId: 'ai', why: expect.stringContaining('test-model') }),
    );
    await record('revised-by-ai', id);
  }, 60_000);

  it('waits for approval where it is asked, and sends what was approved', async () => {
    const sequence = await engine.sequence('Approved', [revise({ approval: 'required' }), mail('a')]);
    const { controlEnrollment, readRevisions } = engine.runtime.useCases;
    for (const [email, use, words] of [
      ['approved@example.com', 'revised', 'Dear'],
      ['declined@example.com', 'original', 'Hello'],
    ] as const) {
      const id = await engine.enroll(sequence, email);
      await until(async () => (await engine.get(id)).awaitingApproval !== null, DEADLINE);
      const { awaitingApproval, state } = await engine.get(id);
      expect(state).toBe('held');
      const shown = await readRevisions.get(engine.actor, awaitingApproval?.revisionId ?? '');
      expect(shown.original.html).toContain('Hello');
      expect(shown.revised?.html).toContain('Dear');
      await controlEnrollment.execute(engine.actor, id, { do: 'approve', use });
      expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 1 });
      expect(bodies(email)[0]).toContain(words);
      await record(use === 'revised' ? 'revision-approved' : 'revision-declined', id);
    }
  }, 60_000);

  it('answers once for everybody where the version is revised once', async () => {
    const sequence = await engine.sequence('Once', [revise({ approval: 'required', scope: 'version' }), mail('a')]);
    const asked = chat.requests.length;
    const ids = await Promise.all([1, 2, 3, 4].map((n) => engine.enroll(sequence, `once${n}@example.com`)));
    await until(
      async () => (await Promise.all(ids.map((id) => engine.get(id)))).every(({ state }) => state === 'held'),
      DEADLINE,
    );
    expect(chat.requests.length - asked).toBe(1);
    await engine.runtime.useCases.controlEnrollment.execute(engine.actor, ids[0] ?? '', {
      do: 'approve',
      use: 'revised',
    });
    for (const id of ids) expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 1 });
  }, 60_000);

  it('uses the original, or holds, when the model refuses', async () => {
    chat.behave(CHAT.error(401, 'Invalid credentials'));
    const original = await engine.sequence('Fallback', [revise(), mail('a')]);
    const id = await engine.enroll(original, 'fallback@example.com');
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 1 });
    expect(bodies('fallback@example.com')[0]).toContain('Hello');
    await record('revision-failed', id);
    const held = await engine.sequence('Hold', [revise({ onFailure: 'hold' }), mail('a')]);
    const other = await engine.enroll(held, 'held@example.com');
    await until(async () => (await engine.get(other)).state === 'held', DEADLINE);
    await engine.runtime.useCases.controlEnrollment.execute(engine.actor, other, { do: 'skip' });
    expect(await ended(other)).toMatchObject({ outcome: 'completed', sent: 1 });
    await record('held-then-skipped', other);
  }, 60_000);

  it('calls a webhook with a signature, and goes on or holds when it says no', async () => {
    hooked.length = 0;
    const step = (onFailure: 'continue' | 'hold'): Step => ({ id: 'h', kind: 'webhook', url: hookUrl, onFailure });
    const id = await engine.enroll(await engine.sequence('Hook', [step('hold'), mail('a')]), 'hook@example.com');
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 1 });
    expect(hooked).toHaveLength(1);
    expect(hooked[0]?.headers['webhook-signature']).toMatch(/^v1,/);
    expect(JSON.parse(hooked[0]?.body ?? '')).toMatchObject({
      enrollmentId: id,
      stepId: 'h',
      subscriber: { email: 'hook@example.com' },
    });
    await record('webhook-called', id);

    hookStatus = 404;
    const on = await engine.enroll(
      await engine.sequence('Hook on', [step('continue'), mail('a')]),
      'hookon@example.com',
    );
    expect(await ended(on)).toMatchObject({ outcome: 'completed', sent: 1 });
    await record('webhook-failed-and-passed', on);
    const held = await engine.enroll(
      await engine.sequence('Hook held', [step('hold'), mail('a')]),
      'hookheld@example.com',
    );
    await until(async () => (await engine.get(held)).state === 'held', DEADLINE);
    hookStatus = 200;
    await engine.runtime.useCases.controlEnrollment.execute(engine.actor, held, { do: 'retry' });
    expect(await ended(held)).toMatchObject({ outcome: 'completed', sent: 1 });
    await record('webhook-held-and-retried', held);
  }, 60_000);

  it('holds mails of a domain with broken SPF and lets them go once it is in order', async () => {
    const { updateWorkspace, domains, checkAllDomains } = engine.runtime.useCases;
    await updateWorkspace.execute(engine.actor, { spfPolicy: 'hold' });
    const name = 'lumentea.example';
    dns.publish({ [name]: { TXT: ['v=spf1 ip4:198.51.100.1 -all'] } });
    await checkAllDomains.execute();
    const [domain] = (await domains.list(engine.actor)).items;
    expect(domain?.spf).toMatchObject({ verdict: 'fail', valid: false, missingIncludes: ['ip4:192.0.2.7'] });
    expect(domain?.spf.suggestedRecord).toBe('v=spf1 ip4:198.51.100.1 ip4:192.0.2.7 -all');

    const sequence = await engine.sequence('Domain', [mail('a'), days('w', 1), mail('b')]);
    const id = await engine.enroll(sequence, 'domain@example.com');
    await until(async () => (await engine.get(id)).state === 'held', DEADLINE);
    expect((await engine.get(id)).reason).toContain('SPF of lumentea.example is broken');
    expect(engine.mailsTo('domain@example.com')).toHaveLength(0);

    dns.publish({ [name]: { TXT: [domain?.spf.suggestedRecord ?? ''] } });
    await domains.check(engine.actor, domain?.id ?? '');
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 2 });
    await record('held-for-spf', id);
    await updateWorkspace.execute(engine.actor, { spfPolicy: 'warn' });
  }, 60_000);

  it('lets go at once who was held for SPF when the policy no longer holds', async () => {
    const { updateWorkspace, checkAllDomains } = engine.runtime.useCases;
    await updateWorkspace.execute(engine.actor, { spfPolicy: 'hold' });
    dns.publish({ 'lumentea.example': { TXT: ['v=spf1 ip4:198.51.100.1 -all'] } });
    await checkAllDomains.execute();
    const id = await engine.enroll(await engine.sequence('Policy', [mail('a')]), 'policy@example.com');
    await until(async () => (await engine.get(id)).state === 'held', DEADLINE);
    await updateWorkspace.execute(engine.actor, { spfPolicy: 'warn' });
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 1 });
  }, 60_000);

  it('sends at once what waited for a frequency cap that was removed', async () => {
    const { updateWorkspace } = engine.runtime.useCases;
    // seven days of the demo's are as many seconds
    await updateWorkspace.execute(engine.actor, { frequencyCap: { perDay: null, perWeek: 1 } });
    const sequence = await engine.sequence('Capped', [mail('a'), days('w', 1), mail('b')]);
    const id = await engine.enroll(sequence, 'capped@example.com');
    await until(async () => (await engine.get(id)).next?.why.includes('limit of') ?? false, DEADLINE);
    const capped = await engine.get(id);
    await updateWorkspace.execute(engine.actor, { frequencyCap: { perDay: null, perWeek: null } });
    expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 2 });
    // before it would have been free
    const { timeline } = await engine.get(id);
    const sent = timeline.filter(({ kind, stepId }) => kind === 'sent' && stepId === 'b');
    expect(sent.map(({ at }) => at < (capped.next?.at ?? ''))).toEqual([true]);
  }, 60_000);

  it('looks at a domain that nobody has looked at before its first mail', async () => {
    dns.publish({ 'new.example': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] } });
    const { updateWorkspace, domains } = engine.runtime.useCases;
    await updateWorkspace.execute(engine.actor, { sender: { name: 'New', email: 'hello@new.example' } });
    const sequence = await engine.sequence('First', [mail('a')]);
    const ids = await Promise.all([1, 2, 3].map((n) => engine.enroll(sequence, `first${n}@example.com`)));
    for (const id of ids) expect(await ended(id)).toMatchObject({ outcome: 'completed', sent: 1 });
    const found = (await domains.list(engine.actor)).items.find(({ name }) => name === 'new.example');
    expect(found?.spf).toMatchObject({ verdict: 'pass', valid: true });
    const history = await engine.temporal.workflow.getHandle(enrollmentWorkflowId(ids[0] ?? '')).fetchHistory();
    expect(
      JSON.stringify(history.events?.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name)),
    ).toContain('checkDomain');
    await record('domain-checked-first', ids[0] ?? '');
  }, 60_000);
});
