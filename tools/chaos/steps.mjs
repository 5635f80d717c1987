// @ts-check

/** @typedef {import('@dripemails/contracts').Step} Step */

/** Told by the run about some people while they wait for it. */
export const EVENT = 'chaos.answered';
/** Given to those with the better plan on their way; a later branch asks for it. */
const TAG = 'chaos-pro';

/** @param {string} id @returns {Step} its subject begins with its step, so that the sink's side needs no ledger to tell mails apart */
function email(id) {
  return {
    ...{ id, kind: 'email', subject: `[${id}] Hello {{ subscriber.firstName }}` },
    html: `<p>Hello {{ subscriber.firstName }},</p><p>this is the ${id} mail, to {{ subscriber.email }}.</p>`,
  };
}

/**
 * @param {number} waitSeconds between two mails
 * @returns {Step[]} three mails with waits between them
 */
export function linearSteps(waitSeconds) {
  return [
    email('first'),
    wait('before-second', waitSeconds),
    email('second'),
    wait('before-third', waitSeconds),
    email('third'),
  ];
}

/**
 * @param {number} waitSeconds between two mails
 * @returns {Step[]} six mails on every way through it; which ones depends on a field, a split, an event and a tag
 */
export function branchedSteps(waitSeconds) {
  return [
    email('welcome'),
    wait('wait-1', waitSeconds),
    {
      ...{ id: 'which-plan', kind: 'branch', name: 'On the better plan?' },
      if: { field: 'plan', op: 'is', value: 'pro' },
      then: [email('pro'), { id: 'mark-pro', kind: 'tag', tag: TAG }],
      else: [email('basic')],
    },
    wait('wait-2', waitSeconds),
    {
      ...{ id: 'which-arm', kind: 'split' },
      arms: [
        { name: 'A', weight: 50, steps: [email('arm-a')] },
        { name: 'B', weight: 50, steps: [email('arm-b')] },
      ],
    },
    {
      ...{ id: 'until-answer', kind: 'waitForEvent', event: EVENT },
      timeout: { amount: waitSeconds, unit: 'seconds' },
      then: [email('answered')],
      onTimeout: [email('nudge')],
    },
    wait('wait-3', waitSeconds),
    email('fifth'),
    wait('wait-4', waitSeconds),
    {
      ...{ id: 'has-tag', kind: 'branch', if: { tag: TAG } },
      then: [email('last-pro')],
      else: [email('last')],
    },
  ];
}

/** @param {string} id @param {number} amount @returns {Step} */
function wait(id, amount) {
  return { id, kind: 'wait', for: { amount, unit: 'seconds' } };
}
