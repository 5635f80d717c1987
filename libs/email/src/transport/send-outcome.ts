import type { SendOutcome } from '@dripemails/application';

/** What nodemailer says of a mail that was not accepted; each property is absent where it does not apply. */
export interface SendFailure {
  readonly message: string;
  /** Such as `ECONNECTION`; see nodemailer's errors. */
  readonly code?: string | undefined;
  /** SMTP reply code; absent when there was no reply. */
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  /** The command that failed: `MAIL FROM`, `RCPT TO`, `DATA`, `CONN`, `EHLO`, `AUTH …`, or `API` for nodemailer itself. */
  readonly command?: string | undefined;
}

/** 530 required, 534 mechanism too weak, 535 refused, 538 needs TLS (RFC 4954 6). Trying again at once cannot help. */
const AUTHENTICATION_CODES = new Set([530, 534, 535, 538]);

/** Kept in the ledger and shown: a reply may be 512 octets (RFC 5321 4.5.3.1.5), several lines may be a page. */
const RESPONSE_LENGTH = 500;

/** A reply as one short line. */
export function shortResponse(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, RESPONSE_LENGTH);
}

/**
 * What became of a mail whose attempt failed.
 * @param bodyWasRead whether any byte of the mail was handed to the connection
 */
export function outcomeOfFailure(failure: SendFailure, bodyWasRead: boolean): SendOutcome {
  const response = shortResponse(failure.response ?? failure.message);
  const reply = failure.responseCode ?? 0;
  if (reply >= 400 && reply < 600) return outcomeOfReply(failure, reply, response, bodyWasRead);
  if (failure.code === 'EAUTH' && !bodyWasRead) return { kind: 'retry', response, because: 'authentication' };
  // nodemailer itself refuses what is larger than the SIZE that the relay announced.
  if (failure.code === 'EMESSAGE' && !bodyWasRead) return { kind: 'rejected', response, scope: 'message' };
  if (bodyWasRead) return { kind: 'unknown', response };
  return { kind: 'retry', response, because: 'connection' };
}

function outcomeOfReply(failure: SendFailure, reply: number, response: string, bodyWasRead: boolean): SendOutcome {
  if (AUTHENTICATION_CODES.has(reply)) return { kind: 'retry', response, because: 'authentication' };
  // 503: the session was in the wrong state for the command, which says nothing about the mail.
  if (reply < 500 || reply === 503) return { kind: 'retry', response, because: 'temporary' };
  if (failure.code === 'EAUTH') return { kind: 'retry', response, because: 'authentication' };
  // A 554 in place of a greeting turns the client away and not the mail, which it has not seen.
  const aboutSession = failure.code !== 'EENVELOPE' && failure.code !== 'EMESSAGE';
  if (aboutSession && !bodyWasRead) return { kind: 'retry', response, because: 'connection' };
  const scope = failure.command === 'RCPT TO' ? scopeAtRecipient(response) : scopeElsewhere(response);
  return { kind: 'rejected', response, scope };
}

/** The RFC 3463 status in a reply, such as `5.1.1`, or null. */
function enhancedStatus(response: string): string | null {
  return /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null;
}

/** 5.1.7 and 5.1.8 are about the sender's address, the rest of 5.1 about the recipient's (RFC 3463 3.2). */
const isAboutAddress = (status: string): boolean => /^5\.1\.(?!7$|8$)/.test(status);

/** The mailbox is disabled (5.2.1), its domain has no server (5.4.4) or no way to one (5.4.3). */
const DEAD_MAILBOX = new Set(['5.2.0', '5.2.1', '5.4.3', '5.4.4']);

/**
 * Whether a refused RCPT is the recipient's matter; the person then counts as bounced for good. It is not where the
 * status speaks of policy (5.7: relaying denied, blocked), of the relay (5.3), of the protocol (5.5), of our own address
 * or of a mailbox that is only full (5.2.2, 552): a relay that is set up wrongly must not cost a whole list of people.
 */
function scopeAtRecipient(response: string): 'recipient' | 'message' {
  const status = enhancedStatus(response);
  if (status !== null) return isAboutAddress(status) || DEAD_MAILBOX.has(status) ? 'recipient' : 'message';
  // Exim has no status in "550 relay not permitted".
  return /^552|\brelay/i.test(response) ? 'message' : 'recipient';
}

/** Some relays know only after the whole mail that nobody is there. */
function scopeElsewhere(response: string): 'recipient' | 'message' {
  const status = enhancedStatus(response);
  return status !== null && isAboutAddress(status) ? 'recipient' : 'message';
}
