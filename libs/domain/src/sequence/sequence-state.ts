import { DomainError } from '../errors.js';

/** Life of a sequence. A draft has never been activated; an archived one stays readable and mails nobody. */
export type SequenceState = 'draft' | 'active' | 'paused' | 'archived';
export type SequenceAction = 'activate' | 'pause' | 'resume' | 'archive';

const NEXT: Record<SequenceAction, { from: readonly SequenceState[]; to: SequenceState; instead: string }> = {
  activate: { from: ['draft'], to: 'active', instead: 'Only a draft can be activated; resume a paused one.' },
  pause: { from: ['active'], to: 'paused', instead: 'Only an active sequence can be paused.' },
  resume: { from: ['paused'], to: 'active', instead: 'Only a paused sequence can be resumed.' },
  archive: { from: ['draft', 'active', 'paused'], to: 'archived', instead: 'It is archived already.' },
};

/**
 * The state that an action leads to.
 * @throws DomainError `sequence.wrong_state` when the action does not fit the state; says what does
 */
export function nextSequenceState(state: SequenceState, action: SequenceAction): SequenceState {
  const rule = NEXT[action];
  if (!rule.from.includes(state))
    throw new DomainError('sequence.wrong_state', `The sequence is ${state}. ${rule.instead}`);
  return rule.to;
}
