/** Identity of one mail of a sequence: sending it again on purpose is another occurrence. */
export interface MessageKey {
  readonly enrollmentId: string;
  readonly stepId: string;
  readonly occurrence: number;
}

/**
 * The Message-ID of a mail (RFC 5322 3.6.4): made from its key, so that every attempt carries the same and a duplicate
 * can be recognised by the relay and by the recipient. Step ids are limited to characters that an id may hold.
 * @param domain the sender's domain
 * @returns with angle brackets
 */
export function messageIdOf({ enrollmentId, stepId, occurrence }: MessageKey, domain: string): string {
  return `<${enrollmentId}.${stepId}.${occurrence}@${domain}>`;
}

/**
 * The Message-ID of a mail that asks to confirm a subscription, made from its key as that of a mail of a sequence.
 * @param domain the sender's domain
 * @returns with angle brackets
 */
export function confirmationMessageId(
  { optInId, occurrence }: { readonly optInId: string; readonly occurrence: number },
  domain: string,
): string {
  return `<optIn.${optInId}.${occurrence}@${domain}>`;
}
