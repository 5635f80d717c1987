import type { DueEntry, TriggerRef } from '@dripemails/application';
import { outcomeOf } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { readNamed } from '../enrollment/read-named.js';

const TELL = `
  insert into event (id, workspace_id, enrollment_id, subscriber_id, kind, step_id, what, at)
  select x.id, $1, e.id, e.subscriber_id, 'passed', x.step, x.what, $2
  from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[]) as x(id, enrollment, step, what)
  join enrollment e on e.id = x.enrollment and e.workspace_id = $1`;

/**
 * Tells in the sequence that sent people on that they did not enter this one after all, because something changed between
 * the step and now.
 * @param entries that let nobody in; those of triggers are told nowhere
 * @param at real ms
 */
export async function tellKeptOut(
  client: PoolClient,
  { workspaceId, sequenceId }: TriggerRef,
  entries: readonly DueEntry[],
  at: number,
): Promise<void> {
  const sent = entries.flatMap(({ subscriberId, sentBy }) => (sentBy === null ? [] : [{ subscriberId, ...sentBy }]));
  if (sent.length === 0) return;
  const people = [...new Set(sent.map(({ subscriberId }) => subscriberId))];
  const named = await readNamed(client, workspaceId, people, { lists: [], sequences: [sequenceId] });
  const words = sent.map(({ subscriberId, stepId }) => {
    const theirs = named.get(subscriberId) ?? null;
    // when they were in it last is judged by the entry itself, in the time of the workspace
    const { refused } = outcomeOf({ kind: 'enroll', sequenceId, stepId }, theirs, Infinity);
    return refused ?? `Not enrolled in '${theirs?.sequences.get(sequenceId)?.name ?? ''}': they may not enter it now`;
  });
  await client.query(TELL, [
    ...[workspaceId, new Date(at), sent.map(() => newId()), sent.map(({ enrollmentId }) => enrollmentId)],
    ...[sent.map(({ stepId }) => stepId), words],
  ]);
}
