import type { SequenceDefinition } from '../sequence/sequence-definition.js';
import { armsOf, flattenSteps, type Step } from '../sequence/step.js';
import type { Progress } from './decision.js';

/** Where a person stands after they were sent back to a step. */
export type Rewound = Pick<Progress, 'done' | 'choices' | 'kept'>;

/**
 * Sends a person back to just before a step. Steps before it count as done, so that nothing in front of it happens; of
 * the mails at or behind it, those that were sent are passed when they come up again, unless they are to be sent again.
 * @param options `sent`: ids of the mails that went out, or may have
 * @returns null when the version has no such step
 */
export function rewindTo(
  { steps }: SequenceDefinition,
  progress: Rewound,
  stepId: string,
  options: { readonly resend: boolean; readonly sent: readonly string[] },
): Rewound | null {
  const way = wayTo(steps, stepId);
  if (way === null) return null;
  const order = flattenSteps(steps).map(({ step }) => step);
  const at = order.findIndex(({ id }) => id === stepId);
  const ahead = new Set(order.slice(at).map(({ id }) => id));
  const again = options.sent.filter((id) => ahead.has(id));
  const choices = Object.fromEntries(Object.entries(progress.choices).filter(([id]) => !ahead.has(id)));
  const kept = options.resend
    ? progress.kept.filter((id) => !ahead.has(id))
    : [...new Set([...progress.kept, ...again])];
  return {
    done: [...new Set([...progress.done.filter((id) => !ahead.has(id)), ...way.before])],
    choices: { ...choices, ...way.choices },
    kept,
  };
}

/** What stands in front of a step on the way to it: earlier steps of each list, and the arms that lead to it. */
function wayTo(steps: readonly Step[], stepId: string): { before: string[]; choices: Record<string, string> } | null {
  const before: string[] = [];
  for (const step of steps) {
    if (step.id === stepId) return { before, choices: {} };
    before.push(step.id);
    for (const { choice, steps: inner } of armsOf(step)) {
      const way = wayTo(inner, stepId);
      if (way !== null) return { before: [...before, ...way.before], choices: { ...way.choices, [step.id]: choice } };
    }
  }
  return null;
}
