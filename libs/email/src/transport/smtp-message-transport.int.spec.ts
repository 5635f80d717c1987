import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { OutgoingMessage, SendOutcome } from '@dripemails/application';
import { freePort, startSmtpSink, until, type SinkBehaviour, type SmtpSink } from '@dripemails/testing';
import fc from 'fast-check';
import { SMTPServer } from 'smtp-server';
import { SmtpMessageTransport, type SmtpTransportOptions } from './smtp-message-transport.js';

// Real connections on a machine that may be busy with other specs: a slow answer is not a wrong one.
jest.setTimeout(30_000);

const DEADLINE_MS = 5_000;
let count = 0;
const messageOf = (message: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  messageId: `<${(count += 1)}@shop.example.com>`,
  date: new Date('2026-11-25T09:30:00Z'),
  from: { name: 'Shop', email: 'hello@shop.example.com' },
  to: { name: 'Ada', email: 'Ada@example.net' },
  replyTo: 'r+0a@in.example.com',
  returnPath: 'b+0b@in.example.com',
  subject: 'Welcome',
  html: '<p>Hi</p>',
  text: 'Hi\n.\n.. dots',
  headers: { 'List-Id': '<a.example.com>' },
  ...message,
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function sinkWith(behaviour: SinkBehaviour = {}): Promise<SmtpSink> {
  const sink = await startSmtpSink({ behaviour });
  closers.push(() => sink.close());
  return sink;
}

function transportTo(url: string, options: Partial<SmtpTransportOptions> = {}): SmtpMessageTransport {
  const transport = new SmtpMessageTransport({ url, maxConnections: 2, ...options });
  closers.push(() => transport.close());
  return transport;
}

interface ScriptedRelay {
  readonly url: string;
  readonly connections: () => number;
  /** Ends the latest connection, as a relay does with an idle one. */
  readonly hangUp: () => void;
  /** Says something on the latest connection. */
  readonly say: (reply: string) => void;
}

/**
 * A server that answers its greeting ('hello') and each line that a client sends as told: null cuts the connection,
 * undefined says nothing. Of a mail it only looks at the final dot.
 */
async function scripted(answer: (line: string) => string | null | undefined): Promise<ScriptedRelay> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined); // resets are part of the script
    let inMail = false;
    let pending = '';
    const answerTo = (line: string): void => {
      if (inMail && line !== '.') return;
      const reply = answer(line);
      inMail = line === 'DATA' && reply?.startsWith('354') === true;
      if (reply === null) socket.end();
      else if (reply !== undefined) socket.write(`${reply}\r\n`);
    };
    answerTo('hello');
    socket.on('data', (chunk) => {
      const lines = (pending + chunk.toString()).split('\r\n');
      pending = lines.pop() ?? '';
      lines.forEach(answerTo);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `smtp://127.0.0.1:${portOf(server)}`,
    connections: () => sockets.length,
    hangUp: () => void sockets.at(-1)?.end(),
    say: (reply) => void sockets.at(-1)?.write(`${reply}\r\n`),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP port');
  return address.port;
}

const politely = (line: string): string => {
  if (line === 'hello') return '220 hello';
  return line === 'DATA' ? '354 go' : '250 ok';
};

describe(SmtpMessageTransport.name, () => {
  it('hands over a mail with its envelope, once', async () => {
    const sink = await sinkWith();
    const message = messageOf();
    expect(await transportTo(sink.url).send(message, DEADLINE_MS)).toEqual({
      kind: 'accepted',
      response: '250 OK: message queued',
    });
    expect(sink.messages).toHaveLength(1);
    expect(sink.messages[0]).toMatchObject({
      envelope: { from: 'b+0b@in.example.com', to: ['Ada@example.net'] },
      messageId: message.messageId,
      to: 'Ada <Ada@example.net>',
    });
    expect(sink.messages[0]?.headers.get('list-id')).toBe('<a.example.com>');
    expect(sink.messages[0]?.headers.has('x-mailer')).toBe(false);
    expect(sink.messages[0]?.raw.toString()).toContain('Hi\r\n.\r\n.. dots');
  });

  it('delivers to the stored address and no other, whatever the names are (RCPT TO = stored)', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink.url);
    const atom = fc.string({ unit: fc.constantFrom(..."abcXYZ019!#$%&'*+/=?^_`{|}~-"), minLength: 1, maxLength: 20 });
    const local = fc.array(atom, { minLength: 1, maxLength: 3 }).map((atoms) => atoms.join('.'));
    const address = fc
      .tuple(local, fc.domain())
      .map(([name, domain]) => `${name}@${domain.toLowerCase()}`)
      .filter((email) => email.length <= 250 && !email.includes('xn--'));
    await fc.assert(
      fc.asyncProperty(address, fc.string({ unit: 'binary' }), async (email, display) => {
        const before = sink.messages.length;
        const message = messageOf({ to: { name: display, email }, subject: display });
        expect(await transport.send(message, DEADLINE_MS)).toMatchObject({ kind: 'accepted' });
        expect(sink.messages.slice(before).map(({ envelope }) => envelope.to)).toEqual([[email]]);
      }),
      { numRuns: 50 },
    );
  });

  it('sends an international domain in its ASCII form', async () => {
    const server = new Set<string>();
    const relay = await scripted((line) => {
      if (line.startsWith('RCPT')) server.add(line);
      return politely(line);
    });
    await transportTo(relay.url).send(messageOf({ to: { name: '', email: 'ada@bücher.example' } }), DEADLINE_MS);
    expect([...server]).toEqual(['RCPT TO:<ada@xn--bcher-kva.example>']);
  });

  it.each<[string, SinkBehaviour, Partial<SendOutcome>, number]>([
    ['451 at MAIL', { mail: { code: 451 } }, { kind: 'retry', because: 'temporary' }, 0],
    ['450 at RCPT', { rcpt: { code: 450 } }, { kind: 'retry', because: 'temporary' }, 0],
    ['421 at RCPT', { rcpt: { code: 421 } }, { kind: 'retry', because: 'temporary' }, 0],
    ['452 at DATA', { data: { code: 452 } }, { kind: 'retry', because: 'temporary' }, 0],
    [
      '451 at the end',
      { end: { code: 451, text: '4.3.0 later' } },
      { kind: 'retry', because: 'temporary', response: '451 4.3.0 later' },
      1,
    ],
    ['421 at the end', { end: { code: 421 } }, { kind: 'retry', because: 'temporary' }, 1],
    ['550 at MAIL', { mail: { code: 550 } }, { kind: 'rejected', scope: 'message' }, 0],
    ['530 at MAIL', { mail: { code: 530 } }, { kind: 'retry', because: 'authentication' }, 0],
    [
      '550 at RCPT',
      { rcpt: { code: 550, text: '5.1.1 nobody' } },
      { kind: 'rejected', scope: 'recipient', response: '550 5.1.1 nobody' },
      0,
    ],
    ['550 5.7.1 at RCPT', { rcpt: { code: 550, text: '5.7.1 denied' } }, { kind: 'rejected', scope: 'message' }, 0],
    ['554 at DATA', { data: { code: 554 } }, { kind: 'rejected', scope: 'message' }, 0],
    ['554 at the end', { end: { code: 554 } }, { kind: 'rejected', scope: 'message' }, 1],
    ['550 5.1.1 at the end', { end: { code: 550, text: '5.1.1 nobody' } }, { kind: 'rejected', scope: 'recipient' }, 1],
    ['a cut at MAIL', { mail: 'drop' }, { kind: 'retry', because: 'connection' }, 0],
    ['a cut in DATA', { data: 'drop' }, { kind: 'unknown' }, 0],
    ['a cut after the final dot', { end: 'drop' }, { kind: 'unknown' }, 1],
  ])('after %s', async (_what, behaviour, expected, arrived) => {
    const sink = await sinkWith(behaviour);
    const transport = transportTo(sink.url);
    expect(await transport.send(messageOf(), DEADLINE_MS)).toMatchObject(expected);
    expect(sink.messages).toHaveLength(arrived);
    // Nothing is sent again behind the caller's back, and the next mail is not hurt by the last.
    sink.behave({});
    if (expected.kind === 'retry' && 'because' in expected && expected.because === 'authentication') return;
    expect(await transport.send(messageOf(), DEADLINE_MS)).toMatchObject({ kind: 'accepted' });
    expect(sink.messages).toHaveLength(arrived + 1);
  });

  it('is sure that a mail was not sent when the connection is cut after RCPT', async () => {
    const relay = await scripted((line) => (line.startsWith('RCPT') ? null : politely(line)));
    expect(await transportTo(relay.url).send(messageOf(), DEADLINE_MS)).toMatchObject({
      kind: 'retry',
      because: 'connection',
    });
  });

  it('believes the last words of a dying relay', async () => {
    const relay = await scripted((line) => (line === '.' ? '421 4.3.2 shutting down' : politely(line)));
    expect(await transportTo(relay.url).send(messageOf(), DEADLINE_MS)).toMatchObject({
      kind: 'retry',
      because: 'temporary',
    });
  });

  it.each([
    ['554 go away', { kind: 'retry', because: 'connection' }],
    ['421 too many', { kind: 'retry', because: 'temporary' }],
  ])('takes the greeting "%s" as the relay, not the mail', async (greeting, expected) => {
    const relay = await scripted((line) => (line === 'hello' ? greeting : undefined));
    expect(await transportTo(relay.url).send(messageOf(), DEADLINE_MS)).toMatchObject(expected);
  });

  it('retries when nothing listens or the relay hangs up at once', async () => {
    const refused = transportTo(`smtp://127.0.0.1:${await freePort()}`);
    expect(await refused.send(messageOf(), DEADLINE_MS)).toMatchObject({ kind: 'retry', because: 'connection' });
    const relay = await scripted(() => null);
    expect(await transportTo(relay.url).send(messageOf(), DEADLINE_MS)).toMatchObject({
      kind: 'retry',
      because: 'connection',
    });
  });

  it('opens a new connection where the relay has closed an idle one', async () => {
    const relay = await scripted(politely);
    const transport = transportTo(relay.url, { maxConnections: 1 });
    expect(await transport.send(messageOf(), DEADLINE_MS)).toMatchObject({ kind: 'accepted' });
    relay.hangUp();
    expect(await transport.send(messageOf(), DEADLINE_MS)).toMatchObject({ kind: 'accepted' });
    expect(relay.connections()).toBe(2);
  });

  describe('deadline', () => {
    it('is certain before the mail was handed over: no greeting', async () => {
      const relay = await scripted(() => undefined);
      expect(await transportTo(relay.url).send(messageOf(), 200)).toEqual({
        kind: 'retry',
        because: 'connection',
        response: 'No answer within 200 ms.',
      });
    });

    it('is uncertain after: no answer to the final dot', async () => {
      const relay = await scripted((line) => (line === '.' ? undefined : politely(line)));
      const began = Date.now();
      expect(await transportTo(relay.url).send(messageOf(), 200)).toEqual({
        kind: 'unknown',
        response: 'No answer within 200 ms.',
      });
      expect(Date.now() - began).toBeLessThan(1_500);
    });

    it('covers the wait for a free connection', async () => {
      const relay = await scripted((line) => (line === '.' ? undefined : politely(line)));
      const transport = transportTo(relay.url, { maxConnections: 1 });
      const [first, second] = await Promise.all([transport.send(messageOf(), 600), transport.send(messageOf(), 200)]);
      expect([first.kind, second.kind]).toEqual(['unknown', 'retry']);
    });
  });

  it('refuses what could mean another mail, without a connection', async () => {
    const relay = await scripted(politely);
    const transport = transportTo(relay.url);
    for (const bad of [
      { headers: { 'List-Id': 'x\r\nBcc: y@z.example' } },
      { to: { name: '', email: 'a@b.example>\r\nRCPT TO:<c@d.example' } },
    ]) {
      expect(await transport.send(messageOf(bad), DEADLINE_MS)).toMatchObject({ kind: 'rejected', scope: 'message' });
    }
    expect(relay.connections()).toBe(0);
  });

  it('does not try a mail larger than the relay takes', async () => {
    const relay = await scripted((line) => (line.startsWith('EHLO') ? '250-hello\r\n250 SIZE 1000' : politely(line)));
    const outcome = await transportTo(relay.url).send(messageOf({ html: 'x'.repeat(2_000) }), DEADLINE_MS);
    expect(outcome).toMatchObject({ kind: 'rejected', scope: 'message' });
  });

  it('does not send over TLS that proves nothing', async () => {
    const server = new SMTPServer({ secure: true, logger: false, authOptional: true });
    server.on('error', () => undefined); // the client hangs up on the certificate
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => void server.close(() => resolve())));
    expect(
      await transportTo(`smtps://127.0.0.1:${portOf(server.server)}`).send(messageOf(), DEADLINE_MS),
    ).toMatchObject({ kind: 'retry', because: 'connection' });
  });

  describe('authentication', () => {
    async function relayWithLogin(): Promise<{ port: number; logins: () => number }> {
      let logins = 0;
      const server = new SMTPServer({
        allowInsecureAuth: true,
        hideSTARTTLS: true,
        logger: false,
        onAuth({ username, password }, _session, answer) {
          logins += 1;
          if (username === 'us@er' && password === 'p:ss') answer(null, { user: username });
          else answer(null, { responseCode: 535, message: 'wrong' });
        },
      });
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      closers.push(() => new Promise((resolve) => void server.close(() => resolve())));
      return { port: portOf(server.server), logins: () => logins };
    }

    it('logs in with the credentials of the URL', async () => {
      const { port, logins } = await relayWithLogin();
      expect(await transportTo(`smtp://us%40er:p%3Ass@127.0.0.1:${port}`).send(messageOf(), DEADLINE_MS)).toMatchObject(
        { kind: 'accepted' },
      );
      expect(logins()).toBe(1);
    });

    it('stays away for a minute after refused credentials', async () => {
      const { port, logins } = await relayWithLogin();
      let now = 0;
      const transport = transportTo(`smtp://us%40er:wrong@127.0.0.1:${port}`, { now: () => now });
      const refused = { kind: 'retry', because: 'authentication' };
      expect(await transport.send(messageOf(), DEADLINE_MS)).toMatchObject(refused);
      now = 59_999;
      expect(await transport.send(messageOf(), DEADLINE_MS)).toMatchObject(refused);
      expect(logins()).toBe(1);
      now = 60_000;
      expect(await transport.send(messageOf(), DEADLINE_MS)).toMatchObject(refused);
      expect(logins()).toBe(2);
    });

    it('is what a relay asks for that gets no credentials', async () => {
      const { port } = await relayWithLogin();
      expect(await transportTo(`smtp://127.0.0.1:${port}`).send(messageOf(), DEADLINE_MS)).toMatchObject({
        kind: 'retry',
        because: 'authentication',
      });
    });
  });

  it('closes after the mails in flight, and takes no more', async () => {
    let dots = 0;
    const relay = await scripted((line) => {
      if (line !== '.') return politely(line);
      dots += 1;
      return undefined;
    });
    const transport = transportTo(relay.url);
    const sending = transport.send(messageOf(), DEADLINE_MS);
    await until(() => dots > 0, { deadlineMs: 2_000, message: 'the final dot' });
    let closed = false;
    const closing = transport.close().then(() => (closed = true));
    expect(await transport.send(messageOf(), DEADLINE_MS)).toMatchObject({ kind: 'retry', because: 'connection' });
    expect(closed).toBe(false);
    relay.say('250 ok');
    expect(await sending).toMatchObject({ kind: 'accepted' });
    await closing;
  });
});
