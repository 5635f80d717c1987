import type { PrivacyRequest } from '@dripemails/contracts';
import { actorWords } from './consent';

export const privacyKinds: Record<PrivacyRequest['kind'], string> = { export: 'Copies', erase: 'Erasures' };

export const privacyStates: Record<PrivacyRequest['status'], string> = {
  waiting: 'Waits for an answer',
  queued: 'Queued',
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  declined: 'Declined',
};

/** What a request is, and of whom as long as that is known. */
export function privacyTitle({ kind, email, subscriberId }: Pick<PrivacyRequest, 'kind' | 'email' | 'subscriberId'>) {
  return `${kind === 'erase' ? 'Erasure' : 'Copy'} of ${email ?? `…${subscriberId.slice(-6)}`}`;
}

/** Who began a request, in a sentence; whoever is asked in time (`dueAt`) was asked by the person. */
export function askedBy({ requestedBy, dueAt }: Pick<PrivacyRequest, 'requestedBy' | 'dueAt'>): string {
  if (dueAt !== null) return 'the person';
  return requestedBy === null ? 'a member' : actorWords(requestedBy);
}

/** How many wait for an answer. @param isMore whether there are more than were counted */
export function waitingWords(count: number, isMore: boolean): string {
  if (isMore) return `More than ${count} requests wait for an answer.`;
  return count === 1 ? '1 request waits for an answer.' : `${count} requests wait for an answer.`;
}
