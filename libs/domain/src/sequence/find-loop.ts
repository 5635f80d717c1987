import { canBringAbout } from './can-bring-about.js';
import type { PublishContext } from './publish-context.js';
import type { Trigger } from './sequence-definition.js';
import { flattenSteps, type Step } from './step.js';

/** What one sequence does that can put people into another: by a step of its own, or by being completed. */
interface Leads {
  readonly stepId: string | null;
  readonly to: string;
}

/**
 * A way from this sequence over others back into it: enroll steps, tags and lists that are triggers, what brings people into
 * a segment that is one, and completions.
 * @returns the step of this sequence that it begins with, and the names on the way; null when there is none
 */
export function findLoop(
  steps: readonly Step[],
  triggers: readonly Trigger[],
  { sequenceId: own, sequences }: PublishContext,
): { stepId: string | null; way: string } | null {
  const known = new Map(sequences);
  const name = sequences.get(own)?.name ?? 'this sequence';
  known.set(own, { name, state: 'active', steps, triggers });
  const seen = new Set<string>();

  function wayBack(from: string, names: readonly string[]): string | null {
    for (const { to } of leadsOf(from, known)) {
      if (to === own) return [...names, name].join(' → ');
      if (seen.has(to)) continue;
      seen.add(to);
      const way = wayBack(to, [...names, known.get(to)?.name ?? to]);
      if (way !== null) return way;
    }
    return null;
  }

  for (const { stepId, to } of leadsOf(own, known)) {
    if (to === own) {
      // an enroll step into itself is a problem of its own
      if (flattenSteps(steps).some(({ step }) => step.id === stepId && step.kind === 'enroll')) continue;
      return { stepId, way: `${name} → ${name}` };
    }
    if (seen.has(to)) continue;
    seen.add(to);
    const way = wayBack(to, [name, known.get(to)?.name ?? to]);
    if (way !== null) return { stepId, way };
  }
  return null;
}

function leadsOf(from: string, known: PublishContext['sequences']): Leads[] {
  const sequence = known.get(from);
  if (sequence === undefined || sequence.state === 'archived') return [];
  const triggered = (fits: (trigger: Trigger) => boolean) =>
    [...known].filter(([, other]) => other.state !== 'archived' && other.triggers.some(fits)).map(([id]) => id);
  const everyStep = [...known.values()]
    .filter(({ state }) => state !== 'archived')
    .flatMap(({ steps }) => flattenSteps(steps).map(({ step }) => step));
  const bySteps = flattenSteps(sequence.steps).flatMap(({ step }): Leads[] => {
    const lead = (to: string) => ({ stepId: step.id, to });
    const intoSegment = () =>
      triggered((one) => one.on === 'segmentEntered' && canBringAbout(step, one.if, everyStep)).map(lead);
    switch (step.kind) {
      case 'enroll':
        return [lead(step.sequenceId)];
      case 'tag':
        return [...triggered((one) => one.on === 'tagAdded' && one.tag === step.tag).map(lead), ...intoSegment()];
      case 'addToList':
        return [
          ...triggered((one) => one.on === 'listJoined' && one.listId === step.listId).map(lead),
          ...intoSegment(),
        ];
      case 'untag':
      case 'removeFromList':
      case 'setField':
        return intoSegment();
      default:
        return [];
    }
  });
  const byEnd = triggered((one) => one.on === 'sequenceCompleted' && one.sequenceId === from);
  return [...bySteps, ...byEnd.map((to) => ({ stepId: null, to }))];
}
