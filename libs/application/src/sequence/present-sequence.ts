import type { Sequence, SequenceSettings, Step } from '@dripemails/contracts';
import type { InstantPresenter } from '../present-instant.js';
import type { SequenceRecord } from './sequence-port.js';

/** A sequence as the API shows it. People of a paused sequence count as paused, whatever their own rows say. */
export function presentSequence(record: SequenceRecord, instants: InstantPresenter): Sequence {
  const { active, held, paused, ...rest } = record.counts;
  const isRunning = record.state === 'active';
  return {
    id: record.id,
    name: record.name,
    state: record.state,
    version: record.version,
    steps: stepsOf(record.steps),
    settings: settingsOf(record.settings),
    hasUnpublishedChanges: record.hasUnpublishedChanges,
    counts: isRunning ? record.counts : { ...rest, active: 0, held, paused: paused + active },
    pausedAt: instants.atOrNull(record.pausedAt),
    createdAt: instants.at(record.createdAt),
    updatedAt: instants.at(record.updatedAt),
  };
}

/** Steps as the API shows them: what is stored was checked by the same contract, whose types are not read-only. */
export function stepsOf(steps: SequenceRecord['steps']): Step[] {
  return steps as Step[];
}

export function settingsOf(settings: SequenceRecord['settings']): SequenceSettings {
  return settings as SequenceSettings;
}
