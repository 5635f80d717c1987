import type { Step } from '@dripemails/contracts';
import { useEffect, useRef, useState } from 'react';
import { applyEdit, newStepId, type StepEdit } from '../../sequence/step-list';
import { stepTitle } from '../../sequence/wait-words';

/** A step that was deleted and can be put back. */
export interface Removed {
  step: Step;
  at: number;
}

/** The steps being edited, which of them is open, what was deleted last, and a sentence about the last change for screen readers. */
export function useStepEditor(initial: readonly Step[]) {
  const [steps, setSteps] = useState<readonly Step[]>(initial);
  const [openId, setOpenId] = useState<string | null>(initial.find(({ kind }) => kind === 'email')?.id ?? null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [said, setSaid] = useState('');
  const focusNext = useRef<string | null>(null);

  // React moves DOM nodes when the order changes, and a moved node loses the focus.
  useEffect(() => {
    if (!focusNext.current) return;
    const target = [...document.querySelectorAll<HTMLElement>(focusNext.current)].find(
      (one) => !one.matches(':disabled'),
    );
    target?.focus();
    if (target instanceof HTMLInputElement && target.type === 'text') target.select();
    focusNext.current = null;
  }, [steps]);

  function edit(change: StepEdit): void {
    const id = newStepId();
    const next = applyEdit(steps, change, () => id);
    const focus = (step: Step | undefined, part: string) => {
      if (step) focusNext.current = `[data-step="${step.id}"] ${part}`;
    };
    switch (change.do) {
      case 'add':
        setOpenId(change.kind === 'email' ? id : openId);
        setSaid(`Added step ${change.at + 1}.`);
        focus(next[change.at], '[data-first-field]');
        break;
      case 'move': {
        const step = steps[change.from];
        if (!step || next[change.to] !== step) return;
        setSaid(`Moved “${stepTitle(step)}” to place ${change.to + 1} of ${steps.length}.`);
        focus(
          step,
          change.to < change.from ? '[data-move]' : '[data-move="down"], [data-step="' + step.id + '"] [data-move]',
        );
        break;
      }
      case 'remove': {
        const step = steps[change.at];
        if (!step) return;
        setRemoved({ step, at: change.at });
        setSaid(`Deleted “${stepTitle(step)}”. You can undo it.`);
        focusNext.current = '[data-undo]';
        break;
      }
      case 'insert':
        setRemoved(null);
        setSaid(`“${stepTitle(change.step)}” is back.`);
        focus(change.step, '[data-step-head]');
        break;
      case 'replace':
        break;
    }
    setSteps(next);
  }

  return { steps, edit, openId, setOpenId, removed, forgetRemoved: () => setRemoved(null), said };
}

export type StepEditor = ReturnType<typeof useStepEditor>;
