import type { SequenceDefinition } from '../sequence/sequence-definition.js';
import { watchesOf } from '../segment/evaluate-condition.js';
import { flattenSteps } from '../sequence/step.js';

const known = new WeakMap<SequenceDefinition, readonly string[] | null>();

/**
 * The facts that a version asks about a person (keys as in `Decision.watches`), which have to be read before a decision;
 * null when it only knows mails and waits, so that nothing has to be read.
 */
export function asksAboutPerson(definition: SequenceDefinition): readonly string[] | null {
  let facts = known.get(definition);
  if (facts === undefined) {
    facts = findFacts(definition);
    known.set(definition, facts);
  }
  return facts;
}

function findFacts({ steps }: SequenceDefinition): readonly string[] | null {
  const facts = flattenSteps(steps).flatMap(({ step }) => {
    switch (step.kind) {
      case 'branch':
      case 'goal':
        return watchesOf(step.if);
      case 'waitForEvent':
        return [`event:${step.event}`];
      case 'wait':
        return step.until?.field === undefined ? [] : [`field:${step.until.field}`];
      default:
        return [];
    }
  });
  return facts.length === 0 ? null : [...new Set(facts)];
}
