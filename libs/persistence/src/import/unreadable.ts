import { DomainError } from '@dripemails/domain';

/** The file cannot be read as a whole; the message holds the cure. */
export function unreadable(message: string): DomainError {
  return new DomainError('import.unreadable', message, [{ path: 'file', message }]);
}
