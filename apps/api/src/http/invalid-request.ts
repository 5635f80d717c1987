import type { FieldProblem } from '@dripemails/domain';

/** A request does not fit its schema; every field at fault is listed. */
export class InvalidRequest extends Error {
  constructor(
    readonly where: 'body' | 'query' | 'path',
    readonly errors: readonly FieldProblem[],
  ) {
    super(
      `The request ${where === 'path' ? 'address' : where} has ${errors.length === 1 ? 'a problem' : `${errors.length} problems`}.`,
    );
  }
}
