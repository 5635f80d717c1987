import type { Condition, Step } from '@dripemails/contracts';
import { listing } from '../words/count';
import { groupWords, operatorWords, toRule, valueText, valueWait, type Leaf, type Rule } from './condition-rule';
import { firstWords } from './first-words';
import { namePlaceholders } from './preview-placeholders';
import { untilWords, waitWords } from './wait-words';

/**
 * What is behind the ids in a sequence: lists and sequences by their names, mails by their subjects. `isWhole`: nothing is
 * left out, so that what is absent was deleted.
 */
export type Names = ReadonlyMap<string, string> & { readonly isWhole?: boolean };
export const noNames: Names = new Map();

/** What a list, segment or sequence is called in a sentence. */
export function nameOf(names: Names, id: string, kind: 'list' | 'segment' | 'sequence'): string {
  return names.get(id) ?? (names.isWhole === true && id !== '' ? `a deleted ${kind}` : `a ${kind}`);
}

/** What a step is called in a sentence. */
export function stepTitle(step: Step, names: Names = noNames): string {
  switch (step.kind) {
    case 'email':
      return namePlaceholders(step.subject.trim()) || 'Email without a subject';
    case 'wait':
      return step.until ? `Wait until ${untilWords(step.until)}` : `Wait ${waitWords(step.for ?? noWait)}`;
    case 'waitForEvent':
      return `Wait for ${step.event || 'an event'}, at most ${waitWords(step.timeout)}`;
    case 'branch':
      return step.name?.trim() ? step.name : `If ${conditionWords(step.if, names)}`;
    case 'split':
      return `Split ${step.arms.map(({ weight }) => weight).join(' : ')}`;
    case 'tag':
      return `Add the tag ${step.tag || '?'}`;
    case 'untag':
      return `Remove the tag ${step.tag || '?'}`;
    case 'setField':
      return `Set ${step.field || 'a field'} to ${
        step.value === null ? 'nothing' : String(step.value) || 'an empty text'
      }`;
    case 'addToList':
      return `Add to ${nameOf(names, step.listId, 'list')}`;
    case 'removeFromList':
      return `Remove from ${nameOf(names, step.listId, 'list')}`;
    case 'webhook':
      return `Webhook to ${URL.canParse(step.url) ? new URL(step.url).host : '?'}`;
    case 'aiRevise':
      return `AI revises ${quoted(names.get(step.of)) ?? 'a mail'}`;
    case 'enroll':
      return `Start ${nameOf(names, step.sequenceId, 'sequence')}`;
    case 'goal':
      return step.name?.trim() ? `Goal: ${step.name}` : `Goal: ${conditionWords(step.if, names)}`;
    case 'exit':
      return `Exit: ${step.reason}`;
  }
}

const noWait = { amount: 0, unit: 'days' } as const;
const quoted = (title: string | undefined) => (title === undefined ? undefined : `“${title}”`);

/** The second line of a card: what the title leaves out. */
export function stepSubstance(step: Step, names: Names = noNames): string {
  switch (step.kind) {
    case 'email':
      return firstWords(namePlaceholders(step.html)) || 'Nothing written yet';
    case 'branch':
      return step.name?.trim() ? `If ${conditionWords(step.if, names)}` : '';
    case 'goal':
      return step.name?.trim() ? conditionWords(step.if, names) : '';
    case 'aiRevise':
      return `${firstWords(step.instructions)}${step.approval === 'required' ? ' (waits for your approval)' : ''}`;
    default:
      return '';
  }
}

/** A condition in one line: `clicked in “Welcome” and plan is pro`. */
export function conditionWords(condition: Condition, names: Names = noNames): string {
  return ruleWords(toRule(condition), names);
}

function ruleWords(rule: Rule, names: Names): string {
  if ('leaf' in rule) return `${rule.negated ? 'not: ' : ''}${leafWords(rule.leaf, names)}`;
  const parts = rule.rules.map((one) => ('leaf' in one ? ruleWords(one, names) : `(${ruleWords(one, names)})`));
  if (rule.group === 'all') return listing(parts) || '?';
  if (rule.group === 'any') return parts.join(' or ') || '?';
  return `${groupWords[rule.group].toLowerCase()}: ${parts.join('; ')}`;
}

function leafWords(leaf: Leaf, names: Names): string {
  if ('field' in leaf) return `${leaf.field || '?'} ${comparison(leaf.op, leaf.value)}`;
  if ('tag' in leaf) return `has the tag ${leaf.tag || '?'}`;
  if ('list' in leaf) return `is on ${nameOf(names, leaf.list, 'list')}`;
  if ('segment' in leaf) return `is in ${nameOf(names, leaf.segment, 'segment')}`;
  if ('opened' in leaf) return activity('opened', leaf.opened, names);
  if ('clicked' in leaf) return activity('clicked in', leaf.clicked, names);
  if ('replied' in leaf) return activity('replied to', leaf.replied, names);
  const often = [
    ...(leaf.atLeast === undefined ? [] : [`at least ${leaf.atLeast} times`]),
    ...(leaf.atMost === undefined ? [] : [`at most ${leaf.atMost} times`]),
  ];
  const where = (leaf.where ?? []).map(({ property, op, value }) => `${property} ${comparison(op, value)}`);
  return [
    `did ${leaf.event || '?'}`,
    ...(where.length > 0 ? [`where ${listing(where)}`] : []),
    ...(often.length > 0 ? [listing(often)] : []),
    ...(leaf.within ? [`in the last ${waitWords(leaf.within)}`] : []),
  ].join(' ');
}

type Activity = { step?: string | undefined; link?: string | undefined; within?: Parameters<typeof waitWords>[0] };

function activity(verb: string, { step, link, within }: Activity, names: Names): string {
  const mail = step === undefined ? 'any mail' : (quoted(names.get(step)) ?? 'a mail');
  return `${verb} ${mail}${link ? ` (${link})` : ''}${within ? ` in the last ${waitWords(within)}` : ''}`;
}

function comparison(op: keyof typeof operatorWords, value: Extract<Leaf, { field: string }>['value']): string {
  if (op === 'isSet' || op === 'isNotSet') return operatorWords[op];
  if (op === 'withinLast' || op === 'withinNext') return `${operatorWords[op]} ${waitWords(valueWait(value))}`;
  return `${operatorWords[op]} ${valueText(value).replaceAll('\n', ', ') || 'empty'}`;
}
