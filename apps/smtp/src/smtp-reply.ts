import { DomainError, type ErrorCode } from '@dripemails/domain';

/**
 * A refusal as smtp-server sends it. It puts an enhanced status (RFC 3463) of its own behind each code, and the one for
 * 550 says that the mailbox does not exist, which is the wrong thing to say about a mail. It has no status for what it
 * does not know as a code, so ours goes into the code itself.
 */
export class SmtpReply extends Error {
  override readonly name = 'SmtpReply';
  readonly responseCode: string;

  /** @param code reply code, @param status enhanced status such as `5.5.2`, @param text for the people on the other side */
  constructor(code: number, status: string, text: string) {
    super(text);
    this.responseCode = `${code} ${status}`;
  }
}

type Answer = readonly [code: number, status: string, text: string];

/** The client keeps the mail and comes back; for whatever is not the mail's fault. */
const TRY_LATER: Answer = [451, '4.3.0', 'Cannot take mail at the moment, try again later'];
const NOT_CONFIGURED: Answer = [451, '4.3.5', 'Nothing here takes mail yet, try again later'];
const BAD_MAIL: Answer = [554, '5.6.0', 'The mail cannot be taken as it is'];

/**
 * What a rule that said no means to an SMTP client. Taking mail breaks few rules; the rest cannot occur here, and if it
 * does it is our fault, so the client keeps the mail.
 */
const ANSWERS = {
  'inbound.no_workspace': NOT_CONFIGURED,
  'workspace.not_found': NOT_CONFIGURED,
  'input.invalid': BAD_MAIL,

  'api_key.not_found': TRY_LATER,
  'auth.required': TRY_LATER,
  'cursor.invalid': TRY_LATER,
  'domain.name_taken': TRY_LATER,
  'domain.not_found': TRY_LATER,
  'enrollment.already_live': TRY_LATER,
  'enrollment.no_reentry': TRY_LATER,
  'enrollment.not_found': TRY_LATER,
  'enrollment.wrong_state': TRY_LATER,
  'field.in_use': TRY_LATER,
  'field.name_taken': TRY_LATER,
  'field.not_convertible': TRY_LATER,
  'field.not_found': TRY_LATER,
  'export.expired': TRY_LATER,
  'export.not_found': TRY_LATER,
  'export.not_ready': TRY_LATER,
  'form.name_taken': TRY_LATER,
  'form.not_found': TRY_LATER,
  'idempotency.in_progress': TRY_LATER,
  'idempotency.mismatch': TRY_LATER,
  'import.not_found': TRY_LATER,
  'import.too_large': TRY_LATER,
  'import.unreadable': TRY_LATER,
  'inbound.not_found': TRY_LATER,
  'list.in_use': TRY_LATER,
  'list.name_taken': TRY_LATER,
  'list.not_found': TRY_LATER,
  'message.not_found': TRY_LATER,
  'note.not_found': TRY_LATER,
  'operation.not_found': TRY_LATER,
  'operation.not_undoable': TRY_LATER,
  'opt_in.not_found': TRY_LATER,
  'opt_in.not_needed': TRY_LATER,
  'privacy_request.answered': TRY_LATER,
  'privacy_request.not_found': TRY_LATER,
  'revision.already_answered': TRY_LATER,
  'revision.not_found': TRY_LATER,
  'segment.in_use': TRY_LATER,
  'segment.name_taken': TRY_LATER,
  'segment.not_found': TRY_LATER,
  'segment.too_slow': TRY_LATER,
  'sequence.not_found': TRY_LATER,
  'sequence.not_publishable': TRY_LATER,
  'sequence.not_published': TRY_LATER,
  'sequence.version_not_found': TRY_LATER,
  'sequence.wrong_state': TRY_LATER,
  'subscriber.email_taken': TRY_LATER,
  'subscriber.erased': TRY_LATER,
  'subscriber.not_found': TRY_LATER,
  'subscriber.not_mergeable': TRY_LATER,
  'subscriber.not_mailable': TRY_LATER,
  'suppression.not_found': TRY_LATER,
  'suppression.permanent': TRY_LATER,
  'topic.in_use': TRY_LATER,
  'topic.name_taken': TRY_LATER,
  'topic.not_found': TRY_LATER,
  'template.invalid': TRY_LATER,
  'workspace.not_demo': TRY_LATER,
} as const satisfies Record<ErrorCode, Answer>;

/** The reply to a mail that could not be stored. It says nothing of the cause, which goes to the log. */
export function replyTo(error: unknown): SmtpReply {
  if (error instanceof SmtpReply) return error;
  return new SmtpReply(...(error instanceof DomainError ? ANSWERS[error.code] : TRY_LATER));
}
