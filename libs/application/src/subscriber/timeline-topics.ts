import type { TimelineTopic } from '@dripemails/contracts';
import type { EventKind } from '../event/event-port.js';

/** What a timeline can be filtered by. A kind may be about two things, such as a bounce: of a mail, and of consent. */
export const TOPIC_KINDS: Record<TimelineTopic, readonly EventKind[]> = {
  mail: ['sent', 'deferred', 'failed', 'unknown', 'bounced', 'complained', 'revised', 'called'],
  activity: ['opened', 'clicked', 'replied', 'auto-replied'],
  sequences: [
    ...(['enrolled', 'held', 'paused', 'resumed', 'stopped', 'ended', 'moved', 'passed'] as const),
    ...(['skipped', 'rewound', 'rescheduled', 'approved'] as const),
  ],
  consent: [
    ...(['subscribed', 'unsubscribed', 'bounced', 'complained', 'erased', 'list-joined', 'list-left'] as const),
    ...(['suppressed', 'unsuppressed'] as const),
  ],
  profile: ['subscribed', 'fields-changed', 'tagged', 'untagged', 'list-joined', 'list-left', 'merged'],
  notes: ['note'],
  events: ['custom'],
};
