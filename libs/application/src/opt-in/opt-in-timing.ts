import { DEFAULT_OPT_IN, type OptInTiming } from '@dripemails/domain';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import type { ConfirmationSettings } from './opt-in-port.js';

const DAY_MS = 86_400_000;

/** The timing of a list's requests (or of the workspace's as a whole) in real time: a demo's days pass in seconds. */
export function optInTiming(
  workspace: Pick<WorkspaceRecord, 'clock'>,
  settings: Pick<ConfirmationSettings, 'reminderAfterDays' | 'expiresAfterDays'> = DEFAULT_OPT_IN,
): OptInTiming {
  const { reminderAfterDays, expiresAfterDays } = settings;
  return { reminderAfterDays, expiresAfterDays, dayMs: DAY_MS / workspace.clock.rate };
}
