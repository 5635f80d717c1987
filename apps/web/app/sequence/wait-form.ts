import type { Step } from '@dripemails/contracts';
import { amount, oneOf, text, type FormTree } from './form-tree';
import { waitUnits, type Period } from './wait-words';

type WaitStep = Extract<Step, { kind: 'wait' }>;
type Until = NonNullable<WaitStep['until']>;

export const readPeriod = (tree: FormTree): Period => ({
  amount: amount(tree, 'amount'),
  unit: oneOf(waitUnits, text(tree, 'unit'), 'days'),
});

export const waitModes = ['for', 'date', 'field'] as const;
export type WaitMode = (typeof waitModes)[number];
export const waitModeWords: Record<WaitMode, string> = {
  for: 'For a time',
  date: 'Until a date',
  field: 'Until a date in a field',
};

export function waitMode({ until }: WaitStep): WaitMode {
  if (!until) return 'for';
  return until.field === undefined ? 'date' : 'field';
}

/** The wait in another mode, with what both have in common. */
export function withWaitMode(step: WaitStep, mode: WaitMode): WaitStep {
  if (waitMode(step) === mode) return step;
  const { id, kind } = step;
  if (mode === 'for') return { id, kind, for: step.for ?? { amount: 1, unit: 'days' } };
  const { at, offset } = step.until ?? {};
  const common = { ...(at !== undefined && { at }), ...(offset && { offset }) };
  return { id, kind, until: mode === 'date' ? { date: '', ...common } : { field: '', ...common } };
}

/** `at`, `offset` and `yearly`, as a wait until a date and the trigger of a date hold them. */
export function readDateParts(tree: FormTree): Pick<Until, 'at' | 'offset' | 'yearly'> {
  const clock = text(tree, 'at').trim();
  const far = amount(tree, 'offset.amount');
  const sign = text(tree, 'offset.way') === 'before' ? -1 : 1;
  return {
    ...(clock !== '' && { at: clock }),
    ...(!Number.isNaN(far) &&
      far !== 0 && {
        offset: { amount: sign * Math.abs(far), unit: oneOf(waitUnits, text(tree, 'offset.unit'), 'days') },
      }),
    ...(text(tree, 'yearly') !== '' && { yearly: true }),
  };
}

/** The wait as its fields hold it. */
export function readWait(tree: FormTree, id: string): WaitStep {
  const mode = oneOf(waitModes, text(tree, 'mode'), 'for');
  if (mode === 'for') return { id, kind: 'wait', for: readPeriod(tree) };
  const parts = readDateParts(tree);
  const until: Until =
    mode === 'date' ? { date: text(tree, 'date'), ...parts } : { field: text(tree, 'field').trim(), ...parts };
  return { id, kind: 'wait', until };
}
