import type { Step } from '@dripemails/contracts';
import { armsOf } from '../../sequence/step-tree';
import { stepTitle } from '../../sequence/step-words';
import { useEditorWorld } from './editor-world';
import { StepCard } from './step-card';
import { AddAtEnd, StepMenu } from './step-menu';

interface OutlineProps {
  steps: readonly Step[];
  /** The path of this list. */
  list: string;
  /** What stands before the numbers of its steps, such as `3a.`. */
  prefix: string;
  label: string;
}

/** Steps as an ordered list, with a place to add one before, between and after them. */
export function StepOutline({ steps, list, prefix, label }: OutlineProps) {
  const { choices } = useEditorWorld();
  const isWhole = list === 'steps';
  const line = <span aria-hidden className="h-2 w-px bg-line-strong" />;
  const place = (at: number) => `at place ${prefix}${at + 1}`;
  return (
    <ol role="list" aria-label={label}>
      {steps.map((step, at) => (
        <li key={step.id} aria-label={`Step ${prefix}${at + 1}: ${stepTitle(step, choices.names)}`}>
          <div className="flex flex-col items-center">
            {line}
            <StepMenu list={list} at={at} where={place(at)} />
            {line}
          </div>
          <StepCard
            step={step}
            path={`${list}.${at}`}
            place={`${prefix}${at + 1}`}
            arms={<Arms {...{ step, list, at, prefix }} />}
          />
        </li>
      ))}
      <li className="flex flex-col items-center">
        {line}
        <StepMenu list={list} at={steps.length} where={place(steps.length)} />
        {isWhole && (
          <>
            {line}
            <AddAtEnd at={steps.length} />
          </>
        )}
      </li>
    </ol>
  );
}

function Arms({ step, list, at, prefix }: { step: Step; list: string; at: number; prefix: string }) {
  const arms = armsOf(step);
  if (arms.length === 0) return null;
  return (
    <div className="space-y-3 border-t border-line p-3">
      {arms.map(({ key, label, steps }, index) => {
        const place = `${prefix}${at + 1}${'abcdefghij'.charAt(index)}`;
        return (
          <div key={key} className="border-l-2 border-line-strong pl-3">
            <p className="flex items-baseline gap-2 font-medium">
              <span className="text-xs text-text-quiet">{place}</span>
              {label}
              {steps.length === 0 && <span className="font-normal text-text-quiet">goes straight on</span>}
            </p>
            <StepOutline
              steps={steps}
              list={`${list}.${at}.${key}`}
              prefix={`${place}.`}
              label={`Steps of ${place}, ${label}`}
            />
          </div>
        );
      })}
    </div>
  );
}
