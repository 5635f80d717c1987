import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@dripemails/application';
import { TokenSigner } from '@dripemails/platform';
import { createRuntime, type Runtime } from '@dripemails/runtime';
import { createTestDatabase, temporalAddress, type TestDatabase } from '@dripemails/testing';
import { createTransport } from 'nodemailer';
import { createSmtpServer, type RunningSmtpServer } from './smtp-server.js';

const OTHER_WORKSPACE = '01990000-0000-7000-8000-000000000001';
const MESSAGE = '01990000-0000-7000-8000-00000000aaaa';
const SECRET = 'a secret that is long enough for tests';

describe('captured mail in a real database', () => {
  let database: TestDatabase;
  let runtime: Runtime;
  let server: RunningSmtpServer;
  let demo: Actor;
  let client: ReturnType<typeof createTransport>;
  const other: Actor = { workspaceId: OTHER_WORKSPACE, kind: 'system', id: 'spec' };

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
      INBOUND_DOMAIN: 'inbound.example.com',
      APP_SECRET: SECRET,
      LOG_LEVEL: 'silent' as const,
    };
    runtime = createRuntime(config, { log, connections: 5 });
    const owner = { name: 'Owner', email: 'owner@example.com', password: 'correct horse battery' };
    const seeded = await runtime.useCases.seedDemo.execute({ secondsPerDay: 10, owner, newApiKey: false });
    demo = { workspaceId: seeded.workspaceId, kind: 'system', id: 'spec' };
    server = createSmtpServer({
      config: { SMTP_HOST: '127.0.0.1', SMTP_PORT: 0, SMTP_MAX_BYTES: 100_000, INBOUND_DOMAIN: 'inbound.example.com' },
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

  it('is there when the client has heard 250, and reads as it was written', async () => {
    const info = await client.sendMail({
      from: 'Ada <ada@example.com>',
      to: 'grace@example.net',
      subject: 'Grüße',
      text: 'plain words',
      html: '<p onclick="evil()">rich <b>words</b></p><script>evil()</script><img src="https://tracker.example/x.png" alt="pixel">',
      attachments: [{ filename: 'a.txt', content: 'attached' }],
    });
    const { items } = await runtime.useCases.readInbound.list(demo, { limit: 10 });
    expect(items).toEqual([
      expect.objectContaining({
        from: expect.stringContaining('ada@example.com'),
        to: ['grace@example.net'],
        subject: 'Grüße',
        kind: 'captured',
      }),
    ]);
    const mail = await runtime.useCases.readInbound.get(demo, items[0]?.id ?? '');
    expect(mail).toMatchObject({
      text: expect.stringContaining('plain words'),
      attachments: [expect.objectContaining({ filename: 'a.txt', size: 8 })],
    });
    expect(mail.html).toContain('<b>words</b>');
    expect(mail.html).not.toMatch(/script|onclick|tracker\.example/);
    expect(mail.headers).toContainEqual({ name: expect.stringMatching(/^message-id$/i), value: info.messageId });
    expect(Buffer.from(await runtime.useCases.readInbound.raw(demo, mail.id)).toString()).toContain(info.messageId);
  });

  it('belongs to the workspace of the message whose signed return path it carries', async () => {
    await database.query(
      "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'Other', now(), 'O', 'o@example.com')",
      [OTHER_WORKSPACE],
    );
    await database.query(
      `insert into message (id, workspace_id, subscriber_id, message_id, to_address, subject) values ($1, $2, $1, '<m@example.com>', 'x@example.com', 'S')`,
      [MESSAGE, OTHER_WORKSPACE],
    );
    const token = new TokenSigner(SECRET).sign('bounce', MESSAGE);
    const send = (from: string, subject: string) =>
      client.sendMail({
        envelope: { from, to: 'x@example.com' },
        from: 'o@example.com',
        to: 'x@example.com',
        subject,
        text: 'x',
      });
    await send(`b+${token}@inbound.example.com`, 'ours');
    await send(`b+${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}@inbound.example.com`, 'forged');
    const subjects = async (actor: Actor) =>
      (await runtime.useCases.readInbound.list(actor, { limit: 10 })).items.map(({ subject }) => subject);
    expect(await subjects(other)).toEqual(['ours']);
    expect(await subjects(demo)).toContain('forged');
  });

  it('is found by its sender, recipient or subject, and by nobody else', async () => {
    const find = async (actor: Actor, query: string) =>
      (await runtime.useCases.readInbound.list(actor, { limit: 10, query })).items.length;
    expect(await find(demo, 'GRACE@')).toBe(1);
    expect(await find(demo, '%')).toBe(0);
    expect(await find(other, 'grace')).toBe(0);
    const [mine] = (await runtime.useCases.readInbound.list(demo, { limit: 1 })).items;
    await expect(runtime.useCases.readInbound.get(other, mine?.id ?? '')).rejects.toMatchObject({
      code: 'inbound.not_found',
    });
  });
});
