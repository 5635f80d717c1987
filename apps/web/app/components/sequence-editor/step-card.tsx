import clsx from 'clsx';
import { ArrowDown, ArrowUp, Trash2, type LucideIcon } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { fieldName } from '../../sequence/step-form';
import { Button } from '../button';
import { Notice } from '../notice';
import type { StepEditor } from './use-step-editor';

interface StepCardProps {
  id: string;
  kind: 'email' | 'wait';
  index: number;
  count: number;
  title: string;
  icon: LucideIcon;
  head: ReactNode;
  problems: readonly string[];
  /** What is happening at this step now, such as "60 waiting here". */
  live?: string;
  isSelected?: boolean;
  editor: StepEditor;
  children?: ReactNode;
}

/** The frame of every step: what it is, its place, the buttons that move or delete it, and what is wrong with it. */
export function StepCard({
  id,
  kind,
  index,
  count,
  title,
  icon: Icon,
  head,
  problems,
  live,
  isSelected = false,
  editor,
  children,
}: StepCardProps) {
  const move = (to: number) => editor.edit({ do: 'move', from: index, to });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by === 0) return;
    if (event.altKey) {
      event.preventDefault();
      move(index + by);
    } else if (event.target instanceof HTMLElement && event.target.matches('[data-step-head]')) {
      event.preventDefault();
      const heads = [...document.querySelectorAll<HTMLElement>('[data-step-head]')];
      heads[heads.indexOf(event.target) + by]?.focus();
    }
  }

  return (
    <li
      id={`step-${id}`}
      data-step={id}
      aria-label={`Step ${index + 1}: ${title}`}
      onKeyDown={onKeyDown}
      className={clsx('card scroll-mt-6', isSelected && 'border-accent', problems.length > 0 && 'border-warn')}
    >
      <input type="hidden" name={fieldName(index, 'id')} value={id} />
      <input type="hidden" name={fieldName(index, 'kind')} value={kind} />
      <div className="flex items-center gap-3 p-3">
        <span
          className={clsx(
            'grid size-8 flex-none place-items-center rounded-full',
            kind === 'email' ? 'bg-accent-soft text-accent' : 'bg-surface-sunken text-text-quiet',
          )}
        >
          <Icon aria-hidden className="size-4" />
        </span>
        <div className="min-w-0 flex-1">
          {head}
          {live && <p className="mt-0.5 text-xs text-text-quiet">{live}</p>}
        </div>
        <div className="flex flex-none">
          <Button
            look="quiet"
            className="px-1.5"
            name="intent"
            value={`up:${index}`}
            data-move="up"
            disabled={index === 0}
            aria-label={`Move step ${index + 1} up`}
            title="Move up (Alt ↑)"
            onClick={instead(() => move(index - 1))}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            look="quiet"
            className="px-1.5"
            name="intent"
            value={`down:${index}`}
            data-move="down"
            disabled={index === count - 1}
            aria-label={`Move step ${index + 1} down`}
            title="Move down (Alt ↓)"
            onClick={instead(() => move(index + 1))}
          >
            <ArrowDown aria-hidden />
          </Button>
          <Button
            look="quiet"
            className="px-1.5"
            name="intent"
            value={`remove:${index}`}
            aria-label={`Delete step ${index + 1}`}
            title="Delete"
            onClick={instead(() => editor.edit({ do: 'remove', at: index }))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
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
      {children}
    </li>
  );
}

/** With JavaScript a button changes the page at once; without, the form goes to the server, which does the same change. */
export function instead(change: () => void) {
  return (event: { preventDefault(): void }) => {
    event.preventDefault();
    change();
  };
}
