/** Why an address or domain is never mailed. */
export type SuppressionReason = 'hardBounce' | 'complaint' | 'manual' | 'imported' | 'unsubscribed' | 'erased';

/** What a person agreed to beside their status. Instants are in workspace time, ms since the epoch. */
export interface Consent {
  /** Why their address or its domain is suppressed; null where it is not. */
  readonly suppressed: SuppressionReason | null;
  /** Their place on the list that brought them in; null where none did. Who was taken off it has left too. */
  readonly list: 'unconfirmed' | 'active' | 'left' | null;
  /** Whether they want no mail about the topic of the sequence. */
  readonly topicLeft: boolean;
  /** They get no marketing mail before this instant. */
  readonly pausedUntil: number | null;
  /** They get at most so many marketing mails in any 7 days. */
  readonly capPerWeek: number | null;
}

/** Nobody and nothing stands in the way. */
export const FULL_CONSENT: Consent = {
  suppressed: null,
  list: null,
  topicLeft: false,
  pausedUntil: null,
  capPerWeek: null,
};
