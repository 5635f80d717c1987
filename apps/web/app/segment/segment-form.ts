import type { Condition } from '@dripemails/contracts';
import { readCondition } from '../sequence/condition-form';
import { at, changeRows, formTree, lines } from '../sequence/form-tree';
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

/** What the API says about the rule, each sentence once; the path says which rule of the builder it is about. */
export function ruleErrors({ fields }: Refusal): string[] {
  const said = Object.entries(fields)
    .filter(([path]) => path === 'condition' || path.startsWith('condition'))
    .flatMap(([path, messages]) => {
      const place = rulePlace(path);
      return messages.map((message) => (place === '' ? message : `Rule ${place}: ${message}`));
    });
  return [...new Set(said)];
}

/** `condition.all.0.any.1.list` is rule `1.2` of the builder; empty for the condition as a whole. */
function rulePlace(path: string): string {
  const parts = path.split(/\W+/).filter(Boolean);
  return parts
    .filter((part, index) => /^\d+$/.test(part) && ['all', 'any'].includes(parts[index - 1] ?? ''))
    .map((digits) => Number(digits) + 1)
    .join('.');
}
