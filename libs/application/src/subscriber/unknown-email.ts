import { DomainError } from '@dripemails/domain';

/** Somebody is named by an address that nobody here has. */
export function unknownEmail(): DomainError {
  return new DomainError('subscriber.not_found', 'No subscriber has this email address. Add them first.', [
    { path: 'email', message: 'No subscriber has this email address: add them first.' },
  ]);
}
