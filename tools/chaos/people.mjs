// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./api.mjs').Api} Api */
/** @typedef {{ address: string, name: string, facts: import('./expectation.mjs').Facts, answers: boolean }} Person `answers`: the run tells of the event */

/**
 * Readers by number: every other one has the better plan, and every third answers when asked.
 * @param {number} count
 * @returns {Person[]}
 */
export function makePeople(count) {
  return Array.from({ length: count }, (_, index) => {
    const name = `Reader${index + 1}`;
    const plan = index % 2 === 0 ? 'pro' : 'basic';
    return { address: addressOf(name), name, facts: { fields: { plan }, tags: [] }, answers: index % 3 === 0 };
  });
}

const addressOf = (/** @type {string} */ name) => `${name.toLowerCase()}@chaos.example`;

/**
 * What a mail at the sink is, from its subject and recipient alone.
 * @param {{ to: string, subject: string }} mail
 * @returns {{ address: string, step: string } | undefined} undefined when it is none of the drip's, or is addressed to one by the
 *   name of another
 */
export function readMail({ to, subject }) {
  const [, step, name = ''] = /^\[([\w-]+)\] Hello (\w+)$/.exec(subject ?? '') ?? [];
  return step !== undefined && addressOf(name) === to ? { address: to, step } : undefined;
}

/**
 * Brings people onto a list by an import, as a customer would.
 * @param {Api} api
 * @param {{ people: Person[], signal: AbortSignal }} options
 * @returns {Promise<string>} the list
 */
export async function importPeople(api, { people, signal }) {
  const { id: list } = await api.post('/lists', { name: 'Chaos' });
  const rows = people.map(({ address, name, facts }) => `${address},${name},${facts.fields['plan']}`);
  const form = new FormData();
  form.set('list', list);
  form.set('file', new Blob([['email,first_name,plan', ...rows, ''].join('\n')], { type: 'text/csv' }), 'people.csv');
  form.set('mapping', JSON.stringify({ plan: 'field:plan' }));
  let job = await api.post('/imports', form);
  while (job.status === 'queued' || job.status === 'running') {
    await sleep(100, undefined, { signal });
    job = await api.get(`/imports/${job.id}`);
  }
  if (job.status !== 'completed' || job.created !== people.length)
    throw new Error(`The import brought ${job.created} of ${people.length} people in: ${JSON.stringify(job)}`);
  return list;
}
