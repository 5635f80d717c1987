import type { Decided } from './decide-plan.js';
import type { NextPlan } from './enrollment-port.js';

/**
 * The plan to store beside a change that is no advance of its own, such as a recorded mail: where instant steps follow,
 * it is to ask again at once, and the answer to that passes them.
 */
export function planWithoutAdvance({ advance, plan, next }: Decided, now: number): { readonly next: NextPlan } {
  if (advance === null) return { next };
  const asked = { at: now, do: 'replan' as const, why: 'Deciding what comes next', state: 'active' as const };
  return { next: { ...next, dueAt: now, plan: { ...asked, revision: plan.revision - 1 } } };
}
