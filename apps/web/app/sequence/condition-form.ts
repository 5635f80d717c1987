import type { Condition } from '@dripemails/contracts';
import {
  abouts,
  fromRoot,
  fromRule,
  groupModes,
  operators,
  propertyOperators,
  valueFor,
  type Leaf,
  type PropertyMatch,
  type Rule,
} from './condition-rule';
import { amount, at, has, items, lines, oneOf, text, type FormTree } from './form-tree';
import { readPeriod } from './wait-form';

/** The condition as the fields of the condition editor hold it. The outermost one is always a group there. */
export function readCondition(tree: FormTree): Condition {
  const rule = readRule(tree);
  return 'leaf' in rule ? fromRule(rule) : fromRoot(rule);
}

function readRule(tree: FormTree): Rule {
  if (has(tree, 'rules') || text(tree, 'group') !== '')
    return { group: oneOf(groupModes, text(tree, 'group'), 'all'), rules: items(tree, 'rules').map(readRule) };
  return { leaf: readLeaf(tree), negated: text(tree, 'negated') !== '' };
}

function readLeaf(tree: FormTree): Leaf {
  const about = oneOf(abouts, text(tree, 'about'), 'field');
  switch (about) {
    case 'tag':
      return { tag: text(tree, 'tag') };
    case 'list':
      return { list: text(tree, 'list') };
    case 'segment':
      return { segment: text(tree, 'segment') };
    case 'opened':
      return { opened: readActivity(tree) };
    case 'clicked':
      return { clicked: readActivity(tree) };
    case 'replied':
      return { replied: readActivity(tree) };
    case 'event':
      return {
        event: text(tree, 'event'),
        ...optionalCount(tree, 'atLeast'),
        ...optionalCount(tree, 'atMost'),
        ...optionalPeriod(tree),
        ...(has(tree, 'where') && { where: items(tree, 'where').map(readMatch) }),
      };
    case 'field': {
      const op = oneOf(operators, text(tree, 'op'), 'is');
      const field = text(tree, 'field');
      if (op === 'withinLast' || op === 'withinNext') return { field, op, value: readPeriod(at(tree, 'period')) };
      const value = valueFor(op, lines(tree, 'value'));
      return value === undefined ? { field, op } : { field, op, value };
    }
  }
}

function readActivity(tree: FormTree) {
  const [step, link] = [text(tree, 'step'), text(tree, 'link').trim()];
  return { ...(step !== '' && { step }), ...(link !== '' && { link }), ...optionalPeriod(tree) };
}

const optionalPeriod = (tree: FormTree) =>
  text(tree, 'within.amount').trim() !== '' ? { within: readPeriod(at(tree, 'within')) } : {};
const optionalCount = (tree: FormTree, name: 'atLeast' | 'atMost') =>
  text(tree, name).trim() !== '' ? { [name]: amount(tree, name) } : {};

/** One row of the properties that an event must have. */
export function readMatch(tree: FormTree): PropertyMatch {
  const op = oneOf(propertyOperators, text(tree, 'op'), 'is');
  const value = valueFor(op, lines(tree, 'value'));
  const property = text(tree, 'property').trim();
  return value === undefined ? { property, op } : { property, op, value };
}
