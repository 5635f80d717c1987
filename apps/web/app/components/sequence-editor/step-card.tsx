import type { Step } from '@dripemails/contracts';
import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { ownErrors } from '../../sequence/step-kinds';
import { stepSubstance, stepTitle } from '../../sequence/step-words';
import type { MoveWay } from '../../sequence/step-tree';
import { Notice } from '../notice';
import { useEditorWorld } from './editor-world';
import { StepButtons } from './step-buttons';
import { StepFields } from './step-fields';
import { stepIcons } from './step-icons';

interface StepCardProps {
  step: Step;
  path: string;
  /** Its number as people see it, such as `3a.1`. */
  place: string;
  /** The lists of steps within it, which stay in sight when it is folded. */
  arms: ReactNode;
}

const wayOfKey: Readonly<Record<string, MoveWay>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
};

/** One step: what it is, its place, the buttons that move, copy or delete it, what is wrong with it, and its fields. */
export function StepCard({ step, path, place, arms }: StepCardProps) {
  const { editor, choices, errorsAt, problemsOf, liveOf } = useEditorWorld();
  const isOpen = editor.openId === step.id;
  const bodyId = `body-${step.id}`;
  const title = stepTitle(step, choices.names);
  const substance = stepSubstance(step, choices.names);
  const live = liveOf(step);
  const own = ownErrors[step.kind];
  const errors = errorsAt(path);
  const problems = [
    ...errors
      .filter(({ field }) => !isOpen || !own.some((name) => field === name || field.startsWith(`${name}.`)))
      .map(({ message }) => message),
    ...problemsOf(step.id),
  ];
  const Icon = stepIcons[step.kind];

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target;
    // A card within this one has its own keys.
    if (!(target instanceof HTMLElement) || target.closest('[data-step]') !== event.currentTarget) return;
    const way = wayOfKey[event.key];
    const isHead = target.matches('[data-step-head]');
    if (way && event.altKey && !target.matches('input, textarea, select')) {
      event.preventDefault();
      editor.edit({ do: 'move', path, way });
    } else if (isHead && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const heads = [...document.querySelectorAll<HTMLElement>('[data-step-head]')];
      heads[heads.indexOf(target) + (event.key === 'ArrowUp' ? -1 : 1)]?.focus();
    } else if (isHead && event.key === 'Delete') {
      event.preventDefault();
      editor.edit({ do: 'remove', path });
    }
  }

  return (
    <div
      id={`step-${step.id}`}
      data-step={step.id}
      onKeyDown={onKeyDown}
      className={clsx(
        'card scroll-mt-6',
        isOpen && 'border-accent',
        problems.length + errors.length > 0 && 'border-warn',
      )}
    >
      <input type="hidden" name={`${path}.id`} value={step.id} />
      <input type="hidden" name={`${path}.kind`} value={step.kind} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 p-3">
        <span
          className={clsx(
            'grid size-8 flex-none place-items-center rounded-full',
            step.kind === 'email' ? 'bg-accent-soft text-accent' : 'bg-surface-sunken text-text-quiet',
          )}
        >
          <Icon aria-hidden className="size-4" />
        </span>
        <div className="min-w-32 flex-1">
          <h3>
            <button
              type="button"
              data-step-head
              aria-expanded={isOpen}
              aria-controls={bodyId}
              onClick={() => editor.setOpenId(isOpen ? null : step.id)}
              className="flex w-full min-w-0 items-center gap-2 rounded text-left"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">
                  <span className="mr-1.5 text-text-quiet">{place}</span>
                  {title}
                </span>
                {!isOpen && substance !== '' && <span className="line-clamp-1 text-text-quiet">{substance}</span>}
              </span>
              <ChevronDown
                aria-hidden
                className={clsx('size-4 flex-none text-text-quiet transition-transform', isOpen && 'rotate-180')}
              />
            </button>
          </h3>
          {live && <p className="mt-0.5 text-xs text-text-quiet">{live}</p>}
        </div>
        <StepButtons path={path} place={place} />
      </div>
      {problems.length > 0 && (
        <div className="space-y-2 px-3 pb-3">
          {problems.map((problem) => (
            <Notice key={problem} tone="warn">
              {problem}
            </Notice>
          ))}
        </div>
      )}
      {/* Without JavaScript every editor is open, because nothing could open it. */}
      <div id={bodyId} hidden={!isOpen} className="shown-without-script border-t border-line p-3">
        <StepFields step={step} path={path} place={place} />
      </div>
      {arms}
    </div>
  );
}
