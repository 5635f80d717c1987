/** Every way in which a rule of the domain can say no. The edges turn each code into HTTP, SMTP or a workflow failure. */
export type ErrorCode =
  | 'api_key.not_found'
  | 'auth.required'
  | 'cursor.invalid'
  | 'domain.name_taken'
  | 'domain.not_found'
  | 'enrollment.already_live'
  | 'enrollment.no_reentry'
  | 'enrollment.not_found'
  | 'enrollment.wrong_state'
  | 'export.expired'
  | 'export.not_found'
  | 'export.not_ready'
  | 'field.in_use'
  | 'field.name_taken'
  | 'field.not_convertible'
  | 'field.not_found'
  | 'form.name_taken'
  | 'form.not_found'
  | 'idempotency.in_progress'
  | 'idempotency.mismatch'
  | 'import.not_found'
  | 'import.too_large'
  | 'import.unreadable'
  | 'inbound.no_workspace'
  | 'inbound.not_found'
  | 'input.invalid'
  | 'list.in_use'
  | 'list.name_taken'
  | 'list.not_found'
  | 'message.not_found'
  | 'note.not_found'
  | 'operation.not_found'
  | 'operation.not_undoable'
  | 'opt_in.not_found'
  | 'opt_in.not_needed'
  | 'privacy_request.answered'
  | 'privacy_request.not_found'
  | 'revision.already_answered'
  | 'revision.not_found'
  | 'segment.in_use'
  | 'segment.name_taken'
  | 'segment.not_found'
  | 'segment.too_slow'
  | 'sequence.not_found'
  | 'sequence.not_publishable'
  | 'sequence.not_published'
  | 'sequence.version_not_found'
  | 'sequence.wrong_state'
  | 'subscriber.email_taken'
  | 'subscriber.erased'
  | 'subscriber.not_found'
  | 'subscriber.not_mergeable'
  | 'subscriber.not_mailable'
  | 'suppression.not_found'
  | 'suppression.permanent'
  | 'template.invalid'
  | 'topic.in_use'
  | 'topic.name_taken'
  | 'topic.not_found'
  | 'workspace.not_demo'
  | 'workspace.not_found';

/** One thing that is wrong: where (a path such as `steps.0.subject`) and what, with the cure. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** A rule of the domain said no: a stable code for machines, a sentence with the cure for people. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  /**
   * @param code stable code, the key of every edge's table
   * @param message what is wrong and what to do, without personal data
   * @param errors the fields at fault, where the input has them
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly errors: readonly FieldProblem[] = [],
  ) {
    super(message);
  }
}
