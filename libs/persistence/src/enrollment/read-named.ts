import {
  DEFAULT_SETTINGS,
  type Mentions,
  type Named,
  type NamedList,
  type NamedSequence,
  type SequenceState,
} from '@dripemails/domain';
import type { Pool, PoolClient } from 'pg';

// With re-entry `always` only an enrollment without a key is in the way of one that a step makes.
const NAMED = `
  select p.id,
    (select coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'needsConfirmation', l.opt_in = 'double', 'standing',
       (select m.status from membership m where m.list_id = l.id and m.subscriber_id = p.id))), '[]')
     from list l where l.workspace_id = $1 and l.id = any($3::uuid[])) as lists,
    (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'state', s.state, 'isPublished', s.current_version is not null,
       'reentry', v.settings -> 'reentry', 'isIn', o.is_in, 'enteredAt', o.entered_at)), '[]')
     from sequence s left join sequence_version v on v.sequence_id = s.id and v.version = s.current_version
     cross join lateral (
       select coalesce(bool_or(e.state <> 'ended' and (e.entry_key = '' or coalesce(v.settings #>> '{reentry,rule}', '') <> 'always')), false) as is_in,
         (extract(epoch from max(e.enrolled_at)) * 1000)::double precision as entered_at
       from enrollment e where e.sequence_id = s.id and e.subscriber_id = p.id) o
     where s.workspace_id = $1 and s.id = any($4::uuid[])) as sequences
  from unnest($2::uuid[]) as p(id)`;

interface NamedRow {
  id: string;
  lists: (NamedList & { id: string })[];
  sequences: (Omit<NamedSequence, 'reentry'> & {
    id: string;
    state: SequenceState;
    reentry: NamedSequence['reentry'] | null;
  })[];
}

/**
 * What steps name, as it is now and as each of these people stands to it, in one query; instants are real ms.
 * @returns an entry for every id, also for one that is nobody's
 */
export async function readNamed(
  client: Pool | PoolClient,
  workspaceId: string,
  subscriberIds: readonly string[],
  { lists, sequences }: Mentions,
): Promise<ReadonlyMap<string, Named>> {
  const { rows } = await client.query<NamedRow>({
    name: 'named',
    text: NAMED,
    values: [workspaceId, subscriberIds, lists, sequences],
  });
  return new Map(rows.map((row) => [row.id, toNamed(row)]));
}

function toNamed(row: NamedRow): Named {
  return {
    lists: new Map(row.lists.map(({ id, ...list }) => [id, list])),
    sequences: new Map(
      row.sequences.map(({ id, reentry, ...sequence }) => [
        id,
        { ...sequence, reentry: reentry ?? DEFAULT_SETTINGS.reentry },
      ]),
    ),
  };
}
