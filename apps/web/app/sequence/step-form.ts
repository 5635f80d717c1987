import type { Step } from '@dripemails/contracts';
import { readCondition, readMatch } from './condition-form';
import { amount, at, has, items, lines, oneOf, text, type FormTree } from './form-tree';
import { isStepKind } from './step-tree';
import { readPeriod, readWait } from './wait-form';

/** The steps as the editor's form holds them, in order. The API judges whether they can be steps. */
export const readSteps = (tree: FormTree, path = 'steps'): Step[] => items(tree, path).map(readStep);

function readStep(tree: FormTree): Step {
  const id = text(tree, 'id');
  const given = text(tree, 'kind');
  const kind = isStepKind(given) ? given : 'email';
  const name = text(tree, 'name').trim();
  const named = name === '' ? {} : { name };
  switch (kind) {
    case 'email': {
      const plain = lines(tree, 'text');
      const mail = { id, kind, subject: text(tree, 'subject'), html: lines(tree, 'html') };
      return plain.trim() === '' ? mail : { ...mail, text: plain };
    }
    case 'wait':
      return readWait(tree, id);
    case 'waitForEvent':
      return {
        id,
        kind,
        event: text(tree, 'event').trim(),
        ...(has(tree, 'match') && { match: items(tree, 'match').map(readMatch) }),
        timeout: readPeriod(at(tree, 'timeout')),
        then: readSteps(tree, 'then'),
        onTimeout: readSteps(tree, 'onTimeout'),
      };
    case 'branch':
      return {
        id,
        kind,
        ...named,
        if: readCondition(at(tree, 'if')),
        then: readSteps(tree, 'then'),
        else: readSteps(tree, 'else'),
      };
    case 'split':
      return { id, kind, arms: items(tree, 'arms').map(readArm) };
    case 'tag':
    case 'untag':
      return { id, kind, tag: text(tree, 'tag').trim() };
    case 'setField':
      return { id, kind, field: text(tree, 'field').trim(), value: readScalar(tree) };
    case 'addToList':
    case 'removeFromList':
      return { id, kind, listId: text(tree, 'listId') };
    case 'enroll':
      return { id, kind, sequenceId: text(tree, 'sequenceId') };
    case 'webhook': {
      const headers = headersFrom(lines(tree, 'headers'));
      return {
        id,
        kind,
        url: text(tree, 'url').trim(),
        ...(Object.keys(headers).length > 0 && { headers }),
        onFailure: oneOf(['continue', 'hold'], text(tree, 'onFailure'), 'continue'),
      };
    }
    case 'aiRevise':
      return {
        id,
        kind,
        of: text(tree, 'of'),
        instructions: lines(tree, 'instructions'),
        scope: oneOf(['subscriber', 'version'], text(tree, 'scope'), 'subscriber'),
        approval: oneOf(['none', 'required'], text(tree, 'approval'), 'none'),
        onFailure: oneOf(['useOriginal', 'hold'], text(tree, 'onFailure'), 'useOriginal'),
      };
    case 'goal':
      return { id, kind, ...named, if: readCondition(at(tree, 'if')) };
    case 'exit':
      return { id, kind, reason: text(tree, 'reason') };
  }
}

function readArm(tree: FormTree) {
  const name = text(tree, 'name').trim();
  // A row that was just added has no weight yet.
  const weight = has(tree, 'weight') ? amount(tree, 'weight') : 50;
  return { ...(name !== '' && { name }), weight, steps: readSteps(tree, 'steps') };
}

export const scalarTypes = ['text', 'number', 'yesNo', 'empty'] as const;
export type ScalarType = (typeof scalarTypes)[number];
type Scalar = Extract<Step, { kind: 'setField' }>['value'];

export function scalarType(value: Scalar): ScalarType {
  if (value === null) return 'empty';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'yesNo' : 'text';
}

/** A value of the chosen type from what is typed. */
export function scalarFrom(type: ScalarType, typed: string): Scalar {
  switch (type) {
    case 'text':
      return typed;
    case 'number':
      return typed.trim() === '' ? Number.NaN : Number(typed);
    case 'yesNo':
      return typed === 'true';
    case 'empty':
      return null;
  }
}

/** The value of `setField` and of an assumption, from the fields `type` and `value`. */
export const readScalar = (tree: FormTree): Scalar =>
  scalarFrom(oneOf(scalarTypes, text(tree, 'type'), 'text'), text(tree, 'value'));

/** Headers one a line, as `Name: value`; a line without a colon is a header without a value, which the API refuses. */
export function headersFrom(typed: string): Record<string, string> {
  return Object.fromEntries(
    typed
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const colon = line.indexOf(':');
        return colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      }),
  );
}

export const headersText = (headers: Readonly<Record<string, string>> | undefined): string =>
  Object.entries(headers ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** What is wrong with one step: `field` is the path within it, such as `timeout.amount`, or empty for the whole. */
export interface StepError {
  field: string;
  message: string;
}

const stepPrefix = /^steps\.\d+(?:\.(?:then|else|onTimeout|arms\.\d+\.steps)\.\d+)*/;

/**
 * The errors of the API by the path of the innermost step that they are about: `steps.2.then.0.subject` and
 * `/steps/2/then/0/subject` are both about `steps.2.then.0`.
 */
export function errorsByStep(fields: Readonly<Record<string, readonly string[]>>): Map<string, StepError[]> {
  const byStep = new Map<string, StepError[]>();
  for (const [given, messages] of Object.entries(fields)) {
    const path = given.split(/\W+/).filter(Boolean).join('.');
    const step = stepPrefix.exec(path)?.[0];
    if (step === undefined) continue;
    const field = path.slice(step.length + 1);
    byStep.set(step, [...(byStep.get(step) ?? []), ...messages.map((message) => ({ field, message }))]);
  }
  return byStep;
}
