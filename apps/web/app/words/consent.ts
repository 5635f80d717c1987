import type { ConsentActor, ConsentEntry } from '@dripemails/contracts';

/** What a line of the consent log tells, in words. */
export const consentWords: Record<ConsentEntry['what'], string> = {
  subscribed: 'Subscribed',
  requested: 'Asked to confirm',
  confirmed: 'Confirmed',
  imported: 'Imported with consent',
  unsubscribed: 'Unsubscribed',
  bounced: 'Bounced',
  complained: 'Complained',
  listJoined: 'Joined a list',
  listLeft: 'Left a list',
  topicLeft: 'Wants no mail about a topic',
  topicJoined: 'Wants mail about a topic again',
  paused: 'Paused their mail',
  resumed: 'Wants mail again',
  frequencyChanged: 'Changed how often',
  suppressed: 'Suppressed',
  unsuppressed: 'Taken off the suppression list',
  erased: 'Erased',
};

/** Where a line of the consent log or a request to confirm came from, with who brought it about. */
export function sourceWords({ source, by }: Pick<ConsentEntry, 'source' | 'by'>): string {
  return by === null ? source : `${source} by ${actorWords(by)}`;
}

/** A member or an API key in a sentence. */
export function actorWords({ kind, name }: ConsentActor): string {
  return kind === 'apiKey' ? `the API key ${name ?? 'that is gone'}` : (name ?? 'a former member');
}
