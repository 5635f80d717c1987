import { once } from 'node:events';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerError, type SMTPServerSession } from 'smtp-server';
import { parseHeaders, type MessageHeaders } from './message-headers.js';
import { actionFor, type SinkAction, type SinkBehaviour, type SinkPhase } from './sink-behaviour.js';
import { until } from './until.js';

/** A mail whose final dot arrived. */
export interface SinkMessage {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: Buffer;
  readonly headers: MessageHeaders;
  readonly subject: string | undefined;
  readonly to: string | undefined;
  /** With its angle brackets, as sent. */
  readonly messageId: string | undefined;
  /** What the sink answered; undefined where it cut the connection instead. 250 is an accepted mail. */
  readonly reply: number | undefined;
  readonly receivedAt: Date;
}

export interface SmtpSinkOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  readonly behaviour?: SinkBehaviour;
}

export interface SmtpSink {
  readonly port: number;
  /** `smtp://127.0.0.1:<port>` */
  readonly url: string;
  /** All mails in the order of their final dots, also refused and unanswered ones: see {@link SinkMessage.reply}. */
  readonly messages: readonly SinkMessage[];
  /** How many MAIL commands were seen. */
  readonly transactions: number;
  /** Changes what happens from the next command on. */
  behave(behaviour: SinkBehaviour): void;
  /** The first mail that fits, also one that is here already. @throws {Error} at the deadline */
  waitFor(predicate: (message: SinkMessage) => boolean, options: { readonly deadlineMs: number }): Promise<SinkMessage>;
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
}

type Answer = (error?: Error | null) => void;

const refusal = ({ code, text }: Exclude<SinkAction, 'drop'>): SMTPServerError =>
  Object.assign(new Error(text ?? `scripted ${code}`), { responseCode: code });

/** A real SMTP server on 127.0.0.1 that keeps every mail and fails where its behaviour says so. No TLS, no login. */
export async function startSmtpSink({ port = 0, behaviour: first = {} }: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const messages: SinkMessage[] = [];
  const sockets = new Map<number, Socket>();
  const numbers = new Map<string, number>();
  const cutInData = new Set<string>();
  let behaviour = first;
  let transactions = 0;

  const recipients = (session: SMTPServerSession): string[] => session.envelope.rcptTo.map(({ address }) => address);
  function decide(
    phase: SinkPhase,
    session: SMTPServerSession,
    from: string,
    to: readonly string[],
  ): SinkAction | undefined {
    return actionFor(behaviour, phase, { number: numbers.get(session.id) ?? 0, from, to });
  }
  const sender = (session: SMTPServerSession): string =>
    session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
  const socketOf = (session: SMTPServerSession): Socket | undefined => sockets.get(session.remotePort);

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, answer: Answer): Promise<void> {
    if (cutInData.has(session.id)) {
      stream.once('data', () => socketOf(session)?.destroy());
      return;
    }
    const envelope = { from: sender(session), to: recipients(session) };
    const raw = await buffer(stream);
    const action = decide('end', session, envelope.from, envelope.to);
    const reply = action === 'drop' ? undefined : (action?.code ?? 250);
    const headers = parseHeaders(raw);
    const [subject, to, messageId] = ['subject', 'to', 'message-id'].map((name) => headers.get(name));
    messages.push({ envelope, raw, headers, subject, to, messageId, reply, receivedAt: new Date() });
    if (action === 'drop') socketOf(session)?.destroy();
    else answer(action && refusal(action));
  }

  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onConnect(session, answer) {
      const connection = [...server.connections].find(({ id }) => id === session.id);
      if (!connection) throw new Error('smtp-server no longer lists a connection before onConnect');
      // The only phase without a hook: an answer to DATA itself instead of 354.
      const proceed = connection.handler_DATA.bind(connection);
      connection.handler_DATA = (command, next) => {
        const action = decide('data', session, sender(session), recipients(session));
        if (action === 'drop') cutInData.add(session.id);
        if (!action || action === 'drop') return proceed(command, next);
        connection.send(action.code, action.text ?? `scripted ${action.code}`);
        next();
      };
      answer();
    },
    onMailFrom({ address }, session, answer) {
      numbers.set(session.id, ++transactions);
      const action = decide('mail', session, address, []);
      if (action === 'drop') socketOf(session)?.destroy();
      else answer(action && refusal(action));
    },
    onRcptTo({ address }, session, answer) {
      const action = decide('rcpt', session, sender(session), [...recipients(session), address]);
      answer(action && action !== 'drop' ? refusal(action) : undefined);
      // Lets the 250 out first.
      if (action === 'drop') setImmediate(() => socketOf(session)?.destroySoon());
    },
    onData(stream, session, answer) {
      // A connection that ends in mid-mail leaves nothing to record and nobody to answer.
      receive(stream, session, answer).catch(() => socketOf(session)?.destroy());
    },
    onClose(session) {
      numbers.delete(session.id);
      cutInData.delete(session.id);
    },
  });
  // Cut connections are what this server is for; whatever they make it say is no error of the test.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });

  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The sink has no TCP port');

  return {
    port: address.port,
    url: `smtp://127.0.0.1:${address.port}`,
    messages,
    get transactions() {
      return transactions;
    },
    behave(next) {
      behaviour = next;
    },
    waitFor: (predicate, { deadlineMs }) =>
      until(() => messages.find(predicate), {
        deadlineMs,
        message: () => `a mail; ${messages.length} arrived, none fits`,
      }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}
