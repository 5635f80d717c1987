import type { ImportEncoding } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';

const CSV_IN_UTF8 = 'as CSV in UTF-8 (in Excel: "CSV UTF-8").';
export const SAVE_AS_UTF8 = `Open it, check names with accents, and save it ${CSV_IN_UTF8}`;
export const MIXED = 'The file mixes encodings: some of it is UTF-8 and some is not, so names would come out wrong.';

/** The warning where an encoding was detected that others fit nearly as well as, or in too few lines to tell. */
export function unsure(encoding: ImportEncoding, others: readonly ImportEncoding[]): string {
  const rivals = others.length === 0 ? 'there is little text to tell by' : `${others.join(' or ')} fits nearly as well`;
  return `The encoding cannot be told for sure: ${encoding} fits best, and ${rivals}. Look at the names in the first rows; where they are wrong, choose another encoding, or save the file ${CSV_IN_UTF8}`;
}

/** The warning where no encoding reads all of a file. */
export function lostWarning(lost: number): string {
  return `${lost === 1 ? 'One character' : `${lost} characters`} of the file cannot be read and would come in as \uFFFD. Choose another encoding, or save the file ${CSV_IN_UTF8}`;
}

export function refusedEncoding(message: string): DomainError {
  return new DomainError('input.invalid', message, [{ path: 'encoding', message }]);
}
