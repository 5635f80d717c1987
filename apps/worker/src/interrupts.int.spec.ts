import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrollmentWorkflowId } from '@dripemails/contracts/workflow';
import { until } from '@dripemails/testing';
import { days, Engine, mail } from './testing/engine.js';

const DEADLINE = { deadlineMs: 30_000, message: 'the engine to get there' };
/** An interrupt promises this much. */
const WITHIN_2_S = { deadlineMs: 2_000, message: 'the workflow to end' };
/** Engines of other spec files are waited for. */
const START_MS = 10 * 60_000;

const REPLY = 'Thank you, this helps me a lot. Can we talk on Monday?';
const dsn = (messageId: string) =>
  [
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    'MIME-Version: 1.0',
    'Subject: Delivery failed',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Your mail could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.com',
    '',
    'Final-Recipient: rfc822; someone@example.com',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '',
    '--b--',
    '',
  ].join('\r\n');
const arf = (messageId: string) =>
  [
    'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
    'MIME-Version: 1.0',
    'Subject: Complaint',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'This is an abuse report.',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: Feedback/1.0',
    'Version: 1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '',
    '--b--',
    '',
  ].join('\r\n');

describe('what ends a workflow that sleeps, and what a pause does to it', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.start();
  }, START_MS);
  afterAll(() => engine.stop(), 90_000);

  const describeOf = (id: string) => engine.temporal.workflow.getHandle(enrollmentWorkflowId(id)).describe();
  const workflowEnds = (id: string, options: typeof DEADLINE) =>
    until(async () => (await describeOf(id)).status.name === 'COMPLETED', options);
  const asleep = async (sequence: string, email: string) => {
    const id = await engine.enroll(sequence, email);
    await until(async () => (await engine.get(id)).next?.stepId === 'b' && (await engine.get(id)).sent === 1, DEADLINE);
    return id;
  };
  const firstMail = async (enrollmentId: string) => {
    const { items } = await engine.runtime.useCases.readMessages.list(engine.actor, { limit: 1, enrollmentId });
    if (items[0] === undefined) throw new Error('no mail was sent');
    return items[0];
  };
  const returnPath = (email: string) => engine.mailsTo(email)[0]?.envelope.from ?? '';
  const unsubscribeAddress = (email: string) =>
    /mailto:(u\+[^@]+@[^?>]+)/.exec(
      engine
        .mailsTo(email)[0]
        ?.raw.toString()
        .replaceAll(/\r\n\s/g, '') ?? '',
    )?.[1] ?? '';

  it.each(['replied', 'bounced', 'complained', 'unsubscribed'] as const)(
    'ends within two seconds of a mail that says so: %s',
    async (outcome) => {
      const sequence = await engine.sequence(`Ends: ${outcome}`, [mail('a'), days('w', 400), mail('b')]);
      const email = `${outcome}@example.com`;
      const id = await asleep(sequence, email);
      const { replyTo, messageId } = await firstMail(id);
      const inbound = {
        replied: {
          mailFrom: email,
          rcptTo: [replyTo ?? ''],
          raw: `From: ${email}\r\nSubject: Re: hi\r\nMessage-ID: <r@x>\r\n\r\n${REPLY}\r\n`,
        },
        bounced: {
          mailFrom: '',
          rcptTo: [returnPath(email)],
          raw: `From: mailer-daemon@example.com\r\nMessage-ID: <b@x>\r\n${dsn(messageId)}`,
        },
        complained: {
          mailFrom: '',
          rcptTo: [returnPath(email)],
          raw: `From: fbl@example.com\r\nMessage-ID: <c@x>\r\n${arf(messageId)}`,
        },
        unsubscribed: {
          ...{ mailFrom: email, rcptTo: [unsubscribeAddress(email)] },
          raw: `From: ${email}\r\nSubject: unsubscribe\r\nMessage-ID: <u@x>\r\n\r\n\r\n`,
        },
      }[outcome];
      await engine.runtime.useCases.recordInbound.execute({ ...inbound, raw: Buffer.from(inbound.raw) });
      await workflowEnds(id, WITHIN_2_S);
      expect(await engine.get(id)).toMatchObject({ state: 'ended', outcome });
      await engine.record(`${outcome}-by-mail`, id);
    },
    60_000,
  );

  it.each(['one click', 'the list that it came by', 'the preference page'] as const)(
    'ends within two seconds of a link in the mail: %s',
    async (how) => {
      const { lists, preferenceCentre, unsubscribeByLink } = engine.runtime.useCases;
      const sequence = await engine.sequence(`Left by ${how}`, [mail('a'), days('w', 400), mail('b')]);
      const email = `link+${how.replaceAll(' ', '-')}@xn--bcher-kva.example`;
      const id = await asleep(sequence, email);
      const list = await lists.create(engine.actor, { name: `List of ${how}`, description: '' });
      await engine.database.query('update enrollment set list_id = $1 where id = $2', [list.id, id]);
      await engine.database.query(
        'insert into membership (workspace_id, list_id, subscriber_id) select workspace_id, list_id, subscriber_id from enrollment where id = $1',
        [id],
      );
      const raw =
        engine.sink.messages
          // the domain of the envelope is in ASCII or not, as the relay can
          .find(({ envelope }) => envelope.to.some((to) => to.startsWith(email.split('@', 1).join())))
          ?.raw.toString()
          .replaceAll(/\r\n\s/g, ' ') ?? '';
      expect(raw).toMatch(/^List-Unsubscribe: <https?:\/\/[^>]+>, <mailto:u\+[^>]+>\r$/m);
      expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
      const [, token = ''] = /^List-Unsubscribe: <[^>]*\/u\/([^>]+)>/m.exec(raw) ?? [];
      expect(raw.replaceAll('=\r\n', '')).toContain(`/p/${token}`);
      const visitor = { ip: '203.0.113.9', userAgent: 'Browser/1' };
      if (how === 'one click') await unsubscribeByLink.oneClick(token, visitor);
      else if (how === 'the preference page') await preferenceCentre.unsubscribe(token, visitor);
      else await unsubscribeByLink.choose(token, { scope: 'list', reason: null }, visitor);
      await workflowEnds(id, WITHIN_2_S);
      expect(await engine.get(id)).toMatchObject({ state: 'ended', outcome: 'unsubscribed' });
    },
    60_000,
  );

  it('goes on after an out-of-office note', async () => {
    const sequence = await engine.sequence('Away', [mail('a'), days('w', 2), mail('b')]);
    const id = await asleep(sequence, 'away@example.com');
    const { replyTo } = await firstMail(id);
    const raw = Buffer.from(
      'From: away@example.com\r\nSubject: Out of office\r\nAuto-Submitted: auto-replied\r\nMessage-ID: <a@x>\r\n\r\nI am away.\r\n',
    );
    await engine.runtime.useCases.recordInbound.execute({ mailFrom: 'away@example.com', rcptTo: [replyTo ?? ''], raw });
    await workflowEnds(id, DEADLINE);
    expect(await engine.get(id)).toMatchObject({ outcome: 'completed', sent: 2 });
    expect((await engine.get(id)).timeline.map(({ what }) => what).join()).toMatch(/automatic/i);
    await engine.record('out-of-office', id);
  }, 60_000);

  it('ends everybody when the sequence is archived', async () => {
    const sequence = await engine.sequence('Archived', [mail('a'), days('w', 400), mail('b')]);
    const id = await asleep(sequence, 'archived@example.com');
    await engine.runtime.useCases.changeSequenceState.execute(engine.actor, sequence, 'archive');
    await workflowEnds(id, DEADLINE);
    expect(await engine.get(id)).toMatchObject({ state: 'ended', outcome: 'stopped' });
    await engine.record('archived', id);
  }, 60_000);

  it.each([
    ['keepClock', ['Mail a', 'Mail b', 'Mail c']],
    ['skipOverdue', ['Mail a', 'Mail c']],
  ] as const)(
    'resumes a sequence with %s',
    async (mode, subjects) => {
      const { changeSequenceState } = engine.runtime.useCases;
      const sequence = await engine.sequence(`Resumed: ${mode}`, [
        mail('a'),
        days('w', 1),
        mail('b'),
        days('v', 2),
        mail('c'),
      ]);
      const email = `${mode.toLowerCase()}@example.com`;
      const id = await asleep(sequence, email);
      await changeSequenceState.execute(engine.actor, sequence, 'pause');
      // when the mail fell due, the workflow found out and parked
      const parked = 'select parked from enrollment where id = $1';
      await until(async () => (await engine.database.value(parked, [id])) === true, DEADLINE);
      expect(engine.mailsTo(email)).toHaveLength(1);
      await changeSequenceState.execute(engine.actor, sequence, 'resume', { mode });
      await workflowEnds(id, DEADLINE);
      expect(engine.mailsTo(email).map(({ subject }) => subject)).toEqual(subjects);
      await engine.record(`resumed-${mode}`, id);
    },
    60_000,
  );

  it('lets people go at the rate that was asked for, each once', async () => {
    const { changeSequenceState } = engine.runtime.useCases;
    const sequence = await engine.sequence('Rate', [days('w', 1), mail('b')]);
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, n) => engine.enroll(sequence, `rate${n}@example.com`)),
    );
    await changeSequenceState.execute(engine.actor, sequence, 'pause');
    await until(
      async () =>
        (await engine.database.value('select count(*)::int from enrollment where id = any($1::uuid[]) and parked', [
          ids,
        ])) === 10,
      DEADLINE,
    );
    const resumedAt = Date.now();
    // four a second
    await changeSequenceState.execute(engine.actor, sequence, 'resume', { mode: 'keepClock', ratePerMinute: 240 });
    for (const id of ids) await workflowEnds(id, DEADLINE);
    const times = ids.map((_, n) =>
      engine.mailsTo(`rate${n}@example.com`).map(({ receivedAt }) => receivedAt.getTime()),
    );
    expect(times.every(({ length }) => length === 1)).toBe(true);
    // a place in the queue every quarter of a second: nobody goes before theirs, however late others are
    const sorted = times.flat().sort((a, b) => a - b);
    const early = sorted.filter((at, place) => at < resumedAt + place * 250);
    expect(early).toEqual([]);
    await engine.record('let-go-at-a-rate', ids[0] ?? '');
  }, 60_000);
});
