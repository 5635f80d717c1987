import {
  aboutOf,
  aboutWords,
  abouts,
  newLeaf,
  operandOf,
  operatorWords,
  operators,
  valueFor,
  valueText,
  valueWait,
  withOperator,
  type Leaf,
  type RuleLeaf,
} from '../../sequence/condition-rule';
import type { RuleProblem } from '../../sequence/rule-problems';
import type { Choices } from './editor-world';
import { PeriodField } from './period-field';
import { PropertyMatches, ValueInput } from './property-matches';

interface LeafProps<L> {
  name: string;
  /** Its number, which the labels name: `2.1`. */
  number: string;
  leaf: L;
  choices: Choices;
  /** Whether a field of the rule is at fault, for `aria-invalid`. */
  isWrong: (part: string) => true | undefined;
  onChange: (leaf: Leaf) => void;
}

interface ConditionLeafProps {
  name: string;
  number: string;
  rule: RuleLeaf;
  choices: Choices;
  /** What is wrong with it, to be seen. */
  problems: readonly RuleProblem[];
  onChange: (rule: RuleLeaf) => void;
}

/** One rule: what it is about, whether it must or must not hold, and the fields of that kind. */
export function ConditionLeaf({ name, number, rule, choices, problems, onChange }: ConditionLeafProps) {
  const { leaf, negated } = rule;
  const about = aboutOf(leaf);
  const errorId = `${name}-error`;
  const isWrong = (part: string) => (problems.some((one) => one.part === part) ? (true as const) : undefined);
  return (
    <div
      role="group"
      aria-label={`Rule ${number}`}
      aria-describedby={problems.length > 0 ? errorId : undefined}
      className="flex flex-wrap items-center gap-2"
    >
      <select
        aria-label={`Rule ${number} is about`}
        name={`${name}.about`}
        value={about}
        onChange={({ target }) =>
          onChange({ ...rule, leaf: newLeaf(abouts.find((one) => one === target.value) ?? 'field') })
        }
        className="input w-auto"
      >
        {abouts.map((one) => (
          <option key={one} value={one}>
            {aboutWords[one]}
          </option>
        ))}
      </select>
      <label className="flex items-center gap-1.5">
        <input
          type="checkbox"
          name={`${name}.negated`}
          value="yes"
          aria-label={`Turn rule ${number} round`}
          checked={negated}
          onChange={({ target }) => onChange({ ...rule, negated: target.checked })}
          className="size-4 accent-accent"
        />
        not
      </label>
      <LeafFields
        {...{ name, number, leaf, choices, isWrong }}
        onChange={(next) => onChange({ ...rule, leaf: next })}
      />
      {problems.length > 0 && (
        <p id={errorId} className="w-full text-xs font-medium text-bad first-letter:uppercase">
          {problems.map(({ message }) => message).join('; ')}
        </p>
      )}
    </div>
  );
}

function LeafFields({ leaf, ...shared }: LeafProps<Leaf>) {
  const { name, number, choices, isWrong, onChange } = shared;
  if ('field' in leaf) return <FieldLeaf leaf={leaf} {...shared} />;
  if ('tag' in leaf)
    return (
      <input
        aria-label={`Tag of rule ${number}`}
        aria-invalid={isWrong('tag')}
        name={`${name}.tag`}
        value={leaf.tag}
        placeholder="tag"
        onChange={({ target }) => onChange({ tag: target.value })}
        className="input w-40"
      />
    );
  if ('list' in leaf)
    return (
      <Options
        label={`List of rule ${number}`}
        isWrong={isWrong('list')}
        name={`${name}.list`}
        value={leaf.list}
        none="Choose a list"
        options={choices.lists}
        onChange={(list) => onChange({ list })}
      />
    );
  if ('segment' in leaf)
    return (
      <Options
        label={`Segment of rule ${number}`}
        isWrong={isWrong('segment')}
        name={`${name}.segment`}
        value={leaf.segment}
        none="Choose a segment"
        options={choices.segments}
        onChange={(segment) => onChange({ segment })}
      />
    );
  if ('opened' in leaf)
    return <ActivityFields leaf={leaf.opened} {...shared} wrap={(opened) => ({ opened })} hasLink={false} />;
  if ('clicked' in leaf)
    return <ActivityFields leaf={leaf.clicked} {...shared} wrap={(clicked) => ({ clicked })} hasLink />;
  if ('replied' in leaf)
    return <ActivityFields leaf={leaf.replied} {...shared} wrap={(replied) => ({ replied })} hasLink={false} />;
  return <EventLeaf leaf={leaf} {...shared} />;
}

