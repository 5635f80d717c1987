// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./stack.mjs').Stack} Stack */

/**
 * People on a new list; made in the database, as their import is not what is measured.
 * @param {Stack} stack
 * @param {{ count: number, name: string }} audience `name` makes their addresses unlike those of others
 * @returns {Promise<string>} the list
 */
export async function makeAudience({ api, db, workspaceId }, { count, name }) {
  const { id: listId } = await api.post('/lists', { name });
  await defineFields(api);
  await db.read(
    `with new as (
       insert into subscriber (id, workspace_id, email, first_name, last_name, fields)
       select gen_random_uuid(), $1, $2 || '-' || number || '@bench.example', 'Ada', 'Lovelace', '{"plan": "pro", "city": "Bristol"}'
       from generate_series(1, $3::int) as number
       returning id, workspace_id)
     insert into membership (workspace_id, list_id, subscriber_id) select workspace_id, $4, id from new`,
    [workspaceId, name, count, listId],
  );
  return listId;
}

/**
 * Defines the custom fields that these people have and the mail names, where that was not done before.
 * @param {Stack['api']} api
 */
async function defineFields(api) {
  const { items } = await api.get('/fields');
  for (const name of ['plan', 'city'])
    if (!items.some((/** @type {{ name: string }} */ field) => field.name === name))
      await api.post('/fields', { name, label: name, type: 'text' });
}

/**
 * @param {Stack} stack
 * @param {{ name: string, steps: object[], settings?: object }} sequence
 * @returns {Promise<string>} an active sequence
 */
export async function makeSequence({ api }, sequence) {
  const { id } = await api.post('/sequences', sequence);
  await api.post(`/sequences/${id}/publish`, {});
  await api.post(`/sequences/${id}/activate`, {});
  return id;
}

/**
 * Enrolls a list through the API: pages of rows and workflow starts, done by the worker.
 * @param {Stack} stack
 * @param {{ sequenceId: string, listId: string, signal: AbortSignal }} work
 * @returns {Promise<{ seconds: number, done: number }>} from the call to the last start
 */
export async function enrollList({ api, db }, { sequenceId, listId, signal }) {
  const beganAt = performance.now();
  const { operationId } = await api.post(`/sequences/${sequenceId}/enrollments`, { listId });
  for (;;) {
    const [row] = await db.read('select done, status, completed_at, error from operation where id = $1', [operationId]);
    if (row.completed_at) return { seconds: (performance.now() - beganAt) / 1000, done: row.done };
    if (row.error) throw new Error(`The list could not be enrolled: ${row.error}`);
    await sleep(100, undefined, { signal });
  }
}
