import type {
  EnrollmentOutcome,
  EnrollmentState,
  ImportStatus,
  MessageStatus,
  Operation,
  SendingDomain,
  SequenceState,
  SubscriberStatus,
} from '@dripemails/contracts';
import {
  Archive,
  Ban,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CirclePause,
  CirclePlay,
  CircleX,
  Clock,
  Flag,
  Hand,
  LoaderCircle,
  MailCheck,
  MailX,
  PencilLine,
  Reply,
  TriangleAlert,
  UserX,
  type LucideIcon,
} from 'lucide-react';
import { Pill, type PillTone } from './pill';

type Look = readonly [tone: PillTone, icon: LucideIcon, word: string];

const sequenceLooks: Record<SequenceState, Look> = {
  draft: ['quiet', PencilLine, 'Draft'],
  active: ['good', CirclePlay, 'Active'],
  paused: ['warn', CirclePause, 'Paused'],
  archived: ['quiet', Archive, 'Archived'],
};
const enrollmentLooks: Record<EnrollmentState, Look> = {
  active: ['good', CirclePlay, 'Active'],
  held: ['bad', Hand, 'Held'],
  paused: ['warn', CirclePause, 'Paused'],
  ended: ['quiet', Flag, 'Ended'],
};
const outcomeLooks: Record<EnrollmentOutcome, Look> = {
  completed: ['quiet', CircleCheck, 'Completed'],
  replied: ['accent', Reply, 'Replied'],
  unsubscribed: ['warn', UserX, 'Unsubscribed'],
  bounced: ['bad', TriangleAlert, 'Bounced'],
  complained: ['bad', TriangleAlert, 'Complained'],
  goal: ['good', Flag, 'Goal reached'],
  stopped: ['quiet', Ban, 'Stopped'],
  erased: ['quiet', CircleX, 'Erased'],
  exited: ['quiet', Flag, 'Exited'],
};
const subscriberLooks: Record<SubscriberStatus, Look> = {
  unconfirmed: ['quiet', CircleDashed, 'Unconfirmed'],
  active: ['good', CircleCheck, 'Active'],
  unsubscribed: ['warn', UserX, 'Unsubscribed'],
  bounced: ['bad', TriangleAlert, 'Bounced'],
  complained: ['bad', TriangleAlert, 'Complained'],
  erased: ['quiet', CircleX, 'Erased'],
};
const messageLooks: Record<MessageStatus, Look> = {
  pending: ['quiet', CircleDashed, 'Pending'],
  queued: ['accent', Clock, 'Queued'],
  sent: ['good', MailCheck, 'Sent'],
  failed: ['bad', CircleX, 'Failed'],
  unknown: ['warn', CircleHelp, 'Unknown'],
};
const workLooks: Record<ImportStatus | Operation['status'], Look> = {
  queued: ['quiet', Clock, 'Queued'],
  running: ['accent', LoaderCircle, 'Running'],
  paused: ['warn', CirclePause, 'Paused'],
  completed: ['good', CircleCheck, 'Completed'],
  failed: ['bad', CircleX, 'Failed'],
  cancelled: ['quiet', Ban, 'Cancelled'],
};

const spfLooks: Record<SendingDomain['spf']['verdict'], Look> = {
  pass: ['good', CircleCheck, 'SPF passes'],
  fail: ['bad', CircleX, 'SPF is broken'],
  unknown: ['warn', CircleHelp, 'SPF not known'],
  stale: ['warn', Clock, 'SPF checked long ago'],
};

const show = ([tone, icon, word]: Look) => (
  <Pill tone={tone} icon={icon}>
    {word}
  </Pill>
);

export const SequencePill = ({ state }: { state: SequenceState }) => show(sequenceLooks[state]);
/** An ended enrollment is told by its outcome. */
export const EnrollmentPill = ({ state, outcome }: { state: EnrollmentState; outcome: EnrollmentOutcome | null }) =>
  show(state === 'ended' && outcome ? outcomeLooks[outcome] : enrollmentLooks[state]);
export const SubscriberPill = ({ status }: { status: SubscriberStatus }) => show(subscriberLooks[status]);
/** Beside the status: the address is never mailed, whatever the person agreed to. */
export const SuppressedPill = () => show(['bad', MailX, 'Suppressed']);
export const MessagePill = ({ status }: { status: MessageStatus }) => show(messageLooks[status]);
export const SpfPill = ({ verdict }: { verdict: SendingDomain['spf']['verdict'] }) => show(spfLooks[verdict]);
export const WorkPill = ({ status }: { status: ImportStatus | Operation['status'] }) => show(workLooks[status]);
export const outcomeWord = (outcome: string): string =>
  Object.entries(outcomeLooks).find(([name]) => name === outcome)?.[1][2] ?? outcome;
