import type { Fact } from '@dripemails/application';
import { type Effect, namedAfter, outcomeOf } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import type { SuppressionKey } from '../consent/suppression-sql.js';
import { askMembers } from '../opt-in/ask-members.js';
import { addTags, joinLists, leaveLists, removeTags, setField, type PersonWrite } from '../trigger/person-writes.js';
import { TRIGGER_CHANNEL } from '../trigger/pg-trigger-signal.js';
import { readNamed } from './read-named.js';

/** Whom effects are about, and the sequence that they come from. */
interface EffectTarget {
  readonly workspaceId: string;
  readonly subscriberId: string;
  readonly enrollmentId: string;
  readonly sequenceName: string;
}

// An entry without a trigger of its own: the step itself is what puts the person in, and is told where it did not.
const ENROLL = `
  insert into trigger_entry (id, workspace_id, sequence_id, position, subscriber_id, reason, data, due_at)
  select $1, $2, s.id, -1, $4, $5, jsonb_build_object(
    'trigger', jsonb_build_object('on', 'sequenceCompleted', 'sequenceId', s.id),
    'sentBy', jsonb_build_object('enrollmentId', $6::text, 'stepId', $7::text)), now()
  from sequence s where s.workspace_id = $2 and s.id = $3`;

// So that none of the lists is deleted before the effects on it are committed.
const KEEP_LISTS = 'select 1 from list where workspace_id = $1 and id = any($2::uuid[]) order by id for key share';

/**
 * Whether the effects on lists and other sequences still come to what was decided, so that they are told as they happen;
 * the person is locked already. Where a list was deleted or left meanwhile it has to be decided anew.
 */
export async function takePlace(
  client: PoolClient,
  workspaceId: string,
  subscriberId: string,
  effects: readonly Effect[],
): Promise<boolean> {
  const lists = effects.flatMap((effect) => ('listId' in effect ? [effect.listId] : []));
  const sequences = effects.flatMap((effect) => ('sequenceId' in effect ? [effect.sequenceId] : []));
  if (lists.length + sequences.length === 0) return true;
  if (lists.length > 0) await client.query(KEEP_LISTS, [workspaceId, lists]);
  const mentions = { lists, sequences };
  let named = (await readNamed(client, workspaceId, [subscriberId], mentions)).get(subscriberId) ?? null;
  return effects.every((effect) => {
    const { refused } = outcomeOf(effect, named, Infinity);
    if (named !== null) named = namedAfter(named, effect, Infinity);
    return refused === null;
  });
}

/**
 * Carries out what instant steps change about the person, in the transaction that stores the steps as done.
 * @returns the facts that came of it, to be noticed in the same transaction
 */
export async function applyEffects(
  client: PoolClient,
  key: SuppressionKey,
  target: EffectTarget,
  effects: readonly Effect[],
): Promise<readonly Fact[]> {
  const { workspaceId, subscriberId, enrollmentId, sequenceName } = target;
  const write: PersonWrite = { workspaceId, subscriberId, at: Date.now(), event: null };
  const facts: Fact[] = [];
  for (const effect of effects) {
    switch (effect.kind) {
      case 'tag':
        facts.push(...(await addTags(client, write, [effect.tag])));
        break;
      case 'untag':
        facts.push(...(await removeTags(client, write, [effect.tag])));
        break;
      case 'setField':
        facts.push(...(await setField(client, write, effect.field, effect.value)));
        break;
      case 'addToList':
        facts.push(...(await joinLists(client, write, [effect.listId])));
        await askMembers(client, key, workspaceId, [subscriberId], {
          ...{ listId: effect.listId, source: `Sequence '${sequenceName}'`, at: write.at },
        });
        break;
      case 'removeFromList':
        facts.push(...(await leaveLists(client, write, [effect.listId])));
        break;
      case 'enroll':
        await client.query(ENROLL, [
          newId(),
          workspaceId,
          effect.sequenceId,
          subscriberId,
          `Sent on by sequence '${sequenceName}'`,
          enrollmentId,
          effect.stepId,
        ]);
        await client.query(`select pg_notify('${TRIGGER_CHANNEL}', '')`);
        break;
    }
  }
  return facts;
}
