import type { Step } from '@dripemails/contracts';
import { Clock } from 'lucide-react';
import { fieldName } from '../../sequence/step-form';
import { stepTitle, waitUnits } from '../../sequence/wait-words';
import { StepCard } from './step-card';
import type { StepEditor } from './use-step-editor';

interface WaitCardProps {
  step: Extract<Step, { kind: 'wait' }>;
  index: number;
  count: number;
  problems: readonly string[];
  live?: string;
  editor: StepEditor;
}

export function WaitCard({ step, index, count, problems, live, editor }: WaitCardProps) {
  const change = (part: Partial<typeof step.for>) =>
    editor.edit({ do: 'replace', at: index, step: { ...step, for: { ...step.for, ...part } } });
  return (
    <StepCard
      {...{ id: step.id, kind: 'wait', index, count, problems, live, editor, icon: Clock }}
      title={stepTitle(step)}
      head={
        <div className="flex flex-wrap items-center gap-2">
          <h3 data-step-head tabIndex={-1} className="rounded font-medium">
            Wait
          </h3>
          <input
            type="number"
            data-first-field
            aria-label={`How long step ${index + 1} waits`}
            name={fieldName(index, 'amount')}
            value={Number.isNaN(step.for.amount) ? '' : step.for.amount}
            min={0}
            max={100_000}
            step={1}
            required
            onChange={(event) => change({ amount: event.target.valueAsNumber })}
            className="input w-20"
          />
          <select
            aria-label={`Unit of the wait of step ${index + 1}`}
            name={fieldName(index, 'unit')}
            value={step.for.unit}
            onChange={(event) => change({ unit: waitUnits.find((unit) => unit === event.target.value) ?? 'days' })}
            className="input w-auto"
          >
            {waitUnits.map((unit) => (
              <option key={unit} value={unit}>
                {step.for.amount === 1 ? unit.slice(0, -1) : unit}
              </option>
            ))}
          </select>
        </div>
      }
    />
  );
}
