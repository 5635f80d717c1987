import { once } from 'node:events';
import type { InboundMail, Log } from '@dripemails/application';
import type { ConfigOf } from '@dripemails/platform';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { ConnectionLimit } from './connection-limit.js';
import { IntakeMemory } from './intake-memory.js';
import { hasBareLineBreak } from './line-breaks.js';
import { withReceivedMail, type ReceivedMail } from './received-mail.js';
import { replyTo, SmtpReply } from './smtp-reply.js';

export interface SmtpServerOptions {
  readonly config: Pick<ConfigOf<'smtp'>, 'SMTP_HOST' | 'SMTP_PORT' | 'SMTP_MAX_BYTES' | 'INBOUND_DOMAIN'>;
  /** Takes one mail; when it returns, the mail is committed. `told` settles when workflows have heard of it. */
  readonly recordInbound: { execute(mail: InboundMail): Promise<{ id: string; told?: Promise<void> }> };
  readonly log: Log;
}

export interface RunningSmtpServer {
  /** @returns the port, which the system chooses where the configuration says 0 */
  listen(): Promise<number>;
  /** Whether it takes mail. */
  readonly isListening: boolean;
  /** Takes no more, finishes the mails that have begun, then hangs up on everybody. */
  close(): Promise<void>;
}

/** RFC 5321 4.5.3.1.8 asks for at least 100. More is a client that does not know how to split. */
const MAX_RECIPIENTS = 100;
const MAX_CLIENTS = 500;
/** A worker keeps some tens of connections open; several of them may share a host. */
const MAX_CLIENTS_PER_ADDRESS = 200;
/** RFC 5321 4.5.3.2.7: wait five minutes for the next command. */
const SOCKET_TIMEOUT_MS = 5 * 60_000;
/** What has begun may end. systemd and Docker kill after 90 and 10 to 30 s; a mail that is cut is sent again. */
const DRAIN_MS = 8_000;
const MAX_BYTES_IN_MEMORY = 256 * 1024 * 1024;

/** Waits until nothing is left, of what begins meanwhile too. */
async function settled(work: ReadonlySet<Promise<void>>): Promise<void> {
  while (work.size > 0) await Promise.allSettled(work);
}

type Answer = (error?: Error | null, text?: string) => void;

/**
 * An SMTP server that keeps every mail it is given and passes none on. It answers 250 after the mail is committed and
 * not earlier; a client that hears nothing, or 4xx, has to send it again.
 */
export function createSmtpServer({ config, recordInbound, log }: SmtpServerOptions): RunningSmtpServer {
  const memory = new IntakeMemory(MAX_BYTES_IN_MEMORY);
  const connections = new ConnectionLimit(MAX_CLIENTS_PER_ADDRESS);
  const inFlight = new Set<Promise<void>>();
  let isListening = false;

  async function decide(mail: ReceivedMail, session: SMTPServerSession, answer: Answer): Promise<void> {
    switch (mail.kind) {
      case 'gone': // nobody to answer, nothing to store
        return;
      case 'oversized':
        return answer();
      case 'overloaded':
        log.warn({ session: session.id }, 'mail deferred: too many bytes in memory');
        return answer(new SmtpReply(452, '4.3.1', 'Too much mail at once, try again later'));
      case 'complete':
        return await store(mail.raw, session, answer);
    }
  }

  async function store(raw: Buffer, session: SMTPServerSession, answer: Answer): Promise<void> {
    if (hasBareLineBreak(raw)) {
      return answer(new SmtpReply(550, '5.5.2', 'Lines must end with CRLF, and this mail has a bare CR or LF'));
    }
    const { mailFrom, rcptTo } = session.envelope;
    let id: string;
    let told: Promise<void> | undefined;
    try {
      ({ id, told } = await recordInbound.execute({
        mailFrom: mailFrom === false ? '' : mailFrom.address,
        rcptTo: rcptTo.map(({ address }) => address),
        raw,
      }));
    } catch (err) {
      log.error({ err, session: session.id, bytes: raw.length }, 'mail not stored');
      return answer(replyTo(err));
    }
    answer(null, `kept as ${id}`);
    if (told !== undefined) track(told);
  }

  /** What closing waits for. */
  function track(work: Promise<void>): void {
    inFlight.add(work);
    void work.finally(() => inFlight.delete(work));
  }

  const server = new SMTPServer({
    name: config.INBOUND_DOMAIN,
    banner: 'DripEmails',
    logger: false,
    size: config.SMTP_MAX_BYTES,
    rejectOversized: true,
    maxRecipients: MAX_RECIPIENTS,
    maxClients: MAX_CLIENTS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    closeTimeout: DRAIN_MS,
    authOptional: true,
    // No accounts and no certificate of its own here; the others are jokes of sendmail that smtp-server still tells.
    disabledCommands: ['AUTH', 'STARTTLS', 'WIZ', 'SHELL', 'KILL'],
    hideENHANCEDSTATUSCODES: false,
    // A greeting must not wait for somebody's name server.
    disableReverseLookup: true,
    onConnect(session, answer) {
      if (connections.open(session.remoteAddress, session.id)) return answer();
      answer(
        Object.assign(new Error('Too many connections from your address, try again later'), { responseCode: 421 }),
      );
    },
    onClose: (session) => connections.close(session.remoteAddress, session.id),
    onData(stream: SMTPServerDataStream, session, answer) {
      track(withReceivedMail(stream, memory, (mail) => decide(mail, session, answer)));
    },
  });
  // Connections break; nothing depends on it, as a mail is only one after its final dot.
  server.on('error', (err: Error) => log.info({ err }, 'connection failed'));

  return {
    get isListening() {
      return isListening;
    },
    async listen() {
      server.listen(config.SMTP_PORT, config.SMTP_HOST);
      await once(server.server, 'listening');
      isListening = true;
      const address = server.server.address();
      return typeof address === 'object' && address !== null ? address.port : config.SMTP_PORT;
    },
    async close() {
      isListening = false;
      // From here on smtp-server accepts no connection and answers each command with 421.
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.race([settled(inFlight), closed]);
      for (const connection of server.connections) connection.send(421, 'Server shutting down');
      await closed;
    },
  };
}
