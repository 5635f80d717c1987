import { showsNothing } from '../message/shows-nothing.js';
import type { Condition } from '../segment/condition.js';
import { isSettable, parseSetField } from '../subscriber/set-field.js';
import { conditionProblems, matchProblem } from './find-problems-condition.js';
import { dateFieldProblem } from './find-problems-field.js';
import type { MailsAround, SequenceProblem } from './find-problems-flow.js';
import { missingLink, needsReply } from './find-problems-goal.js';
import type { PublishContext } from './publish-context.js';
import type { SequenceSettings } from './sequence-definition.js';
import { type AiReviseStep, armsOf, type EmailStep, type Step, stepTitle } from './step.js';

/** What one step is judged by. */
export interface StepScope {
  readonly context: PublishContext;
  readonly settings: SequenceSettings;
  readonly emails: ReadonlyMap<string, EmailStep>;
  readonly around: ReadonlyMap<string, MailsAround>;
  /** Path of the first step that revises a mail, by the mail's id. */
  readonly revisedBy: ReadonlyMap<string, string>;
}

const NOTHING_AROUND: MailsAround = { before: null, after: new Set() };

/** What is wrong with one step, the steps inside it aside. */
export function stepProblems(step: Step, path: string, scope: StepScope): SequenceProblem[] {
  const { context, emails, around } = scope;
  const { before, after } = around.get(path) ?? NOTHING_AROUND;
  const problems: SequenceProblem[] = [];
  const add = (field: string, message: string) => problems.push({ stepId: step.id, path: `${path}${field}`, message });

  const arms = armsOf(step);
  // a wait for an event is a wait even when both ways lead on to the next step
  if (step.kind !== 'waitForEvent' && arms.length > 0 && arms.every((arm) => arm.steps.length === 0))
    add('', `${stepTitle(step)} leads nowhere: every way is empty. Add a step to one of them, or remove it.`);
  switch (step.kind) {
    case 'email':
      if (isEmpty(step)) add('.html', 'The mail is empty: write a body.');
      break;
    case 'branch':
    case 'goal': {
      // a goal is watched to the end of the sequence, a branch asks once
      const got = step.kind === 'goal' && before !== null ? new Set([...before, ...after]) : before;
      const wrong = conditionProblems(step.if, { lists: context.lists, fields: context.fields, emails, got });
      if (wrong.length === 0 && step.kind === 'goal') wrong.push(...goalProblems(step.if, scope));
      for (const message of wrong) add('.if', message);
      break;
    }
    case 'split':
      if (step.arms.length < 2) add('.arms', 'A split needs at least two arms: add one, or take the split away.');
      if (step.arms.every(({ weight }) => weight <= 0)) add('.arms', 'Every arm has weight 0: give one of them more.');
      break;
    case 'waitForEvent': {
      if (step.timeout.amount <= 0) add('.timeout', 'It waits for no time at all: give it at least a second.');
      const never = matchProblem(step.match ?? []);
      if (never !== null) add('.match', never);
      break;
    }
    case 'addToList':
    case 'removeFromList':
      if (!context.lists.has(step.listId)) add('.listId', 'There is no such list: choose one that exists.');
      break;
    case 'enroll': {
      const message = enrollProblem(step.sequenceId, context);
      if (message !== null) add('.sequenceId', message);
      break;
    }
    case 'webhook': {
      const message = urlProblem(step.url);
      if (message !== null) add('.url', message);
      break;
    }
    case 'aiRevise':
      for (const message of reviseProblems(step, path, after, scope)) add('.of', message);
      break;
    case 'setField': {
      const parsed = parseSetField(step, context.fields);
      if (!('problem' in parsed)) break;
      if (isSettable(step.field)) add('.value', `The value does not fit '${step.field}'. ${parsed.problem}`);
      else add('.field', parsed.problem);
      break;
    }
    case 'wait': {
      const field = step.until?.field;
      if (field === undefined) break;
      for (const message of dateFieldProblem(field, context.fields)) add('.until.field', message);
      break;
    }
    case 'tag':
    case 'untag':
    case 'exit':
      break;
  }
  return problems;
}

/** What keeps a goal from ever being met, beside what its condition says alone. */
function goalProblems(condition: Condition, { settings, emails, revisedBy }: StepScope): string[] {
  const problems: string[] = [];
  // with re-entry `always` a reply to the mail of one enrollment can meet the goal of another
  if (settings.stopOnReply && settings.reentry?.rule !== 'always' && needsReply(condition))
    problems.push(
      'It is never met: a reply ends the enrollment as replied first. Turn off "stop on reply", or leave the goal out.',
    );
  const missing = missingLink(condition, emails, revisedBy);
  if (missing === null) return problems;
  const [link, cure] =
    missing.link === null ? ['link', 'Add one to the mail'] : [`link '${missing.link}'`, 'Correct the address'];
  problems.push(
    `It is never met: ${stepTitle(missing.mail)} has no ${link} to click. ${cure}, or choose another mail.`,
  );
  return problems;
}

/** A body is made from the text only where there is no HTML at all. */
function isEmpty({ html, text }: EmailStep): boolean {
  return html.trim() === '' ? (text ?? '').trim() === '' : showsNothing(html);
}

function enrollProblem(sequenceId: string, { sequences, sequenceId: own }: PublishContext): string | null {
  if (sequenceId === own) return 'It enrolls people in the sequence that they are in: choose another one.';
  const target = sequences.get(sequenceId);
  if (target === undefined) return 'There is no such sequence: choose one that exists.';
  return target.state === 'archived' ? `'${target.name}' is archived and takes nobody: choose another one.` : null;
}

function urlProblem(text: string): string | null {
  if (!URL.canParse(text)) return 'It is no address: write one such as https://example.com/hook.';
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:')
    return 'The address is of a kind that cannot be called: begin it with https://.';
  return username === '' && password === ''
    ? null
    : 'The address holds a name or password: put it into a header instead.';
}

function reviseProblems(
  { of }: AiReviseStep,
  path: string,
  after: ReadonlySet<string>,
  { context: { aiProblem }, emails, revisedBy }: StepScope,
): string[] {
  const problems = aiProblem === null ? [] : [aiProblem];
  const mail = emails.get(of);
  if (mail === undefined) problems.push(`No mail has the id '${of}': name an email step of this sequence.`);
  else if (!after.has(of))
    problems.push(
      `${stepTitle(mail)} does not come after this step: put this step in front of the mail that it revises.`,
    );
  if (revisedBy.get(of) !== path)
    problems.push('Another step revises the same mail: put both instructions into one step, and remove the other.');
  return problems;
}
