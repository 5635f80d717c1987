import type { Enrollment, Step } from '@dripemails/contracts';
import { placeholderValues, previewPlaceholders } from './preview-placeholders';
import { placedSteps } from './step-tree';

/** The mail that comes next by its subject, or why nothing does; with the person's values in place of placeholders. */
export function nextWords(
  { state, reason, next, subscriber }: Pick<Enrollment, 'state' | 'reason' | 'next' | 'subscriber'>,
  steps: readonly Step[],
): string {
  const step =
    next?.do === 'sendEmail' ? placedSteps(steps).find((one) => one.step.id === next.stepId)?.step : undefined;
  const ahead = step?.kind === 'email' ? step.subject : (next?.why ?? '');
  const words = state === 'active' ? ahead : (reason ?? next?.why ?? '');
  return previewPlaceholders(words, 'text', placeholderValues(subscriber));
}
