import { Plus, Trash2 } from 'lucide-react';
import { ruleProblems } from '../../sequence/rule-problems';
import { Button } from '../button';
import { TextField } from '../field';
import { ConditionEditor } from './condition-editor';
import { instead, useEditorWorld } from './editor-world';
import type { FieldsProps } from './step-fields';

export function BranchFields({ step, path, errors, onChange }: FieldsProps<'branch'>) {
  const { choices } = useEditorWorld();
  return (
    <div className="space-y-3">
      <ConditionEditor
        name={`${path}.if`}
        legend="Go the way “Yes” if"
        value={step.if}
        choices={choices}
        problems={useRuleProblems(path)}
        onChange={(condition) => onChange({ ...step, if: condition })}
      />
      <NameField {...{ step, path, errors, onChange }} />
    </div>
  );
}

export function GoalFields({ step, path, errors, onChange }: FieldsProps<'goal'>) {
  const { choices } = useEditorWorld();
  return (
    <div className="space-y-3">
      <ConditionEditor
        name={`${path}.if`}
        legend="The goal is reached as soon as"
        value={step.if}
        choices={choices}
        problems={useRuleProblems(path)}
        onChange={(condition) => onChange({ ...step, if: condition })}
      />
      <NameField {...{ step, path, errors, onChange }} />
      <p className="text-text-quiet">
        From the moment that somebody comes into this list of steps: whoever reaches the goal leaves the sequence, even
        in the middle of a wait.
      </p>
    </div>
  );
}

/** What the API refused about the rules of the step at a path. */
function useRuleProblems(path: string) {
  const about = useEditorWorld().errorsAt(path);
  return ruleProblems(
    about
      .filter(({ field }) => /^if\b/.test(field))
      .map(({ field, message }) => [field.slice('if'.length), [message]] as const),
  );
}

function NameField({ step, path, errors, onChange }: Omit<FieldsProps<'branch' | 'goal'>, 'place'>) {
  return (
    <TextField
      id={`${path}.name`}
      name={`${path}.name`}
      label="Name (optional)"
      hint="What it is called in the outline and in everybody’s timeline."
      value={step.name ?? ''}
      onChange={({ target }) => {
        const { name: _before, ...rest } = step;
        onChange(target.value === '' ? rest : { ...step, name: target.value });
      }}
      errors={errors('name')}
      maxLength={200}
      autoComplete="off"
    />
  );
}

const mostArms = 10;

export function SplitFields({ step, path, place, onChange }: FieldsProps<'split'>) {
  const { arms } = step;
  const total = arms.reduce((sum, { weight }) => sum + (Number.isFinite(weight) ? weight : 0), 0);
  const replace = (at: number, arm: (typeof arms)[number]) =>
    onChange({ ...step, arms: arms.map((one, index) => (index === at ? arm : one)) });
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1 font-medium">Arms and their weights</legend>
      <ul role="list" className="space-y-2">
        {arms.map((arm, index) => {
          const row = `${path}.arms.${index}`;
          const which = `arm ${'ABCDEFGHIJ'.charAt(index)} of step ${place}`;
          return (
            <li key={index} className="flex flex-wrap items-center gap-2">
              <input
                aria-label={`Name of ${which}`}
                name={`${row}.name`}
                placeholder={`Arm ${'ABCDEFGHIJ'.charAt(index)}`}
                value={arm.name ?? ''}
                maxLength={200}
                onChange={({ target }) => {
                  const { name: _before, ...rest } = arm;
                  replace(index, target.value === '' ? rest : { ...arm, name: target.value });
                }}
                className="input w-40"
              />
              <input
                type="number"
                data-first-field={index === 0 || undefined}
                aria-label={`Weight of ${which}`}
                name={`${row}.weight`}
                min={0}
                max={1000}
                step={1}
                value={Number.isFinite(arm.weight) ? arm.weight : ''}
                onChange={({ target }) => replace(index, { ...arm, weight: target.valueAsNumber })}
                className="input w-24"
              />
              <span className="w-12 text-text-quiet">
                {total > 0 && Number.isFinite(arm.weight) ? `${Math.round((100 * arm.weight) / total)}%` : ''}
              </span>
              {arms.length > 2 && arm.steps.length === 0 && (
                <Button
                  look="quiet"
                  className="px-1.5"
                  name="intent"
                  value={`drop:${row}`}
                  aria-label={`Delete ${which}`}
                  onClick={instead(() => onChange({ ...step, arms: arms.filter((_, at) => at !== index) }))}
                >
                  <Trash2 aria-hidden />
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {arms.length < mostArms && (
        <Button
          look="quiet"
          name="intent"
          value={`push:${path}.arms`}
          onClick={instead(() => onChange({ ...step, arms: [...arms, { weight: 50, steps: [] }] }))}
        >
          <Plus aria-hidden />
          Add an arm
        </Button>
      )}
      <p className="text-text-quiet">
        Each person always falls on the same arm. An arm with steps can be deleted once they are moved out or deleted.
      </p>
    </fieldset>
  );
}

export function ExitFields({ step, path, errors, onChange }: FieldsProps<'exit'>) {
  return (
    <TextField
      id={`${path}.reason`}
      name={`${path}.reason`}
      type="text"
      data-first-field
      label="Why they leave here"
      hint="Shown in the timeline of everybody who leaves at this step."
      value={step.reason}
      onChange={({ target }) => onChange({ ...step, reason: target.value })}
      errors={errors('reason')}
      maxLength={200}
      autoComplete="off"
    />
  );
}
