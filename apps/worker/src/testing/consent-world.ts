import { Readable } from 'node:stream';
import type { Actor } from '@dripemails/application';
import type { EnrollmentRef } from '@dripemails/contracts/workflow';
import { DomainError } from '@dripemails/domain';
import { createRuntime, type Runtime } from '@dripemails/runtime';
import { createTestDatabase, startSmtpSink, type SmtpSink, type TestDatabase } from '@dripemails/testing';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ACCEPTED = 250;

/**
 * The product without workflows: real use cases, database and relay, while the spec itself decides when a send is tried,
 * which is far more often, and at worse moments, than any timer would.
 */
export class ConsentWorld {
  private readonly unknownToRelay: Set<string>;
  /** How often the relay refused, by address. */
  private readonly refusals = new Map<string, number>();

  private constructor(
    readonly database: TestDatabase,
    readonly sink: SmtpSink,
    readonly runtime: Runtime,
    readonly actor: Actor,
    readonly sequenceId: string,
    /** With double opt-in. */
    readonly listId: string,
  ) {
    this.unknownToRelay = new Set();
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
      secondsPerDay: 1,
      owner: { name: 'Owner', email: 'owner@example.com', password: 'correct horse battery' },
      newApiKey: false,
    });
    const actor: Actor = { workspaceId, kind: 'system', id: 'spec' };
    await useCases.updateWorkspace.execute(actor, { spfPolicy: 'ignore' });
    const list = await useCases.lists.create(actor, { name: 'Letters', description: '', optIn: 'double' } as never);
    const { id: sequenceId } = await useCases.createSequence.execute(actor, {
      name: 'Drip',
      steps: Array.from({ length: 40 }, (_, n) => ({
        ...{ id: `m${n}`, kind: 'email' as const, subject: `Mail ${n}` },
        html: '<p>Hello {{ subscriber.firstName | default: "there" }}</p>',
      })),
      settings: { reentry: { rule: 'always' } } as never,
    });
    await useCases.publishSequence.execute(actor, sequenceId, { running: 'keep', dryRun: false });
    await useCases.changeSequenceState.execute(actor, sequenceId, 'activate');
    return new ConsentWorld(database, sink, runtime, actor, sequenceId, list.id);
  }

  async stop(): Promise<void> {
    await this.runtime.close();
    await this.sink.close();
    await this.database.drop();
  }

  /** Marketing mails that the relay took for an address. */
  marketingTo(email: string): number {
    return this.sink.messages.filter(
      ({ envelope, reply, headers }) =>
        reply === ACCEPTED &&
        envelope.to[0]?.toLowerCase() === email.toLowerCase() &&
        headers.get('list-id') !== undefined,
    ).length;
  }

  /** Tries to send whatever is live for these people, as all their workflows at once would. */
  async trySending(emails: readonly string[]): Promise<void> {
    const rows = (await this.database.value(
      `select coalesce(json_agg(json_build_object('id', e.id, 'step', e.plan_step)), '[]') from enrollment e join subscriber p on p.id = e.subscriber_id
       where e.workspace_id = $1 and lower(p.email) = any($2::text[]) and e.state <> 'ended'`,
      [this.actor.workspaceId, emails.map((email) => email.toLowerCase())],
    )) as { id: string; step: string | null }[];
    await Promise.all(
      rows.map(async ({ id, step }) => {
        const ref: EnrollmentRef = { workspaceId: this.actor.workspaceId, enrollmentId: id };
        const plan = await this.runtime.useCases.replanEnrollment.execute(ref);
        const due = plan.do === 'sendEmail' ? plan.step : step;
        if (due !== undefined && due !== null) await this.runtime.useCases.sendMessage.execute(ref, due);
      }),
    );
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

  async idOf(email: string): Promise<string | null> {
    const id = await this.database.value(
      'select id from subscriber where workspace_id = $1 and lower(email) = lower($2)',
      [this.actor.workspaceId, email],
    );
    return typeof id === 'string' ? id : null;
  }

  /**
   * The relay begins to refuse an address for good, as one that does not exist, and whatever is live for it is tried.
   * @returns whether the relay was asked, and so said no
   */
  async bounce(email: string): Promise<boolean> {
    const address = email.toLowerCase();
    this.unknownToRelay.add(address);
    await this.trySending([email]);
    this.unknownToRelay.delete(address);
    return this.refusals.delete(address);
  }

  /** Takes away every suppression that an operator may take away. @returns whether one is left */
  async unsuppress(email: string): Promise<boolean> {
    const { suppressions } = this.runtime.useCases;
    const { by } = await suppressions.check(this.actor, email);
    for (const { id } of by) await this.allow(() => suppressions.remove(this.actor, id));
    return (await suppressions.check(this.actor, email)).suppressed;
  }

  /** Imports one row, overwriting, onto the list and with a claim of consent. */
  async import(email: string, consent: 'single' | 'doubleOptIn'): Promise<void> {
    const { startImport, runImport } = this.runtime.useCases;
    const job = await startImport.execute(this.actor, {
      fileName: 'people.csv',
      stream: Readable.from([Buffer.from(`email,firstName\n${email},Ada\n`)]),
      options: () =>
        Promise.resolve({
          ...{ mapping: {}, conflict: 'overwrite' as const, consent, consentText: 'They said so' },
          ...{ listIds: [], tags: [], dryRun: false, sheet: null },
        }),
    });
    await runImport.execute({ workspaceId: this.actor.workspaceId, id: job.id });
  }

  /** Asks for a confirmation, sends its mail, and presses its button. @returns whether the button did something */
  async confirmOptIn(email: string): Promise<boolean> {
    const id = await this.idOf(email);
    if (id === null) return false;
    const { requestOptIn, sendConfirmation, confirmOptIn } = this.runtime.useCases;
    const wish = { listId: null, evidence: 'They said so' };
    if ((await this.allow(() => requestOptIn.execute(this.actor, id, wish))) === null) return false;
    const optInId = await this.database.value(
      "select id from opt_in where workspace_id = $1 and subscriber_id = $2 and state = 'pending' order by id desc limit 1",
      [this.actor.workspaceId, id],
    );
    if (typeof optInId !== 'string') return false;
    const before = this.sink.messages.length;
    await sendConfirmation.execute({ workspaceId: this.actor.workspaceId, optInId });
    const mail = this.sink.messages
      .slice(before)
      .findLast(({ envelope }) => envelope.to[0]?.toLowerCase() === email.toLowerCase());
    const token = mail && /\/c\/([\w.~-]+)/.exec(mail.raw.toString('utf8').replaceAll(/=\r\n/g, ''))?.[1];
    if (!token) return false;
    const link = await confirmOptIn.execute(token, { ip: '192.0.2.1', userAgent: 'spec' });
    return link.state === 'pending';
  }

  /** Erases a person, to the end. */
  async erase(email: string): Promise<void> {
    const id = await this.idOf(email);
    if (id === null) return;
    await this.allow(() => this.runtime.useCases.requestErase.execute(this.actor, id));
  }
}

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
