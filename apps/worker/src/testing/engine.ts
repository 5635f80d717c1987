import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '@dripemails/application';
import type { CreateSequence } from '@dripemails/contracts';
import { DEFAULT_SETTINGS, type SequenceSettings, type Step } from '@dripemails/domain';
import { createRuntime, type Runtime, type RuntimeConfig } from '@dripemails/runtime';
import {
  createTestDatabase,
  exclusively,
  startSmtpSink,
  temporalAddress,
  type SinkBehaviour,
  type SmtpSink,
  type TestDatabase,
} from '@dripemails/testing';
import { Client, Connection } from '@temporalio/client';
import protoUtils from '@temporalio/common/lib/proto-utils.js';
import { enrollmentWorkflowId } from '@dripemails/contracts/workflow';
import { createLogger, temporalConnection, type TemporalConnection } from '@dripemails/platform';
import { installTemporalRuntime } from '../temporal-logger.js';
import { startTriggerPump } from '../trigger-pump.js';
import { createWorkers } from '../workers.js';

// CommonJS without named exports that Node could see
const { historyToJSON } = protoUtils;

/** The demo's day passes in a second, so that the waits of a spec are short and real. */
const SECONDS_PER_DAY = 1;

export interface EngineOptions {
  readonly behaviour?: SinkBehaviour;
  readonly relay?: 'own' | 'external';
  /** Configuration beside the defaults, such as the address of a language model. */
  readonly config?: Partial<RuntimeConfig>;
}

/** A whole engine for one spec file: database, relay, runtime, workers, and a demo workspace to act in. */
export class Engine {
  private constructor(
    readonly database: TestDatabase,
    readonly sink: SmtpSink,
    readonly runtime: Runtime,
    readonly actor: Actor,
    readonly temporal: Client,
    private readonly runWorkers: () => Promise<() => Promise<void>>,
    private endWorkers: () => Promise<void>,
    private readonly release: () => Promise<void>,
  ) {}

  static async start(options: EngineOptions = {}): Promise<Engine> {
    installTemporalRuntime(createLogger('spec', 'error'));
    const release = await exclusively();
    const database = await createTestDatabase();
    const sink = await startSmtpSink(options.behaviour === undefined ? {} : { behaviour: options.behaviour });
    const address = temporalAddress();
    const config: RuntimeConfig = {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: 'default',
      WEB_URL: 'http://localhost:3000',
      API_URL: 'http://localhost:3001',
      TEMPORAL_UI_URL: 'http://localhost:8233',
      SMTP_URL: sink.url,
      SMTP_RELAY: options.relay ?? 'external',
      INBOUND_DOMAIN: 'inbound.example.com',
      APP_SECRET: 'a secret that is long enough for tests',
      LOG_LEVEL: 'silent',
      // nobody may be asked outside this machine
      DNS_SERVERS: ['127.0.0.1:9'],
      WEBHOOK_ALLOW_PRIVATE: true,
      ...options.config,
    };
    const runtime = createRuntime(config, {
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      connections: 10,
      relayConnections: 5,
      importMaxBytes: 1_000_000,
    });
    const { workspaceId } = await runtime.useCases.seedDemo.execute({
      secondsPerDay: SECONDS_PER_DAY,
      owner: { name: 'Owner', email: 'owner@example.com', password: 'correct horse battery' },
      newApiKey: false,
    });
    // so that no history begins with a check of the domain
    await runtime.useCases.checkAllDomains.execute();
    const runWorkers = () => run(temporalConnection(config), runtime);
    const endWorkers = await runWorkers();
    const temporal = new Client({ connection: await Connection.connect({ address }) });
    const actor: Actor = { workspaceId, kind: 'system', id: 'spec' };
    return new Engine(database, sink, runtime, actor, temporal, runWorkers, endWorkers, release);
  }

  async stop(): Promise<void> {
    await this.stopWorkers();
    await this.temporal.connection.close();
    await this.release();
    await this.runtime.close();
    await this.sink.close();
    await this.database.drop();
  }

