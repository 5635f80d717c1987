import { Readable } from 'node:stream';

/**
 * The bytes of one mail, remembering whether any of them were taken. nodemailer reports a connection lost before DATA
 * and one lost after the final dot with the same error, and only in the second case may the relay have the mail.
 */
export class MailBody {
  private taken = false;

  constructor(private readonly bytes: Buffer) {}

  /** Whether a connection has begun to read: from then on a missing answer means nothing. */
  get wasRead(): boolean {
    return this.taken;
  }

  /** The bytes once more; the pool makes a second attempt only while nothing was read. */
  open(): MailBodyStream {
    return new MailBodyStream(this);
  }

  /** For the stream alone. */
  take(): Buffer {
    this.taken = true;
    return this.bytes;
  }
}

/** What a connection reads from, when the relay has answered 354 and not earlier. */
export class MailBodyStream extends Readable {
  constructor(readonly body: MailBody) {
    super();
  }

  override _read(): void {
    this.push(this.body.take());
    this.push(null);
  }
}
