import type { ExportStatus } from '@dripemails/contracts';
import { TimerOff } from 'lucide-react';
import { Pill } from './pill';
import { WorkPill } from './state-pill';

/** How an export stands. */
export function ExportPill({ status }: { status: ExportStatus }) {
  if (status !== 'expired') return <WorkPill status={status} />;
  return (
    <Pill tone="quiet" icon={TimerOff}>
      Expired
    </Pill>
  );
}
