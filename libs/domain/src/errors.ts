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
  | 'operation.not_found'
  | 'revision.already_answered'
  | 'revision.not_found'
  | 'sequence.not_found'
  | 'sequence.not_publishable'
  | 'sequence.not_published'
  | 'sequence.wrong_state'
  | 'subscriber.email_taken'
  | 'subscriber.not_found'
  | 'subscriber.not_mailable'
  | 'template.invalid'
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
