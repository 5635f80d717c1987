import { DEFAULT_RETENTION, type Workspace } from '@dripemails/contracts';
import { DEFAULT_BRANDING } from '@dripemails/domain';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRecord } from './workspace-port.js';

const SECONDS_PER_DAY = 86_400;

/** A workspace as the API shows it. @param now real ms */
export function presentWorkspace(record: WorkspaceRecord, now: number): Workspace {
  return {
    id: record.id,
    name: record.name,
    timeZone: record.timeZone,
    isDemo: record.isDemo,
    clock: {
      now: new InstantPresenter(record).at(now),
      rate: record.clock.rate,
      secondsPerDay: SECONDS_PER_DAY / record.clock.rate,
    },
    sender: { ...record.sender },
    postalAddress: record.postalAddress,
    frequencyCap: { ...record.frequencyCap },
    spfPolicy: record.spfPolicy,
    retention: { ...DEFAULT_RETENTION, ...record.retention },
    branding: { ...DEFAULT_BRANDING, ...record.branding },
  };
}
