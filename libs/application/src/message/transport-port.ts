/** One mail, complete, as it goes to the relay. */
export interface OutgoingMessage {
  /** With angle brackets; the same on every attempt. */
  readonly messageId: string;
  readonly date: Date;
  readonly from: { readonly name: string; readonly email: string };
  readonly to: { readonly name: string; readonly email: string };
  readonly replyTo: string;
  /** Envelope sender: a signed address that a bounce comes back to (VERP). */
  readonly returnPath: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Further header fields, such as List-Unsubscribe. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What became of a mail. `retry` and `rejected` are certain: the relay does not have it. `unknown` is the one case in
 * which it may or may not have it: the connection was lost after the first byte of the mail and before the answer.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly response: string }
  | {
      readonly kind: 'retry';
      readonly response: string;
      readonly because: 'temporary' | 'connection' | 'authentication';
    }
  | { readonly kind: 'rejected'; readonly response: string; readonly scope: 'recipient' | 'message' }
  | { readonly kind: 'unknown'; readonly response: string };

/** Hands mails to the relay. Never throws for what SMTP can answer. */
export interface MessageTransport {
  /** @param deadlineMs give up after this many ms; every timeout of the client lies inside it */
  send(message: OutgoingMessage, deadlineMs: number): Promise<SendOutcome>;
  /** Ends the pool after the mails in flight. */
  close(): Promise<void>;
}

/** Asks a relay whether it took a mail, after an attempt whose outcome was lost. */
export interface RelayInquiry {
  /**
   * @param messageId Message-ID header of the mail
   * @returns `accepted` or `absent` where the relay can be asked (ours can); `unknown` elsewhere
   */
  ask(messageId: string): Promise<'accepted' | 'absent' | 'unknown'>;
}
