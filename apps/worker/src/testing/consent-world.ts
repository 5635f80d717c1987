import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Actor } from '@dripemails/application';
import { createForm } from '@dripemails/contracts';
import type { EnrollmentRef } from '@dripemails/contracts/workflow';
import { DomainError } from '@dripemails/domain';
import { createRuntime, type Runtime } from '@dripemails/runtime';
import { createTestDatabase, startSmtpSink, type SmtpSink, type TestDatabase } from '@dripemails/testing';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ACCEPTED = 250;
const VISITOR = { ip: '192.0.2.1', userAgent: 'spec' };

/** A mail that the relay took, with what its reader can do with it. */
export interface WorldMail {
  /** In lower case. */
  readonly to: string;
  /** The token of the link that asks to confirm, and the request that it belongs to; null in a marketing mail. */
  readonly confirm: { readonly token: string; readonly request: string } | null;
  /** The token of the link to unsubscribe; null in a mail that asks to confirm. */
  readonly unsubscribe: string | null;
  readonly returnPath: string;
  readonly messageId: string;
}

/**
 * The product without workflows: real use cases, database and relay, while the spec itself decides when a send is tried,
 * which is far more often, and at worse moments, than any timer would.
 */
export class ConsentWorld {
  private readonly unknownToRelay = new Set<string>();
  /** How often the relay refused, by address. */
  private readonly refusals = new Map<string, number>();
  private readonly mails = new Map<string, WorldMail[]>();
  private read = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly sink: SmtpSink,
    readonly runtime: Runtime,
    readonly actor: Actor,
    readonly sequenceId: string,
    /** With double opt-in. */
    readonly listId: string,
    readonly forms: { readonly double: string; readonly plain: string },
  ) {
    sink.behave(({ to }) => {
      const address = to.at(-1)?.toLowerCase();
      return address !== undefined && this.unknownToRelay.has(address) ? { rcpt: this.refuse(address) } : undefined;
    });
  }

  private refuse(address: string) {
    this.refusals.set(address, (this.refusals.get(address) ?? 0) + 1);
    return { code: 550, text: '5.1.1 User unknown' };
  }

  static async start(): Promise<ConsentWorld> {
    const database = await createTestDatabase();
    const sink = await startSmtpSink({});
    const runtime = createRuntime(
      {
        ...{ DATABASE_URL: database.url, TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'default' },
        ...{ WEB_URL: 'http://localhost:3000', API_URL: 'http://localhost:3001' },
        ...{ TEMPORAL_UI_URL: 'http://localhost:8233', SMTP_URL: sink.url, SMTP_RELAY: 'external' },
        ...{ INBOUND_DOMAIN: 'inbound.example.com', LOG_LEVEL: 'silent', DNS_SERVERS: ['127.0.0.1:9'] },
        APP_SECRET: 'a secret that is long enough for tests',
      },
      { log: silent, connections: 12, relayConnections: 8, importMaxBytes: 1_000_000 },
    );
    withoutWorkflows(runtime);
    const { useCases } = runtime;
    const { workspaceId } = await useCases.seedDemo.execute({
      secondsPerDay: 86_400,
      owner: { name: 'Owner', email: 'owner@example.com', password: 'correct horse battery' },
      newApiKey: false,
    });
    const actor: Actor = { workspaceId, kind: 'system', id: 'spec' };
    await useCases.updateWorkspace.execute(actor, { spfPolicy: 'ignore' });
    const list = await useCases.lists.create(actor, { name: 'Letters', description: '', optIn: 'double' } as never);
    const { id: sequenceId } = await useCases.createSequence.execute(actor, {
      name: 'Drip',
      steps: Array.from({ length: 12 }, (_, n) => ({
        ...{ id: `m${n}`, kind: 'email' as const, subject: `Mail ${n}` },
        html: '<p>Hello {{ subscriber.firstName | default: "there" }}</p>',
      })),
      settings: { reentry: { rule: 'always' } } as never,
    });
    await useCases.publishSequence.execute(actor, sequenceId, { running: 'keep', dryRun: false });
    await useCases.changeSequenceState.execute(actor, sequenceId, 'activate');
    const form = async (name: string, doubleOptIn: boolean) => {
      const input = createForm.parse({ name, title: name, doubleOptIn });
      return (await useCases.forms.create(actor, input)).id;
    };
    const forms = { double: await form('Double', true), plain: await form('Plain', false) };
    return new ConsentWorld(database, sink, runtime, actor, sequenceId, list.id, forms);
  }

  async stop(): Promise<void> {
    await this.runtime.close();
    await this.sink.close();
    await this.database.drop();
  }

  /** Mails that the relay took for an address in lower case, oldest first. */
  mailsTo(address: string): readonly WorldMail[] {
    for (; this.read < this.sink.messages.length; this.read++) {
      const message = this.sink.messages[this.read];
      if (message?.reply !== ACCEPTED) continue;
      const { envelope, headers, messageId = '' } = message;
      const to = envelope.to[0]?.toLowerCase() ?? '';
      const isMarketing = headers.get('list-id') !== undefined;
      const text = message.raw.toString('utf8').replaceAll(/=\r\n/g, '');
      const [, request = ''] = /^<optIn\.([\w-]+)\./.exec(messageId) ?? [];
      const mail = {
        ...{ to, returnPath: envelope.from, messageId },
        unsubscribe: isMarketing ? tokenIn(headers.get('list-unsubscribe') ?? '', '/u/') : null,
        confirm: isMarketing ? null : { request, token: tokenIn(text, '/confirm/') },
      };
      this.mails.set(to, [...(this.mails.get(to) ?? []), mail]);
    }
    return this.mails.get(address) ?? [];
  }

  /** How many marketing mails the relay took for an address in lower case. */
  marketingTo(address: string): number {
    return this.mailsTo(address).filter(({ confirm }) => confirm === null).length;
  }

  /** Tries to send whatever is live for whoever has these addresses, as all their workflows at once would. */
  async trySending(addresses: readonly string[]): Promise<void> {
    if (addresses.length === 0) return;
    const rows = (await this.database.value(
      `select coalesce(json_agg(json_build_object('id', e.id, 'step', e.plan_step)), '[]') from enrollment e join subscriber p on p.id = e.subscriber_id
       where e.workspace_id = $1 and lower(p.email) = any($2::text[]) and e.state <> 'ended'`,
      [this.actor.workspaceId, addresses],
    )) as { id: string; step: string | null }[];
    await Promise.all(
      rows.map(async ({ id, step }) => {
        const ref: EnrollmentRef = { workspaceId: this.actor.workspaceId, enrollmentId: id };
        const { replanEnrollment, sendMessage } = this.runtime.useCases;
        const plan = await this.insist(() => replanEnrollment.execute(ref));
        const due = plan.do === 'sendEmail' ? plan.step : step;
        if (due !== undefined && due !== null) await this.insist(() => sendMessage.execute(ref, due));
      }),
    );
  }

  /** Puts whoever has the address into the sequence, where the product lets them, and tries to send. */
  async enroll(email: string): Promise<void> {
    await this.allow(() => this.runtime.useCases.enrollSubscriber.execute(this.actor, this.sequenceId, { email }));
    await this.trySending([email.toLowerCase()]);
  }

  /** Sends whatever asks these people to confirm; with `reminders` also what would be due in some days. */
  async sendConfirmations(people: readonly string[], { reminders }: { reminders: boolean }): Promise<void> {
    if (people.length === 0) return;
    const theirs = "workspace_id = $1 and subscriber_id = any($2::uuid[]) and state = 'pending'";
    const values = [this.actor.workspaceId, people];
    if (reminders) await this.database.query(`update opt_in set due_at = requested_at where ${theirs}`, values);
    const ids = (await this.database.value(
      `select coalesce(json_agg(id order by id), '[]') from opt_in where ${theirs}`,
      values,
    )) as string[];
    for (const optInId of ids)
      await this.runtime.useCases.sendConfirmation.execute({ workspaceId: this.actor.workspaceId, optInId });
  }

  /** Repeats what the database called off to end a deadlock, as Temporal does with an activity. */
  async insist<T>(action: () => Promise<T>): Promise<T> {
    for (let more = 5; ; more--) {
      try {
        return await action();
      } catch (error) {
        if (more === 0 || (error as { code?: unknown }).code !== '40P01') throw error;
      }
    }
  }

  /** Runs an action; a refusal by a rule of the product is an answer, too. */
  async allow<T>(action: () => Promise<T>): Promise<T | null> {
    try {
      return await action();
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  /** Who has which of these addresses in lower case: ids by address. */
  async profiles(addresses: readonly string[]): Promise<Record<string, string>> {
    return (await this.database.value(
      `select coalesce(json_object_agg(lower(email), id), '{}') from subscriber where workspace_id = $1 and lower(email) = any($2::text[])`,
      [this.actor.workspaceId, addresses],
    )) as Record<string, string>;
  }

  /**
   * The relay begins to refuse an address for good, as one that does not exist, and whatever is live for it is tried.
   * @returns whether the relay was asked, and so said no
   */
  async bounce(address: string): Promise<boolean> {
    this.unknownToRelay.add(address);
    await this.trySending([address]);
    this.unknownToRelay.delete(address);
    return this.refusals.delete(address);
  }

  /** Takes away every suppression that an operator may take away. */
  async unsuppress(email: string): Promise<void> {
    const { suppressions } = this.runtime.useCases;
    const { by } = await suppressions.check(this.actor, email);
    for (const { id } of by) await this.allow(() => suppressions.remove(this.actor, id));
  }

  /** Imports one row, overwriting, with a claim of consent or asking for it. */
  async import(email: string, consent: 'single' | 'doubleOptIn'): Promise<void> {
    const { startImport, runImport } = this.runtime.useCases;
    const job = await startImport.execute(this.actor, {
      fileName: 'people.csv',
      stream: Readable.from([Buffer.from(`email,firstName\n${email},Ada\n`)]),
      options: () =>
        Promise.resolve({
          ...{ mapping: {}, conflict: 'overwrite' as const, consent, consentText: 'They said so' },
          ...{ listIds: [], tags: [], dryRun: false, sheet: null, encoding: null },
        }),
    });
    await runImport.execute({ workspaceId: this.actor.workspaceId, id: job.id });
  }

  async submitForm(form: 'double' | 'plain', email: string): Promise<void> {
    const input = { values: { email }, hasConsented: true, trap: '', stamp: '' };
    await this.runtime.useCases.submitForm.execute(this.forms[form], input, VISITOR);
  }

  /** Presses the button behind the link of a mail. @returns whether it did something */
  async confirm(token: string): Promise<boolean> {
    const { confirmOptIn } = this.runtime.useCases;
    return (await confirmOptIn.execute(token, VISITOR)).state === 'pending';
  }

  async oneClick(token: string): Promise<void> {
    await this.runtime.useCases.unsubscribeByLink.oneClick(token, VISITOR);
  }

  /** The mailbox provider reports a mail as spam. */
  async complain({ returnPath, messageId }: WorldMail): Promise<void> {
    const raw = Buffer.from(complaintAbout(messageId));
    await this.runtime.useCases.recordInbound.execute({ mailFrom: '', rcptTo: [returnPath], raw });
  }

  /** Takes somebody out and removes what is held on them; the scan for what is left is of no use here. */
  async erase(subscriberId: string): Promise<void> {
    const { requestErase, erasePage } = this.runtime.useCases;
    const { requestId: id } = await requestErase.execute(this.actor, subscriberId);
    await erasePage.execute({ workspaceId: this.actor.workspaceId, id });
  }
}

function tokenIn(text: string, path: string): string {
  const token = new RegExp(`${path}([\\w.~-]+)`).exec(text)?.[1];
  if (token === undefined) throw new Error(`there is no link to ${path} in the mail`);
  return token;
}

/** A new one each time: a second copy of the same changes nothing. */
const complaintAbout = (messageId: string) =>
  [
    ...['From: fbl@example.com', `Message-ID: <${randomUUID()}@example.com>`, 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/report; report-type=feedback-report; boundary=b', '', '--b'],
    ...['Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', 'User-Agent: Feedback/1.0', 'Version: 1'],
    ...['', '--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${messageId}`, '', '--b--', ''],
  ].join('\r\n');

/** Workflows are what this world does without: rows are written, and nobody is started or told. */
function withoutWorkflows({ orchestrator }: Runtime): void {
  Object.assign(orchestrator, {
    startEnrollment: () => Promise.resolve('started'),
    signalChanged: () => Promise.resolve(),
    startOperation: () => Promise.resolve(),
    startImport: () => Promise.resolve(),
    startExport: () => Promise.resolve(),
    startErase: () => Promise.resolve(),
    startOptIn: () => Promise.resolve('started'),
    signalOptInChanged: () => Promise.resolve(),
  });
}
