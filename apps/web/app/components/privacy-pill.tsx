import type { PrivacyRequest } from '@dripemails/contracts';
import { Ban, Hourglass } from 'lucide-react';
import { privacyStates } from '../words/privacy';
import { Pill } from './pill';
import { WorkPill } from './state-pill';

/** How a privacy request stands. */
export function PrivacyPill({ status }: Pick<PrivacyRequest, 'status'>) {
  if (status !== 'waiting' && status !== 'declined') return <WorkPill status={status} />;
  return (
    <Pill tone={status === 'waiting' ? 'warn' : 'quiet'} icon={status === 'waiting' ? Hourglass : Ban}>
      {privacyStates[status]}
    </Pill>
  );
}
