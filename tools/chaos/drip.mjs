// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiRefusal } from './api.mjs';
import { EVENT } from './steps.mjs';

/** @typedef {import('./api.mjs').Api} Api */
/** @typedef {import('./people.mjs').Person} Person */
/** @typedef {import('./ledger.mjs').Ledger} Ledger */

/** Enroll calls at a time. */
const LANES = 4;
const LOOK_FOR_WAITING_MS = 300;

/**
 * @param {Api} api
 * @param {{ steps: import('@dripemails/contracts').Step[], settings?: object }} definition
 * @returns {Promise<string>} an active sequence
 */
export async function createSequence(api, definition) {
  const { id } = await api.post('/sequences', { name: 'Chaos drip', ...definition });
  const { problems } = await api.post(`/sequences/${id}/publish`, {});
  const errors = problems.filter((/** @type {{ severity?: string }} */ { severity }) => severity !== 'warning');
  if (errors.length > 0) throw new Error(`The sequence cannot be published: ${JSON.stringify(errors)}`);
  await api.post(`/sequences/${id}/activate`, {});
  return id;
}

/**
 * Enrolls people one by one, as a shop does at its checkout, whatever happens to the API meanwhile.
 * @param {Api} api
 * @param {{ sequenceId: string, people: Person[], ledger: Ledger }} run
 * @returns {Promise<{ abandoned: number }>} `abandoned`: calls whose first try was cut off and kept its key, so that another was taken
 */
export async function enrollEach(api, { sequenceId, people, ledger }) {
  let next = 0;
  let abandoned = 0;
  const lane = async () => {
    for (let person = people[next++]; person; person = people[next++])
      while (!(await enrollOne(api, sequenceId, person.address))) {
        // The call may have done its work before its process was killed; another key would do it once more.
        if (await ledger.isEnrolled(person.address)) break;
        abandoned++;
      }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { abandoned };
}

/**
 * @param {Api} api
 * @param {string} sequenceId
 * @param {string} email
 * @returns {Promise<boolean>} false when nobody can say whether it was done
 */
async function enrollOne(api, sequenceId, email) {
  try {
    await api.post(`/sequences/${sequenceId}/enrollments`, { email });
    return true;
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    if (error.code === 'enrollment.already_live') return true;
    if (error.code === 'idempotency.in_progress') return false;
    throw error;
  }
}

/**
 * Tells one event. A call that was cut off for good may have recorded it or not: whether it did is chance as well.
 * @param {Api} api
 * @param {string} email
 */
async function tellOne(api, email) {
  try {
    await api.post('/events', { email, name: EVENT });
  } catch (error) {
    if (!(error instanceof ApiRefusal) || error.code !== 'idempotency.in_progress') throw error;
  }
}

/**
 * Tells the event about those who answer, once each, while they wait for it; whether it comes in time is chance.
 * @param {Api} api
 * @param {{ people: Person[], ledger: Ledger, step: string, signal: AbortSignal }} run
 * @returns {Promise<number>} how many were told of; when the signal says so
 */
export async function tellAnswers(api, { people, ledger, step, signal }) {
  const willing = new Set(people.filter(({ answers }) => answers).map(({ address }) => address));
  const total = willing.size;
  while (!signal.aborted && willing.size > 0) {
    for (const email of await ledger.waitingAt(step)) {
      if (!willing.delete(email)) continue;
      await tellOne(api, email);
    }
    await sleep(LOOK_FOR_WAITING_MS, undefined, { signal }).catch(() => undefined);
  }
  return total - willing.size;
}
