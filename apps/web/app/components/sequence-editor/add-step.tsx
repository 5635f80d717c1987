import { Clock, Mail, Plus } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../button';
import { instead } from './step-card';
import type { StepEditor } from './use-step-editor';

/** Between two steps: a plus on the line that opens to the two kinds. */
export function AddBetween({ at, editor }: { at: number; editor: StepEditor }) {
  const details = useRef<HTMLDetailsElement>(null);
  const add = (kind: 'email' | 'wait') =>
    instead(() => {
      if (details.current) details.current.open = false;
      editor.edit({ do: 'add', kind, at });
    });
  return (
    <li className="flex flex-col items-center">
      <span aria-hidden className="h-2 w-px bg-line-strong" />
      <details ref={details} className="group relative">
        <summary
          aria-label={`Add a step at place ${at + 1}`}
          title="Add a step here"
          className="grid size-6 list-none place-items-center rounded-full border border-line-strong bg-surface-raised text-text-quiet hover:border-accent hover:text-accent [&::-webkit-details-marker]:hidden"
        >
          <Plus aria-hidden className="size-3.5 transition-transform group-open:rotate-45" />
        </summary>
        <div className="mt-1 mb-1 flex gap-2">
          <Button name="intent" value={`add:email:${at}`} onClick={add('email')}>
            <Mail aria-hidden />
            Email
          </Button>
          <Button name="intent" value={`add:wait:${at}`} onClick={add('wait')}>
            <Clock aria-hidden />
            Wait
          </Button>
        </div>
      </details>
      <span aria-hidden className="h-2 w-px bg-line-strong" />
    </li>
  );
}

/** After the last step. */
export function AddAtEnd({ at, editor }: { at: number; editor: StepEditor }) {
  return (
    <li className="flex flex-col items-center">
      <span aria-hidden className="h-5 w-px bg-line-strong" />
      <div className="flex flex-wrap justify-center gap-2">
        <Button
          name="intent"
          value={`add:email:${at}`}
          onClick={instead(() => editor.edit({ do: 'add', kind: 'email', at }))}
        >
          <Mail aria-hidden />
          Add an email
        </Button>
        <Button
          name="intent"
          value={`add:wait:${at}`}
          onClick={instead(() => editor.edit({ do: 'add', kind: 'wait', at }))}
        >
          <Clock aria-hidden />
          Add a wait
        </Button>
      </div>
    </li>
  );
}
