import { Plus } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { kindGroups, kindWords, type StepKind } from '../../sequence/step-kinds';
import { Button } from '../button';
import { instead, useEditorWorld } from './editor-world';
import { stepIcons } from './step-icons';

/** A plus on the line that opens to every kind of step, in groups. `where` says in words what it adds to. */
export function StepMenu({ list, at, where }: { list: string; at: number; where: string }) {
  const { editor } = useEditorWorld();
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (details.current) details.current.open = false;
  };
  const add = (kind: StepKind) =>
    instead(() => {
      close();
      editor.edit({ do: 'add', kind, list, at });
    });
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !details.current?.open) return;
    event.stopPropagation();
    close();
    details.current.querySelector('summary')?.focus();
  }
  return (
    <details ref={details} onKeyDown={onKeyDown} className="group w-full">
      <summary
        aria-label={`Add a step ${where}`}
        title="Add a step here"
        className="mx-auto grid size-6 list-none place-items-center rounded-full border border-line-strong bg-surface-raised text-text-quiet hover:border-accent hover:text-accent [&::-webkit-details-marker]:hidden"
      >
        <Plus aria-hidden className="size-3.5 transition-transform group-open:rotate-45" />
      </summary>
      <div className="card my-2 space-y-3 p-3">
        {kindGroups.map(({ label, kinds }) => (
          <div key={label} role="group" aria-label={label}>
            <p aria-hidden className="mb-1 text-xs font-medium text-text-quiet">
              {label}
            </p>
            <div className="flex flex-wrap gap-2">
              {kinds.map((kind) => {
                const Icon = stepIcons[kind];
                return (
                  <Button
                    key={kind}
                    name="intent"
                    value={`add:${kind}:${list}:${at}`}
                    title={kindWords[kind].hint}
                    onClick={add(kind)}
                  >
                    <Icon aria-hidden />
                    {kindWords[kind].label}
                  </Button>
                );
              })}
            </div>
          </div>
        ))}
      </div>
    </details>
  );
}

/** The two most frequent kinds after the last step of the sequence; the menu above them has the others. */
export function AddAtEnd({ at }: { at: number }) {
  const { editor } = useEditorWorld();
  const often = [
    { kind: 'email', label: 'Add an email' },
    { kind: 'wait', label: 'Add a wait' },
  ] as const;
  return (
    <div className="flex flex-wrap justify-center gap-2">
      {often.map(({ kind, label }) => {
        const Icon = stepIcons[kind];
        return (
          <Button
            key={kind}
            name="intent"
            value={`add:${kind}:steps:${at}`}
            onClick={instead(() => editor.edit({ do: 'add', kind, list: 'steps', at }))}
          >
            <Icon aria-hidden />
            {label}
          </Button>
        );
      })}
    </div>
  );
}
