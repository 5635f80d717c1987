import { subtractWait, type Wait } from '../schedule/add-wait.js';
import { compareValue, isMissing } from './compare-value.js';
import type { ActivityMatch, Condition, Person, PersonEvent } from './condition.js';
import { activityWords, type NamesById, thingWords, timesWords, valueWords } from './describe-condition.js';
import { matchesProperties } from './match-properties.js';

export { describeCondition } from './describe-condition.js';

/** When and where a condition is asked. Instants in workspace time, ms. */
export interface ConditionContext {
  readonly now: number;
  /** IANA name: the person's zone, for periods and for dates without a time. */
  readonly timeZone: string;
  /** The sequence whose steps activities may name. */
  readonly sequenceId: string;
  /** Activities and events without a period of their own count only from here on; a goal's entry. */
  readonly since?: number | undefined;
  /** Of the lists that it names, of which those that are absent were deleted; without them ids stand in the words. */
  readonly names?: NamesById | undefined;
}

/** `saw`: the values that were looked at, in plain words. May hold a field's value: for the database alone. */
export interface Verdict {
  readonly holds: boolean;
  readonly saw: string;
}

/**
 * Whether a condition holds for one person at `context.now`; later activities and events do not count.
 * @throws Error where it names a segment, whose rule has to be put in its place first (`expandSegments`)
 */
export function evaluateCondition(condition: Condition, person: Person, context: ConditionContext): Verdict {
  if ('all' in condition) return combined(condition.all, (verdicts) => verdicts.every(({ holds }) => holds));
  if ('any' in condition) return combined(condition.any, (verdicts) => verdicts.some(({ holds }) => holds));
  if ('not' in condition) {
    const { holds, saw } = evaluateCondition(condition.not, person, context);
    return { holds: !holds, saw };
  }
  if ('field' in condition) {
    const value = fieldOf(person, condition.field);
    const holds = compareValue(value, condition.op, condition.value, context);
    return { holds, saw: `${condition.field} is ${isMissing(value) ? 'not set' : valueWords(value)}` };
  }
  // exactly, unlike the text of a field: the database keeps `VIP` and `vip` apart, and so do watches
  if ('tag' in condition) return yesNo(`has tag '${condition.tag}'`, person.tags.includes(condition.tag));
  if ('list' in condition) {
    const name = Object.hasOwn(person.lists, condition.list) ? person.lists[condition.list] : undefined;
    const list = name === undefined ? thingWords('list', condition.list, context.names ?? null) : `list '${name}'`;
    return yesNo(`is on ${list}`, name !== undefined);
  }
  if ('segment' in condition)
    throw new Error(`the segment ${condition.segment} was not replaced by its rule before a person was asked`);
  if ('opened' in condition) return activity('opened', condition.opened);
  if ('clicked' in condition) return activity('clicked', condition.clicked);
  if ('replied' in condition) return activity('replied', condition.replied);

  const { event, within, where, atMost } = condition;
  const count = happened(within).filter(
    ({ kind, name, properties }) =>
      kind === 'custom' && name === event && matchesProperties(where, properties, context.timeZone),
  ).length;
  // once, unless only a most is given, which never satisfies too
  const atLeast = condition.atLeast ?? (atMost === undefined ? 1 : 0);
  return { holds: count >= atLeast && count <= (atMost ?? Infinity), saw: `${event}: ${timesWords(count)}` };

  function combined(parts: readonly Condition[], rule: (verdicts: readonly Verdict[]) => boolean): Verdict {
    const verdicts = parts.map((part) => evaluateCondition(part, person, context));
    const seen = new Set(verdicts.map(({ saw }) => saw).filter((saw) => saw !== ''));
    return { holds: rule(verdicts), saw: [...seen].join(', ') };
  }

  function activity(kind: 'opened' | 'clicked' | 'replied', match: ActivityMatch): Verdict {
    const count = happened(match.within).filter((one) => one.kind === kind && isAbout(one, match, context)).length;
    return { holds: count > 0, saw: `${activityWords(kind, match)}: ${timesWords(count)}` };
  }

  function happened(within: Wait | undefined): readonly PersonEvent[] {
    const { now, since, timeZone } = context;
    const from = within === undefined ? (since ?? -Infinity) : subtractWait(now, within, timeZone);
    return person.events.filter(({ at }) => at >= from && at <= now);
  }
}

function isAbout(event: PersonEvent, { step, link }: ActivityMatch, context: ConditionContext): boolean {
  if (step !== undefined && (event.stepId !== step || event.sequenceId !== context.sequenceId)) return false;
  if (link === undefined) return true;
  const url = event.properties['url'];
  if (typeof url !== 'string') return false;
  return link.endsWith('*') ? url.startsWith(link.slice(0, -1)) : url === link;
}

function yesNo(question: string, holds: boolean): Verdict {
  return { holds, saw: `${question}: ${holds ? 'yes' : 'no'}` };
}

/** A field's value; the reserved names go before custom fields of the same name. */
function fieldOf(person: Person, field: string): unknown {
  switch (field) {
    case 'email':
    case 'firstName':
    case 'lastName':
    case 'timeZone':
    case 'locale':
      return person[field];
    case 'createdAt':
      return new Date(person.createdAt).toISOString();
    default:
      return Object.hasOwn(person.fields, field) ? person.fields[field] : undefined;
  }
}

/**
 * The facts whose change can change the answer, sorted: `field:<name>`, `tag:<tag>`, `list:<id>`, `opened`, `clicked`,
 * `replied`, `event:<name>`. The passing of time, which matters to periods, is none of them.
 */
export function watchesOf(condition: Condition): string[] {
  return [...new Set(facts(condition))].sort();
}

function facts(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(facts);
  if ('any' in condition) return condition.any.flatMap(facts);
  if ('not' in condition) return facts(condition.not);
  if ('field' in condition) return [`field:${condition.field}`];
  if ('tag' in condition) return [`tag:${condition.tag}`];
  if ('list' in condition) return [`list:${condition.list}`];
  // a draft's; what is published watches the facts of the segment's rule
  if ('segment' in condition) return [`segment:${condition.segment}`];
  if ('event' in condition) return [`event:${condition.event}`];
  return 'opened' in condition ? ['opened'] : 'clicked' in condition ? ['clicked'] : ['replied'];
}
