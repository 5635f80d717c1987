import type { Step } from '@dripemails/contracts';
import { useEffect, useRef, useState } from 'react';
import { newStepId } from '../../sequence/step-kinds';
import { stepTitle } from '../../sequence/step-words';
import {
  applyEdit,
  pathAfter,
  placedSteps,
  placeOf,
  stepAt,
  type StepEdit,
  type StepPlace,
} from '../../sequence/step-tree';

/** A step that was deleted and can be put back. */
export interface Removed extends StepPlace {
  step: Step;
}

/** The steps being edited, which of them is open, what was deleted last, and a sentence about the last change for screen readers. */
export function useStepEditor(initial: readonly Step[]) {
  const [steps, setSteps] = useState<readonly Step[]>(initial);
  const [openId, setOpenId] = useState<string | null>(initial.find(({ kind }) => kind === 'email')?.id ?? null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [said, setSaid] = useState('');
  const focusNext = useRef<readonly string[]>([]);

  // React moves DOM nodes when the order changes, and a moved node loses the focus.
  useEffect(() => {
    const wanted = focusNext.current;
    focusNext.current = [];
    const found = wanted
      .flatMap((selector) => [...document.querySelectorAll<HTMLElement>(selector)])
      .find((one) => !one.matches(':disabled') && one.offsetParent !== null);
    found?.focus();
    if (found instanceof HTMLInputElement && found.type === 'text') found.select();
  }, [steps]);

  function edit(change: StepEdit): void {
    const id = newStepId();
    // A copy of a step with steps inside needs one id for each of them.
    const next = applyEdit(steps, change, change.do === 'add' ? () => id : newStepId);
    const path = pathAfter(steps, change);
    const placed = placedSteps(next).find((one) => one.path === path);
    const within = (step: Step, ...parts: string[]) => {
      focusNext.current = parts.map((part) => `[data-step="${step.id}"] ${part}`);
    };
    switch (change.do) {
      case 'add':
        if (!placed) return;
        setOpenId(placed.step.id);
        setSaid(`Added step ${placed.place}.`);
        within(placed.step, '[data-first-field]');
        break;
      case 'duplicate':
        if (!placed) return;
        setOpenId(placed.step.id);
        setSaid(`Duplicated: the copy is step ${placed.place}.`);
        within(placed.step, '[data-step-head]');
        break;
      case 'move':
        if (!placed) {
          setSaid('It cannot go further that way.');
          return;
        }
        setSaid(`Moved “${stepTitle(placed.step)}” to place ${placed.place}.`);
        within(placed.step, `[data-move="${change.way}"]`, '[data-move]', '[data-step-head]');
        break;
      case 'remove': {
        const step = stepAt(steps, change.path);
        if (!step) return;
        setRemoved({ step, ...placeOf(change.path) });
        setSaid(`Deleted “${stepTitle(step)}”. You can undo it.`);
        focusNext.current = ['[data-undo]'];
        break;
      }
      case 'insert':
        setRemoved(null);
        setSaid(`“${stepTitle(change.step)}” is back.`);
        within(change.step, '[data-step-head]');
        break;
      case 'replace':
        break;
    }
    setSteps(next);
  }

  /** Takes other steps altogether, such as those of the JSON view. */
  function replaceAll(next: readonly Step[]): void {
    setRemoved(null);
    setSaid('The steps were replaced.');
    setSteps(next);
  }

  return { steps, edit, replaceAll, openId, setOpenId, removed, forgetRemoved: () => setRemoved(null), said };
}

export type StepEditor = ReturnType<typeof useStepEditor>;
