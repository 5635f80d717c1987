import { expandSegmentsInSteps, expandSegmentsInTriggers, type SequenceSettings, type Step } from '@dripemails/domain';
import type { SegmentRepository } from './segment-port.js';

/** Steps and settings of a sequence. */
export interface SequenceContent {
  readonly steps: readonly Step[];
  readonly settings: SequenceSettings;
}

/**
 * What an author wrote, with every segment replaced by its rule as it is now: a version is immutable, and so is what its
 * segments meant. Unknown segments stay, to be found as problems.
 * @returns the same object where no segment is named
 */
export async function expandDraft(
  segments: Pick<SegmentRepository, 'rules'>,
  workspaceId: string,
  content: SequenceContent,
): Promise<SequenceContent> {
  const { steps, settings } = content;
  // only sequences that name one pay for reading them
  if (!JSON.stringify([steps, settings.triggers]).includes('"segment":')) return content;
  const rules = await segments.rules(workspaceId);
  return {
    steps: expandSegmentsInSteps(steps, rules),
    settings: { ...settings, triggers: expandSegmentsInTriggers(settings.triggers, rules) },
  };
}
