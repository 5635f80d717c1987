import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger, createMetrics } from '@dripemails/platform';
import { createRuntime, type Runtime } from '@dripemails/runtime';
import { createTestDatabase, temporalAddress, type TestDatabase } from '@dripemails/testing';
import { createApp } from '../app.js';

/** Signs the links that specs follow. */
export const APP_SECRET = 'a secret that is long enough for tests';

const IMPORT_MAX_BYTES = 5 * 1024 * 1024;

/** What a call answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: never;
}

/** The whole API on a port of its own over a real database and Temporal server, for one spec file. */
export class Api {
  private constructor(
    readonly database: TestDatabase,
    readonly runtime: Runtime,
    private readonly app: NestFastifyApplication,
    readonly url: string,
    readonly login: { email: string; password: string },
    readonly key: string,
    /** A key of another workspace, whose things nobody here may see. */
    readonly strangersKey: string,
  ) {}

  static async start(): Promise<Api> {
    const database = await createTestDatabase();
    const { runtime, app } = await open(database);
    const login = { email: 'owner@example.com', password: 'correct horse battery' };
    const seeded = await runtime.useCases.seedDemo.execute({
      secondsPerDay: 10,
      owner: { name: 'Owner', ...login },
      newApiKey: true,
    });
    const strangersKey = await addWorkspace(database, runtime);
    return new Api(database, runtime, app, await app.getUrl(), login, seeded.apiKey ?? '', strangersKey);
  }

  /** Ends this process, so to speak, and begins another one over the same data and secrets. */
  async restart(): Promise<Api> {
    await this.app.close();
    await this.runtime.close();
    const { runtime, app } = await open(this.database);
    return new Api(this.database, runtime, app, await app.getUrl(), this.login, this.key, this.strangersKey);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.runtime.close();
    await this.database.drop();
  }

  /** Calls a route under /api/v1 with the workspace's key. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    return await this.raw(`/api/v1${path}`, {
      method,
      ...json,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
  }

  /** Uploads a file to /imports. */
  async upload(
    content: string | Uint8Array<ArrayBuffer>,
    fields: Record<string, string> = {},
    name = 'people.csv',
  ): Promise<Answer> {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set('file', new Blob([content]), name);
    return await this.raw('/api/v1/imports', {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${this.key}` },
    });
  }

  async raw(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, init);
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as never };
  }
}

/** The API over a database, listening. */
async function open(database: TestDatabase): Promise<{ runtime: Runtime; app: NestFastifyApplication }> {
  const log = createLogger('spec', 'silent');
  const origin = 'http://127.0.0.1';
  const runtime = createRuntime(
    {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_NAMESPACE: 'default',
      WEB_URL: origin,
      API_URL: origin,
      TEMPORAL_UI_URL: 'http://localhost:8233',
      SMTP_URL: 'smtp://127.0.0.1:1',
      SMTP_RELAY: 'external',
      INBOUND_DOMAIN: 'inbound.example.com',
      APP_SECRET,
      LOG_LEVEL: 'silent',
    },
    { log, connections: 10, importMaxBytes: IMPORT_MAX_BYTES },
  );
  const app = await createApp({
    useCases: runtime.useCases,
    log,
    metrics: createMetrics('spec'),
    ping: runtime.ping,
    uploadMaxBytes: IMPORT_MAX_BYTES,
  });
  await app.listen(0, '127.0.0.1');
  return { runtime, app };
}

/** A second tenant with a key, which no use case makes yet. */
async function addWorkspace(database: TestDatabase, runtime: Runtime): Promise<string> {
  const id = '01990000-0000-7000-8000-000000000001';
  await database.query(
    `insert into workspace (id, name, clock_started_at, sender_name, sender_email)
     values ($1, 'Stranger', now(), 'S', 's@stranger.example')`,
    [id],
  );
  const { key } = await runtime.useCases.apiKeys.create(
    { workspaceId: id, kind: 'system', id: 'spec' },
    { name: 'Key' },
  );
  return key;
}
