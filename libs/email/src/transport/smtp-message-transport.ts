import type { MessageTransport, OutgoingMessage, SendOutcome } from '@dripemails/application';
import { DomainError } from '@dripemails/domain';
import { createTransport, type Transporter } from 'nodemailer';
import type { SMTPPoolOptions, SMTPPoolSentMessageInfo } from 'nodemailer/lib/smtp-pool';
import { AuthenticationBreaker } from './authentication-breaker.js';
import { composeMail, type ComposedMail } from './compose-mail.js';
import { MailBody, MailBodyStream } from './mail-body.js';
import { parseRelayUrl, type RelayAddress } from './relay-url.js';
import { outcomeOfFailure, shortResponse, type SendFailure } from './send-outcome.js';

export interface SmtpTransportOptions {
  /** SMTP_URL, such as `smtp://127.0.0.1:1025`. */
  readonly url: string;
  /** Connections that are kept open to the relay; as many mails are on their way at a time. */
  readonly maxConnections: number;
  /** The name that EHLO gives, a full domain; nodemailer's guess otherwise. */
  readonly name?: string;
  /** Current time in ms, for the pause after refused credentials. */
  readonly now?: () => number;
}

/** Milliseconds from the DNS question to the end of STARTTLS. A relay is near, and a mail that cannot start can wait. */
const CONNECT_TIMEOUT_MS = 10_000;
/** How long RFC 5321 4.5.3.2.6 lets a server think about a mail. The deadline of each send is what ends waiting earlier. */
const SILENCE_TIMEOUT_MS = 10 * 60_000;

/**
 * Sends over a pool of connections to one relay. A mail is handed over at most once per call: the pool tries a second
 * connection only while no byte of the mail has been read.
 */
export class SmtpMessageTransport implements MessageTransport {
  private readonly pool: Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;
  private readonly breaker: AuthenticationBreaker;
  private readonly inFlight = new Set<Promise<SendOutcome>>();
  private closing = false;

  /** @throws TypeError when the URL is no SMTP URL */
  constructor({ url, maxConnections, name, now = Date.now }: SmtpTransportOptions) {
    this.breaker = new AuthenticationBreaker(now);
    this.pool = createTransport({
      ...poolOptions(parseRelayUrl(url), maxConnections),
      ...(name !== undefined && { name }),
    });
    // nodemailer would copy the stream into a buffer of its own before it connects, and it would look read at once.
    this.pool.use('stream', (mail, done) => {
      const { raw } = mail.data;
      if (raw instanceof MailBodyStream) mail.message.createReadStream = () => raw.body.open();
      done();
    });
  }

  /**
   * A mail that cannot be composed (see `composeMail`) is `rejected` and not thrown: by now it is claimed in the ledger,
   * and an exception would leave it there as one that may have been sent.
   * @param deadlineMs also covers the wait for a free connection
   */
  async send(message: OutgoingMessage, deadlineMs: number): Promise<SendOutcome> {
    let composed: ComposedMail;
    try {
      composed = composeMail(message);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { kind: 'rejected', response: shortResponse(`Not sent: ${error.message}`), scope: 'message' };
    }
    return await this.sendComposed(composed, deadlineMs);
  }

  private async sendComposed(mail: ComposedMail, deadlineMs: number): Promise<SendOutcome> {
    if (this.closing) return { kind: 'retry', response: 'The transport is shutting down.', because: 'connection' };
    const refusal = this.breaker.refusal;
    if (refusal !== null) return { kind: 'retry', response: refusal, because: 'authentication' };
    const sending = this.handOver(mail, deadlineMs);
    this.inFlight.add(sending);
    try {
      return await sending;
    } finally {
      this.inFlight.delete(sending);
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    await Promise.allSettled(this.inFlight);
    this.pool.close();
  }

  private async handOver({ envelope, raw }: ComposedMail, deadlineMs: number): Promise<SendOutcome> {
    const body = new MailBody(raw);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), deadlineMs);
    try {
      const { response } = await this.pool.sendMail({
        raw: body.open(),
        envelope: { ...envelope, size: raw.length },
        signal: deadline.signal,
      });
      return { kind: 'accepted', response: shortResponse(response) };
    } catch (error) {
      const failure = deadline.signal.aborted ? { message: `No answer within ${deadlineMs} ms.` } : failureOf(error);
      const outcome = outcomeOfFailure(failure, body.wasRead);
      if (outcome.kind === 'retry' && outcome.because === 'authentication') this.breaker.trip(outcome.response);
      return outcome;
    } finally {
      clearTimeout(timer);
    }
  }
}

function poolOptions(relay: RelayAddress, maxConnections: number): SMTPPoolOptions & { pool: true } {
  return {
    pool: true,
    ...relay,
    maxConnections,
    // Reopening after 100 mails, the default, costs a fifth of the throughput and gains nothing with one relay.
    maxMessages: Infinity,
    // For a pool of idle connections that the relay has closed. What keeps failing is for the caller to try later.
    maxRequeues: 2,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    tls: { minVersion: 'TLSv1.2' },
    // A mail consists of what we put into it; nodemailer would otherwise read files and URLs that a part names.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The parts of nodemailer's error that the outcome depends on. */
function failureOf(error: unknown): SendFailure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, responseCode, response, command } = error as Error & Partial<Record<keyof SendFailure, unknown>>;
  return {
    message: error.message,
    code: typeof code === 'string' ? code : undefined,
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
    response: typeof response === 'string' ? response : undefined,
    command: typeof command === 'string' ? command : undefined,
  };
}
