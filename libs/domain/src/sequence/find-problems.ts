import type { FieldProblem } from '../errors.js';
import type { Wait } from '../schedule/add-wait.js';
import type { Step } from './step.js';

/** A reason why a sequence cannot be published, on the step it belongs to. */
export interface SequenceProblem extends FieldProblem {
  readonly stepId: string | null;
}

/** Nobody waits longer, and calendars and databases agree on dates up to there. */
const LONGEST_YEARS = 100;
const PER_YEAR = {
  seconds: 31_536_000,
  minutes: 525_600,
  hours: 8760,
  days: 365,
  weeks: 52,
  months: 12,
  years: 1,
} as const;
const yearsOf = ({ amount, unit }: Wait): number => amount / PER_YEAR[unit];

/**
 * What keeps a draft from being published: the structure only; templates are judged by the renderer.
 * @returns one entry a problem, with the step and the cure; empty when it can be published
 */
export function findSequenceProblems(steps: readonly Step[]): SequenceProblem[] {
  const problems: SequenceProblem[] = [];
  if (!steps.some((step) => step.kind === 'email')) {
    problems.push({ stepId: null, path: 'steps', message: 'The sequence sends nothing: add an email step.' });
  }
  const years = steps.reduce((sum, step) => sum + (step.kind === 'wait' ? yearsOf(step.for) : 0), 0);
  if (years > LONGEST_YEARS) {
    problems.push({
      stepId: null,
      path: 'steps',
      message: `The waits add up to more than ${LONGEST_YEARS} years: shorten them.`,
    });
  }
  const seen = new Set<string>();
  steps.forEach((step, index) => {
    const path = `steps.${index}`;
    if (seen.has(step.id)) {
      problems.push({
        stepId: step.id,
        path: `${path}.id`,
        message: `Two steps have the id '${step.id}': give each its own.`,
      });
    }
    seen.add(step.id);
    if (step.kind === 'email' && step.html.trim() === '' && (step.text ?? '').trim() === '') {
      problems.push({ stepId: step.id, path: `${path}.html`, message: 'The mail is empty: write a body.' });
    }
  });
  return problems;
}
