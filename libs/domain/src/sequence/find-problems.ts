import { findWindowProblem } from '../schedule/send-window.js';
import { fieldsMade } from './fields-made.js';
import { findLoop } from './find-loop.js';
import { conditionProblems, matchProblem } from './find-problems-condition.js';
import { dateFieldProblem } from './find-problems-field.js';
import { mailsAround, type SequenceProblem, tooLongWaits, unreachableSteps } from './find-problems-flow.js';
import { stepProblems } from './find-problems-step.js';
import type { PublishContext } from './publish-context.js';
import type { Reentry, SequenceSettings, Trigger } from './sequence-definition.js';
import { armsOf, type EmailStep, flattenSteps, type Step } from './step.js';

export type { SequenceProblem } from './find-problems-flow.js';

const MOST_STEPS = 500;
const DEEPEST = 10;
const NO_SUCH_FORM =
  'There is no such form: choose one that exists, or take the event form_submitted for a form of your own site.';

interface Place {
  readonly step: Step;
  readonly path: string;
}
type Emails = ReadonlyMap<string, EmailStep>;

/**
 * What keeps a draft from being published; templates are judged by the renderer.
 * @returns one entry a problem, with the step and the cure; empty when it can be published
 */
export function findSequenceProblems(
  steps: readonly Step[],
  settings: SequenceSettings,
  context: PublishContext,
): SequenceProblem[] {
  const all = flattenSteps(steps);
  const tooLarge = sizeProblems(steps, all);
  if (tooLarge.length > 0) return tooLarge;
  const emails: Emails = new Map(all.flatMap(({ step }) => (step.kind === 'email' ? [[step.id, step]] : [])));
  const judged = { ...context, fields: [...context.fields, ...fieldsMade(steps, context.fields)] };
  const scope = { context: judged, settings, emails, around: mailsAround(steps), revisedBy: revisions(all) };
  return [
    ...nothingDone(all),
    ...tooLongWaits(steps),
    ...duplicateIds(all),
    ...all.flatMap(({ step, path }) => stepProblems(step, path, scope)),
    ...unreachableSteps(steps),
    ...settingsProblems(settings, emails, judged),
    ...loopProblems(all, steps, settings, context),
  ];
}

/** Whether every mail of a draft can be given an instant: its window opens, and its waits do not leave the calendar. */
export function hasDates(steps: readonly Step[], { window }: SequenceSettings): boolean {
  return (window === null || findWindowProblem(window) === null) && tooLongWaits(steps).length === 0;
}

function sizeProblems(steps: readonly Step[], all: readonly Place[]): SequenceProblem[] {
  const problem = (message: string) => ({ stepId: null, path: 'steps', message });
  const isLong = all.length > MOST_STEPS;
  const isDeep = depthOf(steps) > DEEPEST;
  return [
    ...(isLong ? [problem(`The sequence has more than ${MOST_STEPS} steps: divide it in two.`)] : []),
    ...(isDeep
      ? [problem(`Steps stand more than ${DEEPEST} deep inside each other: move some into a sequence of their own.`)]
      : []),
  ];
}

function depthOf(steps: readonly Step[]): number {
  return Math.max(0, ...steps.flatMap((step) => armsOf(step).map((arm) => 1 + depthOf(arm.steps))));
}

function nothingDone(all: readonly Place[]): SequenceProblem[] {
  const reachesOut = all.some(({ step: { kind } }) => kind === 'email' || kind === 'webhook' || kind === 'enroll');
  if (reachesOut) return [];
  return [{ stepId: null, path: 'steps', message: 'The sequence sends nothing: add an email step.' }];
}

function duplicateIds(all: readonly Place[]): SequenceProblem[] {
  const seen = new Set<string>();
  return all.flatMap(({ step, path }) => {
    const isNew = !seen.has(step.id);
    seen.add(step.id);
    if (isNew) return [];
    return [{ stepId: step.id, path: `${path}.id`, message: `Two steps have the id '${step.id}': give each its own.` }];
  });
}

/** Path of the first step that revises a mail, by the mail's id. */
function revisions(all: readonly Place[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const { step, path } of all) if (step.kind === 'aiRevise' && !first.has(step.of)) first.set(step.of, path);
  return first;
}

function settingsProblems(
  { window, triggers, topicId }: SequenceSettings,
  emails: Emails,
  context: PublishContext,
): SequenceProblem[] {
  const never = window === null ? null : findWindowProblem(window);
  return [
    ...(never === null ? [] : [{ stepId: null, path: 'settings.window', message: `${never}.` }]),
    ...(topicId === undefined || context.topics.has(topicId)
      ? []
      : [{ stepId: null, path: 'settings.topicId', message: 'There is no such topic: choose one that exists.' }]),
    ...triggers.flatMap((trigger, index) =>
      triggerProblems(trigger, emails, context).map(({ field, message }) => ({
        ...{ stepId: null, path: `settings.triggers.${index}.${field}`, message },
      })),
    ),
  ];
}

function triggerProblems(
  trigger: Trigger,
  emails: Emails,
  { lists, forms, fields, sequences, sequenceId: own }: PublishContext,
) {
  const problem = (field: string, message: string) => [{ field, message }];
  switch (trigger.on) {
    case 'listJoined':
      return lists.has(trigger.listId) ? [] : problem('listId', 'There is no such list: choose one that exists.');
    case 'sequenceCompleted': {
      const other = sequences.get(trigger.sequenceId);
      // that people enter by completing this very sequence is judged with the loops
      if (trigger.sequenceId === own) return [];
      if (other === undefined) return problem('sequenceId', 'There is no such sequence: choose one that exists.');
      return other.state === 'archived'
        ? problem('sequenceId', `'${other.name}' is archived, so nobody completes it: choose another one.`)
        : [];
    }
    case 'segmentEntered':
      return conditionProblems(trigger.if, { lists, fields, emails, got: null }).map((message) => ({
        field: 'if',
        message,
      }));
    case 'event': {
      const never = matchProblem(trigger.where ?? []);
      return never === null ? [] : problem('where', never);
    }
    case 'dateReached':
      return dateFieldProblem(trigger.field, fields).map((message) => ({ field: 'field', message }));
    case 'formSubmitted':
      return forms.has(trigger.formId) ? [] : problem('formId', NO_SUCH_FORM);
    case 'tagAdded':
      return [];
  }
}

/** A way that leads back into this sequence without end; a rule that keeps people out ends it by itself. */
function loopProblems(
  all: readonly Place[],
  steps: readonly Step[],
  settings: SequenceSettings,
  context: PublishContext,
): SequenceProblem[] {
  if (keepsOut(settings.reentry)) return [];
  const sequences = new Map([...context.sequences].filter(([, { reentry }]) => !keepsOut(reentry)));
  const loop = findLoop(steps, settings.triggers, { ...context, sequences });
  if (loop === null) return [];
  const path = all.find(({ step }) => step.id === loop.stepId)?.path ?? 'settings.triggers';
  const message = `People would go round for ever: ${loop.way}. Let them enter only once, or take one of these away.`;
  return [{ stepId: loop.stepId, path, message }];
}

function keepsOut(reentry: Reentry | undefined): boolean {
  return reentry?.rule === 'never' || reentry?.rule === 'afterDays';
}
