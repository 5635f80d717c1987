// @ts-check

/** @typedef {import('@dripemails/contracts').Step} Step */
/** @typedef {import('@dripemails/contracts').Condition} Condition */
/** @typedef {{ fields: Record<string, string>, tags: string[] }} Facts of one person, as they were imported */
/** @typedef {{ mails: string[], tags: string[], isOver: boolean }} Way so far */

/**
 * Which mails a person may get, from the steps and their own facts: a branch leads one way, while of a split's arms and of the
 * two ends of a wait for an event any one is right, and never both. Written here once more and not taken from the product, whose
 * decisions are what is looked at.
 * @param {readonly Step[]} steps
 * @param {Facts} facts
 * @returns {string[][]} for each possible way the ids of its mails, in order
 * @throws {Error} at a step or a condition that cannot be foreseen
 */
export function possibleWays(steps, { fields, tags }) {
  return walk(steps, fields, { mails: [], tags, isOver: false }).map(({ mails }) => mails);
}

/**
 * @param {readonly Step[]} steps
 * @param {Record<string, string>} fields
 * @param {Way} start
 * @returns {Way[]}
 */
function walk(steps, fields, start) {
  let ways = [start];
  for (const step of steps) ways = ways.flatMap((way) => (way.isOver ? [way] : pass(step, fields, way)));
  return ways;
}

/**
 * @param {Step} step
 * @param {Record<string, string>} fields
 * @param {Way} way
 * @returns {Way[]}
 */
function pass(step, fields, way) {
  switch (step.kind) {
    case 'email':
      return [{ ...way, mails: [...way.mails, step.id] }];
    case 'wait':
      return [way];
    case 'tag':
      return [{ ...way, tags: [...way.tags, step.tag] }];
    case 'untag':
      return [{ ...way, tags: way.tags.filter((tag) => tag !== step.tag) }];
    case 'branch':
      return walk(holds(step.if, fields, way.tags) ? step.then : step.else, fields, way);
    case 'split':
      return step.arms.filter(({ weight }) => weight > 0).flatMap((arm) => walk(arm.steps, fields, way));
    case 'waitForEvent':
      return [step.then, step.onTimeout].flatMap((arm) => walk(arm, fields, way));
    case 'goal':
      return [{ ...way, isOver: holds(step.if, fields, way.tags) }];
    case 'exit':
      return [{ ...way, isOver: true }];
    default:
      throw new Error(`What step ${step.id} (${step.kind}) leads to cannot be foreseen here.`);
  }
}

/**
 * @param {Condition} condition
 * @param {Record<string, string>} fields
 * @param {string[]} tags
 * @returns {boolean}
 */
function holds(condition, fields, tags) {
  const inner = (/** @type {Condition} */ one) => holds(one, fields, tags);
  if ('all' in condition) return condition.all.every(inner);
  if ('any' in condition) return condition.any.some(inner);
  if ('not' in condition) return !inner(condition.not);
  if ('tag' in condition) return tags.includes(condition.tag);
  if ('field' in condition && condition.op === 'is') return fields[condition.field] === condition.value;
  if ('field' in condition && condition.op === 'isNot') return fields[condition.field] !== condition.value;
  throw new Error(`Whether ${JSON.stringify(condition)} holds cannot be foreseen here.`);
}