function FieldLeaf({ name, number, leaf, choices, isWrong, onChange }: LeafProps<Extract<Leaf, { field: string }>>) {
  const operand = operandOf(leaf.op);
  return (
    <>
      <input
        aria-label={`Field of rule ${number}`}
        aria-invalid={isWrong('field')}
        name={`${name}.field`}
        value={leaf.field}
        placeholder="plan"
        list={choices.fieldsId}
        autoComplete="off"
        onChange={({ target }) => onChange({ ...leaf, field: target.value })}
        className="input w-36"
      />
      <select
        aria-label={`Comparison of rule ${number}`}
        aria-invalid={isWrong('op')}
        name={`${name}.op`}
        value={leaf.op}
        onChange={({ target }) => onChange(withOperator(leaf, operators.find((op) => op === target.value) ?? 'is'))}
        className="input w-auto"
      >
        {operators.map((op) => (
          <option key={op} value={op}>
            {operatorWords[op]}
          </option>
        ))}
      </select>
      {operand === 'wait' && (
        <PeriodField
          name={`${name}.period`}
          label={`Period of rule ${number}`}
          unitLabel={`Unit of the period of rule ${number}`}
          value={valueWait(leaf.value)}
          required
          onChange={(period) => onChange({ ...leaf, value: period ?? { amount: Number.NaN, unit: 'days' } })}
        />
      )}
      {(operand === 'value' || operand === 'list') && (
        <ValueInput
          isList={operand === 'list'}
          isWrong={isWrong('value')}
          label={`Value of rule ${number}`}
          name={`${name}.value`}
          value={valueText(leaf.value)}
          onChange={(typed) => {
            if (leaf.op !== 'withinLast' && leaf.op !== 'withinNext')
              onChange({ ...leaf, value: valueFor(leaf.op, typed) });
          }}
        />
      )}
    </>
  );
}

type Activity = Extract<Leaf, { clicked: unknown }>['clicked'];

function ActivityFields({
  name,
  number,
  leaf,
  choices,
  hasLink,
  wrap,
  onChange,
}: LeafProps<Activity> & { hasLink: boolean; wrap: (activity: Activity) => Leaf }) {
  const { step, link, within } = leaf;
  const put = (next: Activity) =>
    onChange(
      wrap({
        ...(next.step && { step: next.step }),
        ...(next.link && { link: next.link }),
        ...(next.within && { within: next.within }),
      }),
    );
  return (
    <>
      {/* A segment belongs to no sequence, and so has no mails to choose from. */}
      {(choices.emails.length > 0 || step !== undefined) && (
        <Options
          label={`Mail of rule ${number}`}
          name={`${name}.step`}
          value={step ?? ''}
          none="any mail"
          options={choices.emails}
          onChange={(id) => put({ link, within, step: id })}
        />
      )}
      {hasLink && (
        <input
          aria-label={`Link of rule ${number}, any when empty`}
          name={`${name}.link`}
          value={link ?? ''}
          placeholder="any link"
          onChange={({ target }) => put({ step, within, link: target.value })}
          className="input w-44"
        />
      )}
      <span className="text-text-quiet">in the last</span>
      <PeriodField
        name={`${name}.within`}
        label={`Period of rule ${number}, any time when empty`}
        unitLabel={`Unit of the period of rule ${number}`}
        value={within}
        onChange={(period) => put({ step, link, within: period })}
      />
    </>
  );
}

type EventCondition = Extract<Leaf, { event: string }>;

function EventLeaf({ name, number, leaf, isWrong, onChange }: LeafProps<EventCondition>) {
  const put = (part: Partial<EventCondition>) => {
    const next = { ...leaf, ...part };
    onChange({
      event: next.event,
      ...(next.atLeast !== undefined && { atLeast: next.atLeast }),
      ...(next.atMost !== undefined && { atMost: next.atMost }),
      ...(next.within && { within: next.within }),
      ...(next.where && next.where.length > 0 && { where: next.where }),
    });
  };
  const counts = [
    { key: 'atLeast', words: 'at least' },
    { key: 'atMost', words: 'at most' },
  ] as const;
  return (
    <>
      <input
        aria-label={`Event of rule ${number}`}
        aria-invalid={isWrong('event')}
        name={`${name}.event`}
        value={leaf.event}
        placeholder="order.placed"
        onChange={({ target }) => put({ event: target.value })}
        className="input w-40"
      />
      {counts.map(({ key, words }) => (
        <label key={key} className="flex items-center gap-1.5">
          {words}
          <input
            type="number"
            aria-label={`How often ${words}, rule ${number}`}
            name={`${name}.${key}`}
            min={0}
            value={leaf[key] ?? ''}
            onChange={({ target }) => put({ [key]: target.value === '' ? undefined : target.valueAsNumber })}
            className="input w-20"
          />
        </label>
      ))}
      <span className="text-text-quiet">in the last</span>
      <PeriodField
        name={`${name}.within`}
        label={`Period of rule ${number}, any time when empty`}
        unitLabel={`Unit of the period of rule ${number}`}
        value={leaf.within}
        onChange={(within) => put({ within })}
      />
      <div className="w-full">
        <PropertyMatches name={`${name}.where`} value={leaf.where ?? []} onChange={(where) => put({ where })} />
      </div>
    </>
  );
}

function Options({
  label,
  isWrong,
  name,
  value,
  none,
  options,
  onChange,
}: {
  label: string;
  isWrong?: true | undefined;
  name: string;
  value: string;
  none: string;
  options: readonly { id: string; name: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <select
      aria-label={label}
      aria-invalid={isWrong}
      name={name}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className="input w-auto max-w-full"
    >
      <option value="">{none}</option>
      {value !== '' && !options.some(({ id }) => id === value) && <option value={value}>One that is gone</option>}
      {options.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
