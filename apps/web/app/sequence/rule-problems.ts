/** Something wrong with a rule; `part` is the field of it, such as `op`, or empty for the whole. */
export interface RuleProblem {
  part: string;
  message: string;
}

/** What is wrong with single rules, by their number in the editor, such as `2.1`; `` (empty) is the condition as a whole. */
export type RuleProblems = ReadonlyMap<string, readonly RuleProblem[]>;

/**
 * The errors of the API about a condition, by rule.
 * @param errors path within the condition and what is said of it: `all.0.not.any.1.list` is about rule `1.2`
 */
export function ruleProblems(errors: Iterable<readonly [path: string, messages: readonly string[]]>): RuleProblems {
  const found = new Map<string, RuleProblem[]>();
  for (const [path, messages] of errors) {
    const { place, part } = placeOf(path);
    const known = (found.get(place) ?? []).map(({ message }) => message);
    const fresh = [...new Set(messages)].filter((message) => !known.includes(message));
    found.set(place, [...(found.get(place) ?? []), ...fresh.map((message) => ({ part, message }))]);
  }
  return found;
}

function placeOf(path: string): { place: string; part: string } {
  const parts = path.split(/\W+/).filter((part) => part !== '');
  const numbers: number[] = [];
  let index = 0;
  for (; index < parts.length; index++) {
    const digits = parts[index + 1] ?? '';
    if (parts[index] === 'not') continue;
    if ((parts[index] !== 'all' && parts[index] !== 'any') || !/^\d+$/.test(digits)) break;
    numbers.push(Number(digits) + 1);
    index++;
  }
  const part = parts.slice(index).join('.');
  if (part === 'all' || part === 'any') return { place: numbers.join('.'), part: '' };
  // a condition that is a single rule is the first one of the editor's outermost group
  return { place: numbers.length === 0 && part !== '' ? '1' : numbers.join('.'), part };
}
