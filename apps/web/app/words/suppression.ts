import type { SuppressionReason } from '@dripemails/contracts';

/** Why something is suppressed, in words. */
export const suppressionReasons: Record<SuppressionReason, string> = {
  hardBounce: 'Bounced',
  complaint: 'Complained',
  manual: 'Written down here',
  imported: 'Imported',
  unsubscribed: 'Unsubscribed',
  erased: 'Erased',
};
