import {
  contentOf,
  type Property,
  settingsContent,
  stepName,
  stepSubject,
  triggerWords,
} from './diff-versions-content.js';
import type { SequenceDefinition, SequenceSettings } from './sequence-definition.js';
import { armsOf, type Step, type StepNames } from './step.js';

/** One difference between two versions, in words. */
export interface VersionChange {
  readonly stepId: string | null;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved' | 'settings';
  readonly what: string;
}

/**
 * What differs between two versions, by the ids of their steps: what was removed, then the steps of `to` in reading order,
 * then the settings. Of the steps that changed places, as few as can explain the new order count as moved; those inside a
 * step that moved have not moved.
 * @param names of what the steps name; null where they are not known
 */
export function diffVersions(
  from: SequenceDefinition,
  to: SequenceDefinition,
  names: StepNames | null,
): readonly VersionChange[] {
  const before = placesOf(from.steps);
  const after = placesOf(to.steps);
  const moved = movedSteps(before, after);
  const removed = [...before.values()].filter(({ step }) => !after.has(step.id));
  return [
    ...removed.map(({ step }) => change(step, 'removed', `${stepSubject(step, names)} was removed`)),
    ...[...after.values()].flatMap((place) => {
      const { step } = place;
      const old = before.get(step.id);
      if (old === undefined)
        return [change(step, 'added', `${stepSubject(step, names)} was added ${whereWords(place, names)}`)];
      const move = `${stepSubject(step, names)} was moved ${whereWords(place, names, 'to')}`;
      return [...(moved.has(step.id) ? [change(step, 'moved', move)] : []), ...contentChanges(old.step, step, names)];
    }),
    ...settingsChanges(from.settings, to.settings, names),
  ];
}

function change({ id }: Step, kind: VersionChange['kind'], what: string): VersionChange {
  return { stepId: id, kind, what };
}

/** Where a step stands. */
interface Place {
  readonly step: Step;
  /** The step in front of it in the same list. */
  readonly previous: Step | null;
  readonly parent: Step | null;
  readonly choice: string;
}

function placesOf(steps: readonly Step[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const visit = (list: readonly Step[], parent: Step | null, choice: string) => {
    list.forEach((step, index) => {
      places.set(step.id, { step, previous: list[index - 1] ?? null, parent, choice });
      for (const arm of armsOf(step)) visit(arm.steps, step, arm.choice);
    });
  };
  visit(steps, null, '');
  return places;
}

function whereWords({ previous, parent, choice }: Place, names: StepNames | null, towards: 'at' | 'to' = 'at'): string {
  if (previous !== null) return `after ${stepName(previous, names)}`;
  if (parent === null) return `${towards} the start`;
  return `${towards} the start of ${armWords(parent, choice)} of ${stepName(parent, names)}`;
}

function armWords(step: Step, choice: string): string {
  if (step.kind === 'branch') return choice === 'then' ? 'the yes arm' : 'the no arm';
  if (step.kind === 'split') {
    const name = step.arms[Number(choice)]?.name;
    return name === undefined ? `arm ${Number(choice) + 1}` : `arm '${name}'`;
  }
  return choice === 'then' ? 'the arm of those who did it' : 'the arm of those who did not';
}

/** The steps in both versions that are in another arm, or not in the order that most others of their arm have kept. */
function movedSteps(before: ReadonlyMap<string, Place>, after: ReadonlyMap<string, Place>): ReadonlySet<string> {
  const moved = new Set<string>();
  const stayed = new Map<string, string[]>();
  for (const [id, place] of after) {
    const old = before.get(id);
    if (old === undefined) continue;
    const list = listKey(place);
    if (listKey(old) !== list) moved.add(id);
    else stayed.set(list, [...(stayed.get(list) ?? []), id]);
  }
  const rank = new Map([...before.keys()].map((id, index) => [id, index]));
  for (const ids of stayed.values()) {
    const kept = new Set(longestRising(ids, (id) => rank.get(id) ?? 0));
    for (const id of ids) if (!kept.has(id)) moved.add(id);
  }
  return moved;
}

function listKey({ parent, choice }: Place): string {
  return JSON.stringify([parent?.id ?? null, choice]);
}

/** The longest part of the items, in their order, whose ranks rise: their longest common subsequence with the old order. */
function longestRising(items: readonly string[], rankOf: (item: string) => number): readonly string[] {
  interface Chain {
    readonly rank: number;
    readonly length: number;
    readonly item: string;
    readonly before: Chain | null;
  }
  const chains: Chain[] = [];
  for (const item of items) {
    const rank = rankOf(item);
    const before = longest(chains.filter((chain) => chain.rank < rank));
    chains.push({ rank, item, before, length: (before?.length ?? 0) + 1 });
  }
  const rising: string[] = [];
  for (let chain = longest(chains); chain !== null; chain = chain.before) rising.unshift(chain.item);
  return rising;

  function longest(some: readonly Chain[]): Chain | null {
    return some.reduce<Chain | null>((best, one) => (best === null || one.length > best.length ? one : best), null);
  }
}

function contentChanges(old: Step, step: Step, names: StepNames | null): VersionChange[] {
  if (old.kind !== step.kind) {
    return [change(step, 'changed', `${stepSubject(old, names)} was replaced by ${stepName(step, names)}`)];
  }
  return propertyChanges(contentOf(old, names), contentOf(step, names), { step, names }).map((what) =>
    change(step, 'changed', what),
  );
}

/** @param of whose content it is, named where a property is too long to be shown; null for the settings */
function propertyChanges(
  old: readonly Property[],
  now: readonly Property[],
  of: { readonly step: Step; readonly names: StepNames | null } | null,
): string[] {
  return now.flatMap(({ name, content, words }, index) => {
    const was = old[index];
    if (was === undefined || sameKey(was.content) === sameKey(content)) return [];
    if (words !== null && was.words !== null && words !== was.words)
      return [`${name} changed from ${was.words} to ${words}`];
    return [of === null ? `${name} changed` : `${name} of ${stepName(of.step, of.names)} changed`];
  });
}

function settingsChanges(old: SequenceSettings, now: SequenceSettings, names: StepNames | null): VersionChange[] {
  const was = new Set(old.triggers.map((trigger) => sameKey(trigger)));
  const is = new Set(now.triggers.map((trigger) => sameKey(trigger)));
  const removed = old.triggers.filter((trigger) => !is.has(sameKey(trigger)));
  const added = now.triggers.filter((trigger) => !was.has(sameKey(trigger)));
  const words = [
    ...propertyChanges(settingsContent(old), settingsContent(now), null),
    ...removed.map((trigger) => `Trigger removed: ${triggerWords(trigger, names)}`),
    ...added.map((trigger) => `Trigger added: ${triggerWords(trigger, names)}`),
  ];
  return words.map((what) => ({ stepId: null, kind: 'settings', what }));
}

/** The same text for the same content, whatever the order of its keys. */
function sameKey(content: unknown): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
