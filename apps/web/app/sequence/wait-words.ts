import type { Step, WaitUnit } from '@dripemails/contracts';
import { namePlaceholders } from './preview-placeholders';

export const waitUnits: readonly WaitUnit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'];

/** `2 days`, `1 week`, `no time`. */
export function waitWords({ amount, unit }: { amount: number; unit: WaitUnit }): string {
  if (amount === 0) return 'no time';
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/** What a step is called in a sentence. */
export function stepTitle(step: Step): string {
  return step.kind === 'wait'
    ? `Wait ${waitWords(step.for)}`
    : namePlaceholders(step.subject.trim()) || 'Email without a subject';
}
