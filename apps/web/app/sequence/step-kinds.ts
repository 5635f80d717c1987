import type { Step } from '@dripemails/contracts';

export type StepKind = Step['kind'];

interface KindWords {
  label: string;
  /** What it does, for the menu that adds it. */
  hint: string;
}

export const kindWords: Record<StepKind, KindWords> = {
  email: { label: 'Email', hint: 'Sends a mail' },
  aiRevise: { label: 'AI revision', hint: 'Has a later mail rewritten' },
  wait: { label: 'Wait', hint: 'For a time, or until a date' },
  waitForEvent: { label: 'Wait for an event', hint: 'Until they do something, or time is up' },
  branch: { label: 'Branch', hint: 'Two ways, by a condition' },
  split: { label: 'Split', hint: 'Divides people at random' },
  goal: { label: 'Goal', hint: 'Ends it as soon as a condition holds' },
  exit: { label: 'Exit', hint: 'Ends it here' },
  tag: { label: 'Add a tag', hint: 'Marks the person' },
  untag: { label: 'Remove a tag', hint: 'Takes a mark away' },
  setField: { label: 'Set a field', hint: 'Writes a custom field' },
  addToList: { label: 'Add to a list', hint: 'Puts the person on a list' },
  removeFromList: { label: 'Remove from a list', hint: 'Takes the person off a list' },
  enroll: { label: 'Start a sequence', hint: 'Adds the person to another one' },
  webhook: { label: 'Webhook', hint: 'Tells another system' },
};

/** The menu that adds a step. */
export const kindGroups: readonly { label: string; kinds: readonly StepKind[] }[] = [
  { label: 'Message', kinds: ['email', 'aiRevise'] },
  { label: 'Time', kinds: ['wait', 'waitForEvent'] },
  { label: 'Flow', kinds: ['branch', 'split', 'goal', 'exit'] },
  { label: 'People', kinds: ['tag', 'untag', 'setField', 'addToList', 'removeFromList', 'enroll'] },
  { label: 'Outside', kinds: ['webhook'] },
];

/**
 * The fields of each kind that show their own errors; `if` and `arms` tell them in one place. What the API says about
 * anything else stands at the top of the card.
 */
export const ownErrors: Record<StepKind, readonly string[]> = {
  email: ['subject', 'html', 'text'],
  aiRevise: ['of', 'instructions', 'scope', 'approval', 'onFailure'],
  wait: ['for', 'until.date', 'until.field', 'until.at', 'until.offset'],
  waitForEvent: ['event', 'timeout'],
  branch: ['name'],
  split: [],
  goal: ['name'],
  exit: ['reason'],
  tag: ['tag'],
  untag: ['tag'],
  setField: ['field', 'value'],
  addToList: ['listId'],
  removeFromList: ['listId'],
  enroll: ['sequenceId'],
  webhook: ['url', 'headers', 'onFailure'],
};

/** Ids only have to be unique within a sequence. `crypto.randomUUID` is missing on pages served without TLS from another host. */
export function newStepId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `s${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * A step to begin with. What only its author can know (a tag, an address) is left empty: the API says so at that field,
 * and no made-up value can be published by accident.
 * @param after the steps that will follow it in its list
 */
export function newStep(kind: StepKind, id: string, after: readonly Step[] = []): Step {
  switch (kind) {
    case 'email': {
      const html = '<p>Hello {{ subscriber.firstName | default: "there" }},</p>\n<p></p>';
      return { id, kind, subject: 'New email', html };
    }
    case 'wait':
      return { id, kind, for: { amount: 1, unit: 'days' } };
    case 'waitForEvent':
      return { id, kind, event: '', timeout: { amount: 3, unit: 'days' }, then: [], onTimeout: [] };
    case 'branch':
      return { id, kind, if: { clicked: {} }, then: [], else: [] };
    case 'split':
      return {
        id,
        kind,
        arms: [
          { weight: 50, steps: [] },
          { weight: 50, steps: [] },
        ],
      };
    case 'goal':
      return { id, kind, if: { clicked: {} } };
    case 'exit':
      return { id, kind, reason: 'Nothing more to say' };
    case 'tag':
    case 'untag':
      return { id, kind, tag: '' };
    case 'setField':
      return { id, kind, field: '', value: '' };
    case 'addToList':
    case 'removeFromList':
      return { id, kind, listId: '' };
    case 'enroll':
      return { id, kind, sequenceId: '' };
    case 'webhook':
      return { id, kind, url: '', onFailure: 'continue' };
    case 'aiRevise':
      return {
        id,
        kind,
        of: after.find((step) => step.kind === 'email')?.id ?? '',
        instructions: 'Make it shorter and friendlier.',
        scope: 'subscriber',
        approval: 'none',
        onFailure: 'useOriginal',
      };
  }
}
