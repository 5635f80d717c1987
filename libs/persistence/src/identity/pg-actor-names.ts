import type { ActorNames } from '@dripemails/application';
import type { Pool } from 'pg';

const NAMES = `
  select u.id, u.name from member m join users u on u.id = m.user_id where m.workspace_id = $1 and u.id = any($2::uuid[])
  union all
  select k.id, k.name from api_key k where k.workspace_id = $1 and k.id = any($2::uuid[])`;

/** The names of members and API keys, in PostgreSQL. */
export class PgActorNames implements ActorNames {
  constructor(private readonly pool: Pool) {}

  async names(workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.pool.query<{ id: string; name: string }>({
      name: 'actor-names',
      text: NAMES,
      values: [workspaceId, ids],
    });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
