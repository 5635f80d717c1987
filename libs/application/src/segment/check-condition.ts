import {
  findUnstorable,
  type Condition,
  type ConditionLeaf,
  DomainError,
  expandSegments,
  type FieldProblem,
  findSegmentLoop,
  leavesOf,
  type RuleProblem,
  ruleProblems,
  type RuleScope,
  type SegmentRules,
} from '@dripemails/domain';

/** Single rules, those inside the segments that it names counted; more would make a query that nobody waits for. */
const MOST_RULES = 300;
const DEEPEST = 20;

/**
 * Checks the rule of a segment.
 * @param id of the segment that it is for; a new one's before it is stored
 * @returns the rule with segments replaced by their rules, as it is asked of people
 * @throws DomainError `input.invalid` on `condition` or a part of it
 */
export function checkCondition(
  condition: Condition,
  { id, name, rules, ...scope }: { id: string; name: string; rules: SegmentRules } & Omit<RuleScope, 'segments'>,
): Condition {
  if (findUnstorable(condition).length > 0)
    refuse([{ path: 'condition', message: 'It holds a character that no text of a person can hold: remove it.' }]);
  // what is to be a part of itself is told as that
  const segments = { has: (one: string) => one === id || rules.has(one) };
  const problems = conditionFaults(condition, { ...scope, segments });
  if (problems.length > 0) refuse(problems);
  const loop = findSegmentLoop(id, condition, rules);
  if (loop !== null)
    refuse([
      {
        path: 'condition',
        message: `The segment would be a part of itself: ${[name, ...loop, name].join(' → ')}. Take one of these away.`,
      },
    ]);
  const expanded = expandSegments(condition, rules);
  const leaves = leavesOf(expanded);
  if (leaves.length > MOST_RULES || leaves.some(({ path }) => depthOf(path) > DEEPEST))
    refuse([
      {
        path: 'condition',
        message: `It has more than ${MOST_RULES} rules, or rules more than ${DEEPEST} deep inside each other: make it simpler.`,
      },
    ]);
  return expanded;
}

/**
 * What is wrong with single rules of a segment, each with its path from `condition` on and the cure: what they name is
 * not there, a field is compared in a way that it cannot be, or a step is asked for.
 */
export function conditionFaults(condition: Condition, scope: RuleScope): FieldProblem[] {
  return leavesOf(condition).flatMap(({ leaf, path }) =>
    [...ruleProblems(leaf, scope), ...stepProblems(leaf)].map(({ part, message }) => ({
      ...{ path: ['condition', path, part].filter((one) => one !== '').join('.'), message },
    })),
  );
}

function stepProblems(leaf: ConditionLeaf): RuleProblem[] {
  const kind = (['opened', 'clicked', 'replied'] as const).find((one) => one in leaf);
  const match =
    'opened' in leaf ? leaf.opened : 'clicked' in leaf ? leaf.clicked : 'replied' in leaf ? leaf.replied : {};
  if (kind === undefined || match.step === undefined) return [];
  const message = 'Steps are those of one sequence, and a segment belongs to none: ask for any mail instead.';
  return [{ part: `${kind}.step`, message }];
}

function depthOf(path: string): number {
  return path.split('.').filter((part) => part === 'all' || part === 'any' || part === 'not').length;
}

function refuse(problems: readonly FieldProblem[]): never {
  throw new DomainError('input.invalid', 'The rule of the segment has a problem.', problems);
}
