import type { Trigger } from '@dripemails/contracts';
import { Plus, Trash2 } from 'lucide-react';
import { ruleProblems } from '../../sequence/rule-problems';
import { newTrigger, triggerKinds, triggerLabels } from '../../sequence/trigger-words';
import { Button } from '../button';
import { TextField } from '../field';
import { ConditionEditor } from '../sequence-editor/condition-editor';
import { DateParts } from '../sequence-editor/date-parts';
import { instead, type Choices } from '../sequence-editor/editor-world';
import { NamedSelect } from '../sequence-editor/people-fields';
import { PropertyMatches } from '../sequence-editor/property-matches';
import { messagesOf, type PathErrors } from './path-errors';

interface TriggersProps {
  value: readonly Trigger[];
  choices: Choices;
  /** The errors at and below a path such as `0.if`. */
  errorsIn(path: string): readonly PathErrors[];
  onChange: (value: Trigger[]) => void;
}

/** What adds people by itself. Any one of the triggers is enough. */
export function TriggersFields({ value, choices, errorsIn, onChange }: TriggersProps) {
  const replace = (at: number, trigger: Trigger) => onChange(value.map((one, index) => (index === at ? trigger : one)));
  return (
    <div className="space-y-3">
      {value.length === 0 && (
        <p className="text-text-quiet">
          None yet: people are added by you, with a list, or over the API. A trigger adds them by itself, while the
          sequence is active.
        </p>
      )}
      <ul role="list" className="space-y-3">
        {value.map((trigger, index) => (
          <li key={index} className="space-y-3 rounded bg-surface-sunken p-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <label className="flex flex-wrap items-center gap-2 font-medium">
                When somebody
                <select
                  aria-label={`Kind of trigger ${index + 1}`}
                  name={`triggers.${index}.on`}
                  value={trigger.on}
                  onChange={({ target }) =>
                    replace(index, newTrigger(triggerKinds.find((on) => on === target.value) ?? 'listJoined'))
                  }
                  className="input w-auto max-w-full"
                >
                  {triggerKinds.map((on) => (
                    <option key={on} value={on}>
                      {triggerLabels[on].toLowerCase()}
                    </option>
                  ))}
                </select>
              </label>
              <Button
                look="quiet"
                className="ml-auto px-1.5"
                name="intent"
                value={`drop:triggers.${index}`}
                aria-label={`Delete trigger ${index + 1}`}
                onClick={instead(() => onChange(value.filter((_, at) => at !== index)))}
              >
                <Trash2 aria-hidden />
              </Button>
            </div>
            <TriggerFields
              name={`triggers.${index}`}
              trigger={trigger}
              choices={choices}
              errorsIn={(path) => errorsIn(`${index}.${path}`)}
              onChange={(next) => replace(index, next)}
            />
          </li>
        ))}
      </ul>
      <Button
        name="intent"
        value="push:triggers"
        onClick={instead(() => onChange([...value, newTrigger('listJoined')]))}
      >
        <Plus aria-hidden />
        Add a trigger
      </Button>
    </div>
  );
}

interface OneProps {
  name: string;
  trigger: Trigger;
  choices: Choices;
  errorsIn(path: string): readonly PathErrors[];
  onChange: (trigger: Trigger) => void;
}

function TriggerFields({ name, trigger, choices, errorsIn, onChange }: OneProps) {
  const errors = (field: string) => messagesOf(errorsIn(field));
  const text = (field: string, label: string, value: string, put: (value: string) => Trigger, hint?: string) => (
    <TextField
      id={`${name}.${field}`}
      name={`${name}.${field}`}
      label={label}
      hint={hint}
      value={value}
      onChange={({ target }) => onChange(put(target.value))}
      errors={errors(field)}
      autoComplete="off"
    />
  );
  switch (trigger.on) {
    case 'listJoined':
      return (
        <NamedSelect
          id={`${name}.listId`}
          label="List"
          value={trigger.listId}
          options={choices.lists}
          none={choices.lists.length === 0 ? 'Make a list first' : 'Choose a list'}
          errors={errors('listId')}
          onChange={(listId) => onChange({ ...trigger, listId })}
        />
      );
    case 'tagAdded':
      return text('tag', 'Tag', trigger.tag, (tag) => ({ ...trigger, tag }));
    case 'formSubmitted':
      return (
        <NamedSelect
          id={`${name}.formId`}
          label="Form"
          hint="A form of your own site can send the event form_submitted; take “does something (an event)” for it."
          value={trigger.formId}
          options={choices.forms}
          none={choices.forms.length === 0 ? 'Make a form first' : 'Choose a form'}
          unknown="A form that is gone"
          errors={errors('formId')}
          onChange={(formId) => onChange({ ...trigger, formId })}
        />
      );
    case 'event':
      return (
        <>
          {text('name', 'Event', trigger.name, (event) => ({ ...trigger, name: event }), 'Such as order.placed.')}
          <PropertyMatches
            name={`${name}.where`}
            value={trigger.where ?? []}
            onChange={(where) => {
              const { where: _before, ...rest } = trigger;
              onChange(where.length === 0 ? rest : { ...trigger, where });
            }}
          />
          {text(
            'key',
            'Once for each (optional)',
            trigger.key ?? '',
            (key) => {
              const { key: _before, ...rest } = trigger;
              return key === '' ? rest : { ...trigger, key };
            },
            'A property such as orderId: with re-entry “always”, one run for each of its values.',
          )}
        </>
      );
    case 'segmentEntered':
      return (
        <ConditionEditor
          name={`${name}.if`}
          legend="Condition"
          value={trigger.if}
          choices={choices}
          problems={ruleProblems(errorsIn('if'))}
          onChange={(condition) => onChange({ ...trigger, if: condition })}
        />
      );
    case 'dateReached':
      return (
        <>
          {text(
            'field',
            'Field with the date',
            trigger.field,
            (field) => ({ ...trigger, field }),
            'A custom field such as birthday, with a date like 1990-05-17.',
          )}
          <DateParts
            name={name}
            value={trigger}
            errors={errors}
            onChange={({ at, offset, yearly }) =>
              onChange({
                on: 'dateReached',
                field: trigger.field,
                ...(at !== undefined && { at }),
                ...(offset && { offset }),
                ...(yearly && { yearly }),
              })
            }
          />
        </>
      );
    case 'sequenceCompleted':
      return (
        <NamedSelect
          id={`${name}.sequenceId`}
          label="Sequence"
          value={trigger.sequenceId}
          options={choices.sequences}
          none={choices.sequences.length === 0 ? 'There is no other sequence' : 'Choose a sequence'}
          errors={errors('sequenceId')}
          onChange={(sequenceId) => onChange({ ...trigger, sequenceId })}
        />
      );
  }
}
