import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@dripemails/application';
import { TokenSigner } from '@dripemails/platform';
import { createRuntime, type Runtime } from '@dripemails/runtime';
import { createTestDatabase, temporalAddress, until, type TestDatabase } from '@dripemails/testing';
import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { createSmtpServer, type RunningSmtpServer } from './smtp-server.js';

const SECRET = 'a secret that is long enough for tests';
const tokens = new TokenSigner(SECRET);
const STEPS = JSON.stringify([
  { id: 'one', kind: 'email', subject: 'Hi', html: '<p>Hi</p>' },
  { id: 'wait', kind: 'wait', for: { amount: 30, unit: 'days' } },
  { id: 'two', kind: 'email', subject: 'Hi again', html: '<p>Hi</p>' },
]);
const SETTINGS = { window: null, jitterMinutes: 1, reentry: { rule: 'afterCompletion' }, triggers: [] };

/** A person of a sequence who was sent one mail and waits for the next. */
interface Person {
  readonly subscriberId: string;
  readonly enrollmentId: string;
  readonly email: string;
  readonly messageId: string;
  /** Message-ID of the mail. */
  readonly header: string;
  readonly address: (purpose: 'bounce' | 'reply' | 'unsubscribe') => string;
}

describe('mail that comes in, from SMTP to the rows', () => {
  let database: TestDatabase;
  let runtime: Runtime;
  let server: RunningSmtpServer;
  let actor: Actor;
  let client: ReturnType<typeof createTransport>;
  let ada: Person;

  beforeAll(async () => {
    database = await createTestDatabase();
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const config = {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_NAMESPACE: 'default',
      WEB_URL: 'http://localhost:3000',
      API_URL: 'http://localhost:3001',
      TEMPORAL_UI_URL: 'http://localhost:8233',
      SMTP_URL: 'smtp://127.0.0.1:1',
      SMTP_RELAY: 'own' as const,
      INBOUND_DOMAIN: 'in.example.com',
      APP_SECRET: SECRET,
      LOG_LEVEL: 'silent' as const,
    };
    runtime = createRuntime(config, { log, connections: 10 });
    const owner = { name: 'Owner', email: 'owner@example.com', password: 'correct horse battery' };
    const seeded = await runtime.useCases.seedDemo.execute({ secondsPerDay: 10, owner, newApiKey: false });
    actor = { workspaceId: seeded.workspaceId, kind: 'system', id: 'spec' };
    server = createSmtpServer({
      config: { SMTP_HOST: '127.0.0.1', SMTP_PORT: 0, SMTP_MAX_BYTES: 1_000_000, INBOUND_DOMAIN: 'in.example.com' },
      recordInbound: runtime.useCases.recordInbound,
      log,
    });
    client = createTransport({ host: '127.0.0.1', port: await server.listen(), ignoreTLS: true });
  }, 60_000);
  afterAll(async () => {
    client.close();
    await server.close();
    await runtime.close();
    await database.drop();
  }, 60_000);

  /** @param settings of the sequence's version, as published */
  async function person(settings: Record<string, unknown> = {}): Promise<Person> {
    const [subscriberId, sequenceId, enrollmentId, messageId] = [
      randomUUID(),
      randomUUID(),
      randomUUID(),
      randomUUID(),
    ];
    const email = `${subscriberId}@example.net`;
    const header = `<${messageId}@example.com>`;
    const { workspaceId } = actor;
    await database.query('insert into subscriber (id, workspace_id, email) values ($1, $2, $3)', [
      subscriberId,
      workspaceId,
      email,
    ]);
    await database.query(
      "insert into sequence (id, workspace_id, name, state, draft, current_version) values ($1, $2, 'S', 'active', $3, 1)",
      [sequenceId, workspaceId, STEPS],
    );
    await database.query('insert into sequence_version (workspace_id, sequence_id, version, steps, settings) values ($1, $2, 1, $3, $4)', [
      workspaceId, sequenceId, STEPS, JSON.stringify(settings),
    ]); // prettier-ignore
    await database.query(
      `insert into enrollment (id, workspace_id, sequence_id, version, subscriber_id, anchor_at, plan_do, plan_at, plan_why, done, sent)
       values ($1, $2, $3, 1, $4, now(), 'sendEmail', now() + interval '30 days', 'Waiting', '{one}', 1)`,
      [enrollmentId, workspaceId, sequenceId, subscriberId],
    );
    await database.query(
      `insert into message (id, workspace_id, enrollment_id, sequence_id, subscriber_id, step_id, message_id, to_address, subject, state, sent_at)
       values ($1, $2, $3, $4, $5, 'one', $6, $7, 'Hi', 'accepted', now())`,
      [messageId, workspaceId, enrollmentId, sequenceId, subscriberId, header, email],
    );
    const LETTERS = { bounce: 'b', reply: 'r', unsubscribe: 'u' } as const;
    return {
      subscriberId, enrollmentId, email, messageId, header,
      address: (purpose) => `${LETTERS[purpose]}+${tokens.sign(purpose, messageId)}@in.example.com`,
    }; // prettier-ignore
  }

  const send = (from: string, to: string | readonly string[], ...lines: readonly string[]) =>
    client.sendMail({ envelope: { from, to: [to].flat() }, raw: lines.join('\r\n') });

  /** What stands in the rows of somebody. */
  async function standing(who: Person) {
    const { getEnrollment, getSubscriber, getSubscriberTimeline, readMessages } = runtime.useCases;
    const { state, outcome } = await getEnrollment.execute(actor, who.enrollmentId);
    const { status } = await getSubscriber.execute(actor, who.subscriberId);
    const { items } = await getSubscriberTimeline.execute(actor, who.subscriberId, { limit: 50 });
    const mail = await readMessages.get(actor, who.messageId);
    return { state, outcome, status, mail: mail.status, events: items.map(({ what }) => what).sort() };
  }
  /** Asked for at most 2 s, as promised. */
  const within2s = (who: Person, expected: Record<string, unknown>) =>
    until(
      async () => {
        expect(await standing(who)).toMatchObject(expected);
        return true;
      },
      { deadlineMs: 2_000, message: 'the row to say so' },
    );
  const keptAbout = async (who: Person) =>
    (await runtime.useCases.readInbound.list(actor, { limit: 50 })).items.filter(
      ({ messageId }) => messageId === who.messageId,
    );
  const kept = async () => (await runtime.useCases.readInbound.list(actor, { limit: 1 })).items[0];

  const report = (who: Person, status: string, action = 'failed'): string[] => [
    'From: MAILER-DAEMON@mx.example.net', 'Subject: Undelivered Mail', 'Auto-Submitted: auto-replied', 'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'Sorry.',
    '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example.net', '',
    `Final-Recipient: rfc822; ${who.email}`, `Action: ${action}`, `Status: ${status}`, `Diagnostic-Code: smtp; 550 ${status} <${who.email}> says no`,
    '--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${who.header}`, 'Subject: Hi', '--b--', '',
  ]; // prettier-ignore
  const written = (who: Person, ...fields: string[]): string[] => [
    `From: ${who.email}`, 'Subject: Re: Hi', `Message-ID: <${randomUUID()}@example.net>`, ...fields, '', 'Thank you!', '',
  ]; // prettier-ignore

  beforeEach(async () => {
    ada = await person();
  });

  describe('a reply', () => {
    it.each([
      ['to the reply address', (who: Person) => [who.address('reply')], []],
      ['in upper case', (who: Person) => [who.address('reply').toUpperCase()], []],
      ['among others', (who: Person) => ['sales@example.com', who.address('reply'), 'x@in.example.com'], []],
      ['by what it answers', () => ['sales@example.com'], ['In-Reply-To: $', 'References: <other@example.com>']],
      ['by its thread', () => ['sales@example.com'], ['References: $ <later@example.net>']],
    ])('%s ends the enrollment', async (_how, to, fields) => {
      await send(ada.email, to(ada), ...written(ada, ...fields.map((field) => field.replace('$', ada.header))));
      await within2s(ada, {
        state: 'ended',
        outcome: 'replied',
        status: 'active',
        mail: 'sent',
        events: ['Left the sequence', 'Replied to the mail'],
      });
      expect(await kept()).toMatchObject({ kind: 'reply', messageId: ada.messageId, enrollmentId: ada.enrollmentId });
    });

    it('goes on where the version says so', async () => {
      const bob = await person({ ...SETTINGS, stopOnReply: false });
      await send(bob.email, bob.address('reply'), ...written(bob));
      await within2s(bob, { state: 'active', outcome: null, events: ['Replied to the mail'] });
      // kept for segments, at the instant of the event
      expect(
        await database.value(
          `select count(*)::int from last_activity l join event v on v.subscriber_id = l.subscriber_id and v.kind = l.kind and v.at = l.at
           where v.enrollment_id = $1 and l.kind = 'replied'`,
          [bob.enrollmentId],
        ),
      ).toBe(1);
    });

    it('is why somebody left, and not what they were paused for', async () => {
      await database.query(
        "update enrollment set state = 'paused', paused_at = now(), reason = 'on holiday', parked = true where id = $1",
        [ada.enrollmentId],
      );
      await send(ada.email, ada.address('reply'), ...written(ada));
      await within2s(ada, { state: 'ended', outcome: 'replied' });
      expect(await database.value('select reason from enrollment where id = $1', [ada.enrollmentId])).toBeNull();
    });

    it('is only noted when the enrollment is over', async () => {
      await database.query(
        "update enrollment set state = 'ended', outcome = 'completed', ended_at = now(), plan_do = 'end' where id = $1",
        [ada.enrollmentId],
      );
      await send(ada.email, ada.address('reply'), ...written(ada));
      await within2s(ada, { outcome: 'completed', events: ['Replied to the mail'] });
    });

    it('counts once when its sender did not hear that we have it', async () => {
      const same = written(ada);
      await Promise.all([1, 2, 3].map(() => send(ada.email, ada.address('reply'), ...same)));
      await within2s(ada, { outcome: 'replied', events: ['Left the sequence', 'Replied to the mail'] });
      expect(await keptAbout(ada)).toHaveLength(3);
    });

    it('is taken whole or not at all', async () => {
      await database.query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`);
      await database.query(
        "create trigger refuse before insert on event for each row when (new.kind = 'ended') execute function refuse()",
      );
      const reply = written(ada);
      await expect(send(ada.email, ada.address('reply'), ...reply)).rejects.toMatchObject({ responseCode: 451 });
      expect(await keptAbout(ada)).toEqual([]);
      expect(await standing(ada)).toMatchObject({ state: 'active', events: [] });

      await database.query('drop function refuse cascade');
      await send(ada.email, ada.address('reply'), ...reply);
      await within2s(ada, { outcome: 'replied', events: ['Left the sequence', 'Replied to the mail'] });
    });

    it('of two people in one mail ends both', async () => {
      const bob = await person();
      await send(ada.email, [ada.address('reply'), bob.address('reply')], ...written(ada));
      await within2s(ada, { outcome: 'replied' });
      await within2s(bob, { outcome: 'replied' });
    });

    it('that crosses the claim of a send is ordered with it by the row', async () => {
      const row = 'select id from enrollment where id = $1 for update';
      // as a claim does, but for longer
      const held = database.query(`select pg_sleep(1.5) from (${row}) e`, [ada.enrollmentId]);
      const isHeld = async () =>
        await database.query(`${row} nowait`, [ada.enrollmentId]).then(
          () => false,
          () => true,
        );
      await until(isHeld, { deadlineMs: 900, everyMs: 5, message: 'the row to be held' });
      const began = performance.now();
      await send(ada.email, ada.address('reply'), ...written(ada));
      expect(performance.now() - began).toBeGreaterThan(500);
      await held;
      await within2s(ada, { outcome: 'replied' });
    });
  });

  describe('a bounce', () => {
    it('of a dead address ends everything and says why', async () => {
      await send('', ada.address('bounce'), ...report(ada, '5.1.1'));
      await within2s(ada, {
        state: 'ended',
        outcome: 'bounced',
        status: 'bounced',
        mail: 'sent',
        events: ['Left the sequence', 'The address bounced'],
      });
      expect(await kept()).toMatchObject({ kind: 'bounce', detail: '5.1.1 <…> says no', messageId: ada.messageId });
    });

    it('is known by the mail that it returns', async () => {
      await send('', 'owner@example.com', ...report(ada, '5.1.10'));
      await within2s(ada, { outcome: 'bounced', status: 'bounced' });
    });

    it.each([
      ['4.2.2', 'failed', 'The mail bounced, for now'],
      ['5.2.2', 'failed', 'The mail bounced, for now'],
      ['5.7.1', 'failed', 'The mail was refused; the address is good'],
      ['4.4.1', 'delayed', 'The mail is late'],
    ])('with %s, %s, is noted and changes nothing', async (status, action, event) => {
      await send('', ada.address('bounce').toUpperCase(), ...report(ada, status, action));
      await within2s(ada, { state: 'active', status: 'active', events: [event] });
    });

    it('in words ends everything too', async () => {
      const words = [
        'From: Mailer-Daemon@example.net',
        'Subject: failure notice',
        '',
        'Sorry:',
        '550 5.1.1 no such user here',
        '',
      ];
      await send('', ada.address('bounce'), ...words);
      await within2s(ada, { outcome: 'bounced', status: 'bounced' });
    });
  });

  it('takes a complaint for one', async () => {
    await send(
      'fbl@example.net', 'abuse@example.com',
      'From: fbl@example.net', 'Subject: FW: Hi', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=feedback-report; boundary=b', '',
      '--b', 'Content-Type: text/plain', '', 'A report.', '--b', 'Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', 'Version: 1',
      `Original-Mail-From: <${ada.address('bounce')}>`, '--b', 'Content-Type: message/rfc822', '', 'Subject: Hi', '', 'text', '--b--', '',
    ); // prettier-ignore
    await within2s(ada, {
      state: 'ended',
      outcome: 'complained',
      status: 'complained',
      events: ['Complained about the mail', 'Left the sequence'],
    });
    expect(await kept()).toMatchObject({ kind: 'complaint', detail: 'abuse' });
  });

  it.each([
    ['by its header', 'Auto-Submitted: auto-replied'],
    ['by its subject', 'Subject: Automatic reply: Hi'],
  ])('never takes an automatic reply, known %s, for a person', async (_how, field) => {
    await send(
      ada.email,
      ada.address('reply'),
      `From: ${ada.email}`,
      field,
      `In-Reply-To: ${ada.header}`,
      '',
      'Away.',
      '',
    );
    await within2s(ada, { state: 'active', status: 'active', events: ['An automatic reply came'] });
    expect(await kept()).toMatchObject({ kind: 'auto-reply' });
  });

  it.each<[string, string, () => string, string[]]>([
    ['at its address', 'mail', () => ada.address('unsubscribe').toUpperCase(), ['Subject: unsubscribe', '', '']],
    [
      'of a mail program',
      'mail',
      () => ada.address('unsubscribe'),
      ['Subject: unsubscribe', 'Auto-Submitted: auto-generated', '', ''],
    ],
    ['in a reply', 'reply', () => ada.address('reply'), ['Subject: Re: Hi', '', 'STOP', '']],
  ])('unsubscribes by mail, %s', async (_how, way, to, lines) => {
    await send(ada.email, to(), `From: ${ada.email}`, ...lines);
    await within2s(ada, {
      state: 'ended',
      outcome: 'unsubscribed',
      status: 'unsubscribed',
      events: ['Left the sequence', 'Unsubscribed'],
    });
    expect(await kept()).toMatchObject({ kind: 'unsubscribe' });
    const { items } = await runtime.useCases.operateConsent.log(actor, ada.subscriberId, { limit: 10 });
    expect(items.filter(({ what }) => what === 'unsubscribed')).toMatchObject([
      { source: expect.stringMatching(new RegExp(`^Unsubscribe by ${way}: sequence '.+'$`)), text: '' },
    ]);
  });

  it('does nothing for a forged address', async () => {
    const real = ada.address('unsubscribe');
    const forged = real.replace(/.@/, (end) => (end === '0@' ? '1@' : '0@'));
    await send(ada.email, [forged, `r+${tokens.sign('unsubscribe', ada.messageId)}@in.example.com`], ...written(ada));
    expect(await kept()).toMatchObject({ kind: 'other', messageId: null });
    expect(await standing(ada)).toMatchObject({ state: 'active', events: [] });
  });

  it('captures the copies of our own mail', async () => {
    await send(ada.address('bounce'), ada.email, 'From: us@example.com', 'Subject: Hi', `Message-ID: ${ada.header}`, 'Auto-Submitted: auto-generated', '', 'Hi', ''); // prettier-ignore
    expect(await kept()).toMatchObject({ kind: 'captured', messageId: ada.messageId });
    expect(await standing(ada)).toMatchObject({ state: 'active', events: [] });
  });

  it('keeps what is malformed, and goes on', async () => {
    const nested = Array.from(
      { length: 300 },
      (_, depth) => `Content-Type: multipart/report; boundary=b${depth}\r\n\r\n--b${depth}`,
    );
    for (const lines of [
      [''],
      ['Subject: \u0000\u0001', '', '\u0000'],
      nested,
      [
        'Content-Type: multipart/report; report-type=delivery-status; boundary="',
        '',
        '--',
        'Final-Recipient: \u0000',
        'Status: 4.2.2\u0000',
      ],
      [
        'Content-Type: message/delivery-status',
        'From: MAILER-DAEMON',
        '',
        'Final-Recipient: rfc822;',
        'Action:',
        'Status: x',
      ],
    ]) {
      await send('', ada.address('bounce'), ...lines, '');
      expect((await kept())?.messageId).toBe(ada.messageId);
    }
    expect(await standing(ada)).toMatchObject({ state: 'active' });
  });
});
