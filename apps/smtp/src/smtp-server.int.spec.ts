import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { InboundMail } from '@dripemails/application';
import { DomainError } from '@dripemails/domain';
import { until } from '@dripemails/testing';
import { createTransport } from 'nodemailer';
import { createSmtpServer, type RunningSmtpServer } from './smtp-server.js';

// Real connections on a machine that may be busy with other specs: a slow answer is not a wrong one.
jest.setTimeout(30_000);

type Record = (mail: InboundMail) => Promise<{ id: string }>;

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface TestServer {
  readonly server: RunningSmtpServer;
  readonly port: number;
  /** Mails that were committed. */
  readonly kept: InboundMail[];
  readonly logged: string[];
}

async function start(record?: Record, maxBytes = 100_000): Promise<TestServer> {
  const kept: InboundMail[] = [];
  const logged: string[] = [];
  const note = (_data: object, message: string): void => void logged.push(message);
  const execute = async (mail: InboundMail): Promise<{ id: string }> => {
    const result = record === undefined ? { id: `id-${kept.length + 1}` } : await record(mail);
    kept.push({ ...mail, raw: Buffer.from(mail.raw) });
    return result;
  };
  const server = createSmtpServer({
    config: { SMTP_HOST: '127.0.0.1', SMTP_PORT: 0, SMTP_MAX_BYTES: maxBytes, INBOUND_DOMAIN: 'in.example.com' },
    recordInbound: { execute },
    log: { info: note, warn: note, error: note },
  });
  const port = await server.listen();
  closers.push(() => server.close());
  return { server, port, kept, logged };
}

/** A client that says exactly what it is told. */
class RawClient {
  private received = '';
  private constructor(readonly socket: Socket) {
    socket.on('error', () => undefined); // the server may hang up
    socket.on('data', (chunk) => (this.received += chunk.toString()));
  }

  static async open(port: number): Promise<RawClient> {
    const client = new RawClient(connect(port, '127.0.0.1'));
    closers.push(() => void client.socket.destroy());
    await client.reply();
    return client;
  }

  /** The next whole reply, its lines joined. */
  async reply(): Promise<string> {
    const whole = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/;
    const text = await until(() => whole.exec(this.received)?.[0], {
      deadlineMs: 5_000,
      everyMs: 2,
      message: () => `a reply, not "${this.received}"`,
    });
    this.received = this.received.slice(text.length);
    return text.trimEnd();
  }

  get pending(): string {
    return this.received;
  }

