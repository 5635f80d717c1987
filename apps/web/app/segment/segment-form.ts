import type { Condition, Segment } from '@dripemails/contracts';
import { readCondition } from '../sequence/condition-form';
import { at, changeRows, formTree, lines } from '../sequence/form-tree';
import { ruleProblems, type RuleProblems } from '../sequence/rule-problems';
import type { Refusal } from '../session/refusal';

/** A segment as the builder holds it; its rule may be one that is not finished. */
export interface TypedSegment {
  name: string;
  description: string;
  condition: Condition;
}

export const emptySegment: TypedSegment = {
  name: '',
  description: '',
  condition: { all: [{ field: '', op: 'is', value: '' }] },
};

/** The path of the rule among the fields of the form. */
export const ruleField = 'rule';

/**
 * The fields of the builder as a browser sends them.
 * @returns `isRow`: a button that adds or deletes a row was pressed before JavaScript was there, and is done here
 */
export function readSegment(form: FormData): { typed: TypedSegment; isRow: boolean } {
  const tree = formTree(form);
  const isRow = changeRows(tree, String(form.get('intent') ?? ''));
  return {
    isRow,
    typed: {
      name: lines(tree, 'name').trim(),
      description: lines(tree, 'description').trim(),
      condition: readCondition(at(tree, ruleField)),
    },
  };
}

/** What the API says about single rules, by their number in the builder. */
export function problemsOf(refusal: Refusal | undefined): RuleProblems {
  const about = Object.entries(refusal?.fields ?? {}).filter(([path]) => /^condition\b/.test(path));
  return ruleProblems(about.map(([path, messages]) => [path.slice('condition'.length), messages]));
}

/** What is wrong with a rule that was stored, as if it had been refused; undefined where it is in order. */
export function faultsOf({ problems }: Pick<Segment, 'problems'>): Refusal | undefined {
  if (problems.length === 0) return undefined;
  const fields: Refusal['fields'] = {};
  for (const { path, message } of problems) fields[path] = [...(fields[path] ?? []), message];
  return { message: 'The rule no longer fits what it names. Mend it, or delete the segment.', fields };
}

/** The same as sentences that name the rule. */
export function ruleErrors(refusal: Refusal): string[] {
  return [...problemsOf(refusal)].flatMap(([place, problems]) =>
    problems.map(({ message }) => (place === '' ? message : `Rule ${place}: ${message}`)),
  );
}
