// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./api.mjs').Api} Api */

/** The mails of the drip; each subject begins with its step, so that the sink's side needs no ledger to tell them apart. */
export const STEPS = /** @type {const} */ (['first', 'second', 'third']);

const nameOf = (/** @type {number} */ index) => `Reader${index}`;
const addressOf = (/** @type {string} */ name) => `${name.toLowerCase()}@chaos.example`;

/** @param {number} people @returns {string[]} their addresses */
export function addresses(people) {
  return Array.from({ length: people }, (_, index) => addressOf(nameOf(index + 1)));
}

/**
 * What a mail at the sink is, from its subject and recipient alone.
 * @param {{ to: string, subject: string }} mail
 * @returns {string | undefined} `address/step`; undefined when it is none of the drip's, or is addressed to one by the name of another
 */
export function keyOf({ to, subject }) {
  const [, step = '', name = ''] = /^\[(\w+)\] Hello (\w+)$/.exec(subject ?? '') ?? [];
  return addressOf(name) === to ? `${to}/${step}` : undefined;
}

/**
 * Brings people onto a list by an import, as a customer would.
 * @param {Api} api
 * @param {{ people: number, signal: AbortSignal }} options
 * @returns {Promise<string>} the list
 */
export async function importPeople(api, { people, signal }) {
  const { id: list } = await api.post('/lists', { name: 'Chaos' });
  const rows = Array.from({ length: people }, (_, index) => `${addressOf(nameOf(index + 1))},${nameOf(index + 1)}`);
  const form = new FormData();
  form.set('list', list);
  form.set('file', new Blob([['email,first_name', ...rows, ''].join('\n')], { type: 'text/csv' }), 'people.csv');
  let job = await api.post('/imports', form);
  while (job.status === 'queued' || job.status === 'running') {
    await sleep(100, undefined, { signal });
    job = await api.get(`/imports/${job.id}`);
  }
  if (job.status !== 'completed' || job.created !== people)
    throw new Error(`The import brought ${job.created} of ${people} people in: ${JSON.stringify(job)}`);
  return list;
}

/**
 * @param {Api} api
 * @param {{ waitSeconds: number }} options
 * @returns {Promise<string>} an active sequence of three mails
 */
export async function createSequence(api, { waitSeconds }) {
  const mails = STEPS.map((id) => ({
    ...{ id, kind: 'email', subject: `[${id}] Hello {{ subscriber.firstName }}` },
    html: `<p>Hello {{ subscriber.firstName }},</p><p>this is the ${id} mail, to {{ subscriber.email }}.</p>`,
  }));
  const wait = (/** @type {string} */ id) => ({ id, kind: 'wait', for: { amount: waitSeconds, unit: 'seconds' } });
  const [first, ...others] = mails;
  const steps = [first, ...others.flatMap((mail) => [wait(`before-${mail.id}`), mail])];
  const { id } = await api.post('/sequences', { name: 'Chaos drip', steps });
  const { problems } = await api.post(`/sequences/${id}/publish`, {});
  if (problems.length > 0) throw new Error(`The sequence cannot be published: ${JSON.stringify(problems)}`);
  await api.post(`/sequences/${id}/activate`);
  return id;
}