  /** Stops the workers as an operator would: nothing new is taken up, what is being done is finished. */
  async stopWorkers(): Promise<void> {
    const end = this.endWorkers;
    this.endWorkers = () => Promise.resolve();
    await end();
  }

  async startWorkers(): Promise<void> {
    this.endWorkers = await this.runWorkers();
  }

  /** A published and active sequence. */
  async sequence(name: string, steps: Step[], settings: Partial<SequenceSettings> = {}): Promise<string> {
    const { createSequence, publishSequence, changeSequenceState } = this.runtime.useCases;
    const { id } = await createSequence.execute(this.actor, {
      name,
      // the contract's types are not read-only
      steps: steps as CreateSequence['steps'],
      settings: { ...DEFAULT_SETTINGS, jitterMinutes: 0, ...settings } as CreateSequence['settings'],
    });
    await publishSequence.execute(this.actor, id, { running: 'keep', dryRun: false });
    await changeSequenceState.execute(this.actor, id, 'activate');
    return id;
  }

  /** A person, enrolled; their enrollment's id. */
  async enroll(sequenceId: string, email: string, firstName = 'Ada'): Promise<string> {
    await this.runtime.useCases.upsertSubscriber.execute(this.actor, { email, firstName });
    return (await this.runtime.useCases.enrollSubscriber.execute(this.actor, sequenceId, { email })).id;
  }

  get(enrollmentId: string) {
    return this.runtime.useCases.getEnrollment.execute(this.actor, enrollmentId);
  }

  /**
   * Keeps the history of a finished run as a golden one (RECORD_HISTORIES=1), for the replay spec of libs/workflows.
   * Run it when a new kind of path exists. One that is kept already stays: an older release may still be living it.
   */
  async record(name: string, enrollmentId: string): Promise<void> {
    await this.recordWorkflow(name, enrollmentWorkflowId(enrollmentId));
  }

  /** As `record`, for a workflow of any kind. */
  async recordWorkflow(name: string, workflowId: string): Promise<void> {
    if (process.env['RECORD_HISTORIES'] !== '1') return;
    const history = await this.temporal.workflow.getHandle(workflowId).fetchHistory();
    // nothing of the machine that it ran on
    const json = historyToJSON(history)
      .replaceAll(/"\d+@[^"]+"/g, '"worker"')
      .replaceAll(/"stackTrace": ?"(?:[^"\\]|\\.)*"/g, '"stackTrace": ""');
    const file = join(import.meta.dirname, `../../../../temporal/histories/${name}.json`);
    if (!existsSync(file)) await writeFile(file, `${json}\n`);
  }

  /** Accepted mails to an address, in order. */
  mailsTo(email: string) {
    return this.sink.messages.filter(({ envelope, reply }) => envelope.to.includes(email) && reply === 250);
  }
}

export const mail = (id: string, subject = `Mail ${id}`): Step => ({
  id,
  kind: 'email',
  subject,
  html: '<p>Hello {{ subscriber.firstName | default: "there" }}</p>',
});
export const days = (id: string, amount: number): Step => ({ id, kind: 'wait', for: { amount, unit: 'days' } });

/** Runs the workers of one process. @returns what stops them and waits until they have */
async function run(temporal: TemporalConnection, { useCases, triggerSignal }: Runtime): Promise<() => Promise<void>> {
  const { connection, workers } = await createWorkers({
    ...{ temporal, namespace: 'default', sendSlots: 5, useCases },
    workflowsPath: join(import.meta.dirname, '../../../../libs/workflows/src/index.ts'),
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  const pump = await startTriggerPump({
    ...{ dispatchTriggers: useCases.dispatchTriggers, signal: triggerSignal, now: Date.now },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  return async () => {
    for (const worker of workers) worker.shutdown();
    await pump.stop();
    await running;
    await connection.close();
  };
}