  async say(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`);
    return await this.reply();
  }

  /** Everything up to the answer to DATA. */
  async begin(from = 'a@example.com', to = 'b@example.net'): Promise<void> {
    await this.say('EHLO client.example');
    await this.say(`MAIL FROM:<${from}>`);
    await this.say(`RCPT TO:<${to}>`);
    expect(await this.say('DATA')).toMatch(/^354/);
  }
}

describe(createSmtpServer.name, () => {
  it('keeps a mail as it came and says under which id', async () => {
    const { port, kept } = await start();
    const client = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
    const info = await client.sendMail({
      from: 'Shop <shop@example.com>',
      to: ['ada@example.net', 'bob@example.net'],
      subject: 'Hi',
      text: 'Hello\n.\n..',
    });
    expect(info.response).toBe('250 2.6.0 kept as id-1');
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ mailFrom: 'shop@example.com', rcptTo: ['ada@example.net', 'bob@example.net'] });
    expect(Buffer.from(kept[0]?.raw ?? []).toString()).toMatch(
      /^From: Shop <shop@example.com>\r\n[\s\S]*\r\n\r\nHello\r\n\.\r\n\.\.\r\n$/,
    );
  });

  it('takes the null sender, and several mails over one connection', async () => {
    const { port, kept } = await start();
    const client = await RawClient.open(port);
    for (const from of ['', 'a@example.com']) {
      await client.begin(from);
      expect(await client.say('Subject: x\r\n\r\ny\r\n.')).toMatch(/^250 2\.6\.0/);
    }
    expect(kept.map(({ mailFrom }) => mailFrom)).toEqual(['', 'a@example.com']);
  });

  it('answers 250 after the commit and not earlier', async () => {
    let commit = (): void => undefined;
    const { port } = await start(() => new Promise((resolve) => (commit = () => resolve({ id: 'late' }))));
    const client = await RawClient.open(port);
    await client.begin();
    const initial = commit;
    client.socket.write('Subject: x\r\n\r\ny\r\n.\r\n');
    await until(() => commit !== initial, { deadlineMs: 2_000, message: 'the use case' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(client.pending).toBe('');
    commit();
    expect(await client.reply()).toBe('250 2.6.0 kept as late');
  });

  it.each<[string, unknown, string]>([
    [
      'the database is down',
      new Error('connect ECONNREFUSED 10.0.0.7:5432'),
      '451 4.3.0 Cannot take mail at the moment, try again later',
    ],
    [
      'there is no workspace',
      new DomainError('inbound.no_workspace', 'x'),
      '451 4.3.5 Nothing here takes mail yet, try again later',
    ],
    ['the mail breaks a rule', new DomainError('input.invalid', 'x'), '554 5.6.0 The mail cannot be taken as it is'],
    [
      'something odd happens',
      new DomainError('list.in_use', 'x'),
      '451 4.3.0 Cannot take mail at the moment, try again later',
    ],
  ])('keeps nothing and says so when %s', async (_what, error, reply) => {
    const { port, kept, logged } = await start(() => Promise.reject(error));
    const client = await RawClient.open(port);
    await client.begin();
    expect(await client.say('Subject: x\r\n\r\ny\r\n.')).toBe(reply);
    expect(kept).toEqual([]);
    expect(logged).toContain('mail not stored');
    expect(await client.say('NOOP')).toMatch(/^250/);
  });

  it('stores nothing of a client that is gone in DATA', async () => {
    const { port, kept, server } = await start();
    const client = await RawClient.open(port);
    await client.begin();
    client.socket.write('Subject: x\r\n\r\nhalf a ma');
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await server.close();
    expect(kept).toEqual([]);
  });

  it('stores the mail of a client that is gone after the final dot', async () => {
    const { port, kept } = await start(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { id: 'x' };
    });
    const client = await RawClient.open(port);
    await client.begin();
    client.socket.end('Subject: x\r\n\r\ny\r\n.\r\n');
    await until(() => kept.length === 1, { deadlineMs: 2_000, message: 'the mail' });
  });

  describe('limits', () => {
    it('refuses an announced and an actual size beyond its own, and goes on', async () => {
      const { port, kept } = await start(undefined, 10_000);
      const client = await RawClient.open(port);
      expect(await client.say('EHLO client.example')).toContain('SIZE 10000');
      expect(await client.say('MAIL FROM:<a@example.com> SIZE=10001')).toMatch(/^552 5\.3\.4/);
      await client.begin();
      expect(await client.say(`Subject: x\r\n\r\n${'y'.repeat(70)}\r\n`.repeat(200) + '.')).toMatch(/^552 5\.3\.4/);
      await client.begin();
      expect(await client.say('Subject: x\r\n\r\ny\r\n.')).toMatch(/^250/);
      expect(kept).toHaveLength(1);
    });

    it('takes a hundred recipients', async () => {
      const { port } = await start();
      const client = await RawClient.open(port);
      await client.say('EHLO client.example');
      await client.say('MAIL FROM:<a@example.com>');
      const replies: string[] = [];
      for (let index = 0; index <= 100; index += 1) replies.push(await client.say(`RCPT TO:<r${index}@example.net>`));
      expect(replies.filter((reply) => reply.startsWith('250'))).toHaveLength(100);
      expect(replies.at(-1)).toMatch(/^452 4\.5\.3/);
    });

    it('takes two hundred connections from one address', async () => {
      const { port } = await start();
      const clients = await Promise.all(Array.from({ length: 200 }, () => RawClient.open(port)));
      const extra = connect(port, '127.0.0.1');
      const [greeting] = (await once(extra, 'data')) as [Buffer];
      expect(greeting.toString()).toMatch(/^421 /);
      clients[0]?.socket.destroy();
      await until(
        async () => {
          const socket = connect(port, '127.0.0.1');
          const [chunk] = (await once(socket, 'data')) as [Buffer];
          socket.destroy();
          return chunk.toString().startsWith('220');
        },
        { deadlineMs: 3_000, message: 'a free place' },
      );
    });
  });

  describe('what a client may say', () => {
    it('offers neither AUTH nor STARTTLS, and none of the old jokes', async () => {
      const { port } = await start();
      const client = await RawClient.open(port);
      const ehlo = await client.say('EHLO client.example');
      for (const offered of ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'SIZE', 'ENHANCEDSTATUSCODES'])
        expect(ehlo).toContain(offered);
      expect(ehlo).not.toMatch(/AUTH|STARTTLS|DSN|REQUIRETLS/);
      for (const command of ['WIZ x', 'SHELL', 'KILL', 'AUTH PLAIN', 'STARTTLS'])
        expect(await client.say(command)).toMatch(/^500/);
    });

    it.each([
      ['a bare LF', 'Subject: x\r\n\r\na\nb\r\n.'],
      ['a bare CR', 'Subject: x\r\n\r\na\rb\r\n.'],
      ['a bare LF in the header', 'Subject: x\nBcc: y\r\n\r\nb\r\n.'],
      ['a CR at the end', 'Subject: x\r\n\r\na\r\r\n.'],
    ])('refuses %s', async (_what, mail) => {
      const { port, kept } = await start();
      const client = await RawClient.open(port);
      await client.begin();
      expect(await client.say(mail)).toBe('550 5.5.2 Lines must end with CRLF, and this mail has a bare CR or LF');
      expect(kept).toEqual([]);
    });

    const ENDINGS = [
      '\n.\n',
      '\n.\r\n',
      '\r\n.\n',
      '\r.\r',
      '\r.\r\n',
      '\r\n.\r',
      '\n.\r',
      '\r\n\0.\r\n',
      '\r\r\n.\r\r\n',
      '\n\n.\r\n',
    ];
    const SMUGGLED =
      'MAIL FROM:<evil@example.com>\r\nRCPT TO:<victim@example.net>\r\nDATA\r\nSubject: smuggled\r\n\r\nx';
    it.each(
      ENDINGS.flatMap(
        (ending) =>
          [
            [ending, 'in one piece'],
            [ending, 'byte by byte'],
          ] as const,
      ),
    )('is not fooled by %j as an end of the mail, %s', async (ending, how) => {
      const { port, kept } = await start();
      const client = await RawClient.open(port);
      client.socket.setNoDelay(true);
      await client.begin();
      const wire = `Subject: real\r\n\r\nbody${ending}${SMUGGLED}\r\n.\r\n`;
      if (how === 'in one piece') client.socket.write(wire);
      else {
        for (const byte of Buffer.from(wire)) {
          client.socket.write(Buffer.of(byte));
          await new Promise(setImmediate);
        }
      }
      const reply = await client.reply();
      expect(reply).toMatch(/^(250|550)/);
      expect(kept).toHaveLength(reply.startsWith('250') ? 1 : 0);
      for (const mail of kept) expect(mail).toMatchObject({ mailFrom: 'a@example.com', rcptTo: ['b@example.net'] });
      // One mail, one answer: had the rest been taken for commands, there would be more.
      expect(await client.say('NOOP')).toMatch(/^250 .*OK/);
      expect(client.pending).toBe('');
    });
  });

  describe('close', () => {
    it('finishes the mail that has begun, then hangs up on everybody', async () => {
      let commit = (): void => undefined;
      const { server, port, kept } = await start(
        () => new Promise((resolve) => (commit = () => resolve({ id: 'last' }))),
      );
      const idle = await RawClient.open(port);
      const busy = await RawClient.open(port);
      await busy.begin();
      const initial = commit;
      busy.socket.write('Subject: x\r\n\r\ny\r\n.\r\n');
      await until(() => commit !== initial, { deadlineMs: 2_000, message: 'the use case' });

      expect(server.isListening).toBe(true);
      const closing = server.close();
      expect(server.isListening).toBe(false);
      const late = connect(port, '127.0.0.1');
      const [error] = (await once(late, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
      commit();
      expect(await busy.reply()).toBe('250 2.6.0 kept as last');
      expect(await idle.reply()).toMatch(/^421/);
      await closing;
      expect(kept).toHaveLength(1);
    });

    it('is quick when nobody is in the middle of a mail', async () => {
      const { server, port } = await start();
      await RawClient.open(port);
      const began = Date.now();
      await server.close();
      expect(Date.now() - began).toBeLessThan(1_000);
    });
  });

  it('says when its port is taken', async () => {
    const { port } = await start();
    const second = createSmtpServer({
      config: { SMTP_HOST: '127.0.0.1', SMTP_PORT: port, SMTP_MAX_BYTES: 1_000, INBOUND_DOMAIN: 'in.example.com' },
      recordInbound: { execute: () => Promise.resolve({ id: '' }) },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    await expect(second.listen()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
