import type { Condition } from '@dripemails/contracts';
import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import {
  fromRoot,
  groupModes,
  groupWords,
  newLeaf,
  rootGroup,
  type Rule,
  type RuleGroup,
} from '../../sequence/condition-rule';
import type { RuleProblems } from '../../sequence/rule-problems';
import { Button } from '../button';
import { ConditionLeaf } from './condition-leaf';
import { instead, type Choices } from './editor-world';

interface ConditionEditorProps {
  /** Path of the condition in the form. */
  name: string;
  legend: string;
  value: Condition;
  choices: Choices;
  /** What is wrong with its rules, to be shown beside them. */
  problems?: RuleProblems;
  /** A rule was left by the keyboard or the mouse. */
  onLeave?: (number: string) => void;
  onChange: (value: Condition) => void;
}

const noProblems: RuleProblems = new Map();

/** A condition as nested groups of rules, each a row of labelled fields. */
export function ConditionEditor({
  name,
  legend,
  value,
  choices,
  problems = noProblems,
  onLeave,
  onChange,
}: ConditionEditorProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">{legend}</legend>
      <GroupFields
        name={name}
        group={rootGroup(value)}
        where=""
        {...{ choices, problems, onLeave }}
        onChange={(group) => onChange(fromRoot(group))}
      />
    </fieldset>
  );
}

interface GroupFieldsProps {
  name: string;
  group: RuleGroup;
  /** Its number among the rules, such as `2.`; empty for the outermost. */
  where: string;
  choices: Choices;
  problems: RuleProblems;
  onLeave: ((number: string) => void) | undefined;
  onChange: (group: RuleGroup) => void;
}

/** Deeper nesting can be written in the JSON view; on a screen nobody could read it. */
const deepestGroup = 3;

function GroupFields({ name, group, where, onChange, ...shared }: GroupFieldsProps) {
  const { choices, problems, onLeave } = shared;
  const { rules } = group;
  const { rows, focusRow } = useRowFocus(rules.length);
  const replace = (at: number, rule: Rule) =>
    onChange({ ...group, rules: rules.map((one, index) => (index === at ? rule : one)) });
  const add = (rule: Rule) =>
    instead(() => {
      focusRow(rules.length);
      onChange({ ...group, rules: [...rules, rule] });
    });
  const drop = (index: number) =>
    instead(() => {
      focusRow(index);
      onChange({ ...group, rules: rules.filter((_, at) => at !== index) });
    });
  const depth = where.split('.').length;
  return (
    <div className="min-w-0 border-l-2 border-accent pl-3">
      <select
        aria-label={where === '' ? 'How the rules go together' : `How the rules of group ${where} go together`}
        name={`${name}.group`}
        data-first-field={where === '' || undefined}
        value={group.group}
        onChange={({ target }) =>
          onChange({ ...group, group: groupModes.find((mode) => mode === target.value) ?? 'all' })
        }
        className="input w-auto max-w-full"
      >
        {groupModes.map((mode) => (
          <option key={mode} value={mode}>
            {groupWords[mode]}
          </option>
        ))}
      </select>
      <ul ref={rows} role="list" className="mt-2 space-y-2">
        {rules.map((rule, index) => {
          const row = `${name}.rules.${index}`;
          const number = `${where}${where === '' ? '' : '.'}${index + 1}`;
          return (
            <li key={index} className="flex items-start gap-1 rounded bg-surface-sunken p-2">
              <div
                className="min-w-0 flex-1"
                onBlur={({ currentTarget, relatedTarget }) => {
                  if ('leaf' in rule && !currentTarget.contains(relatedTarget)) onLeave?.(number);
                }}
              >
                {'leaf' in rule ? (
                  <ConditionLeaf
                    name={row}
                    number={number}
                    rule={rule}
                    choices={choices}
                    problems={problems.get(number) ?? []}
                    onChange={(next) => replace(index, next)}
                  />
                ) : (
                  <GroupFields
                    name={row}
                    group={rule}
                    where={number}
                    {...shared}
                    onChange={(next) => replace(index, next)}
                  />
                )}
              </div>
              <Button
                look="quiet"
                className="px-1.5"
                name="intent"
                value={`drop:${row}`}
                aria-label={`Delete rule ${number}`}
                title="Delete this rule"
                onClick={drop(index)}
              >
                <Trash2 aria-hidden />
              </Button>
            </li>
          );
        })}
      </ul>
      {rules.length === 0 && <p className="text-xs font-medium text-warn">Add a rule: an empty group says nothing.</p>}
      <div className="flex flex-wrap gap-1">
        <Button
          look="quiet"
          name="intent"
          value={`push:${name}.rules`}
          onClick={add({ leaf: newLeaf('field'), negated: false })}
        >
          <Plus aria-hidden />
          Add a rule
        </Button>
        {depth < deepestGroup && (
          <Button
            look="quiet"
            name="intent"
            value={`push-group:${name}.rules`}
            onClick={add({ group: 'any', rules: [{ leaf: newLeaf('field'), negated: false }] })}
          >
            <Plus aria-hidden />
            Add a group
          </Button>
        )}
      </div>
    </div>
  );
}

/** After a rule was added or deleted, the focus goes to the new one, or to the one that stands at its place now. */
function useRowFocus(length: number) {
  const rows = useRef<HTMLUListElement>(null);
  const next = useRef<number | null>(null);
  useEffect(() => {
    const row = next.current;
    next.current = null;
    const list = rows.current;
    if (row === null || list === null) return;
    const place = list.children[Math.min(row, length - 1)] ?? list.parentElement;
    place?.querySelector('select')?.focus();
  }, [length]);
  return { rows, focusRow: (row: number) => (next.current = row) };
}
