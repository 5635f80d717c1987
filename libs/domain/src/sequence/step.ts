import type { Wait } from '../schedule/add-wait.js';

/** A mail of a sequence. */
export interface EmailStep {
  readonly id: string;
  readonly kind: 'email';
  readonly subject: string;
  readonly html: string;
  readonly text?: string | undefined;
}
/** A wait between two steps. */
export interface WaitStep {
  readonly id: string;
  readonly kind: 'wait';
  readonly for: Wait;
}
/** What a sequence is made of; `id` is stable across edits, so that a step already done stays done. */
export type Step = EmailStep | WaitStep;

/** A published version of a sequence: immutable. */
export interface SequenceDefinition {
  readonly sequenceId: string;
  readonly version: number;
  readonly steps: readonly Step[];
}

/** `2 days`, `1 hour`: a wait in words. */
export function describeWait({ amount, unit }: Wait): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/** The short title of a step: a mail's subject, a wait in words. */
export function stepTitle(step: Step): string {
  switch (step.kind) {
    case 'email':
      return `'${step.subject}'`;
    case 'wait':
      return `Wait ${describeWait(step.for)}`;
  }
}
