import type {
  ConsentEffect,
  ConsentRecord,
  ConsentRepository,
  Evidence,
  PreferenceChange,
  Preferences,
} from '@dripemails/application';
import type { Page, PageQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Pool } from 'pg';
import { inTransaction } from '../database.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';
import { waitingFor } from '../trigger/notice-facts.js';
import { changePreferences } from './change-preferences.js';
import { grantConsent } from './grant-consent.js';
import type { SuppressionKey } from './suppression-sql.js';

const PREFERENCES = `
  select p.status, p.mail_paused_until, p.cap_per_week,
    coalesce((
      select json_agg(json_build_object('id', l.id, 'name', l.name, 'description', l.description, 'optIn', l.opt_in, 'status', m.status) order by lower(l.name), l.id)
      from list l left join membership m on m.list_id = l.id and m.subscriber_id = p.id
      where l.workspace_id = p.workspace_id and (l.is_public or m.status in ('active', 'unconfirmed'))), '[]') as lists,
    coalesce((
      select json_agg(json_build_object('id', t.id, 'name', t.name, 'description', t.description, 'wanted', o.topic_id is null) order by lower(t.name), t.id)
      from topic t left join topic_opt_out o on o.topic_id = t.id and o.subscriber_id = p.id
      where t.workspace_id = p.workspace_id), '[]') as topics
  from subscriber p where p.workspace_id = $1 and p.id = $2`;

interface PreferenceRow {
  status: string;
  mail_paused_until: Date | null;
  cap_per_week: number | null;
  lists: Preferences['lists'];
  topics: Preferences['topics'];
}

interface LogRow {
  id: string;
  subscriber_id: string | null;
  list_id: string | null;
  what: ConsentRecord['what'];
  text: string;
  source: string;
  ip: string | null;
  user_agent: string | null;
  at: Date;
}

const toRecord = (row: LogRow): ConsentRecord => ({
  ...{ id: row.id, subscriberId: row.subscriber_id, listId: row.list_id, what: row.what, text: row.text },
  ...{ source: row.source, ip: row.ip, userAgent: row.user_agent, at: row.at.getTime() },
});

/** What people agreed to and took back, in PostgreSQL. */
export class PgConsentRepository implements ConsentRepository {
  constructor(
    private readonly pool: Pool,
    private readonly key: SuppressionKey,
  ) {}

  async preferences(workspaceId: string, subscriberId: string): Promise<Preferences> {
    const { rows } = await this.pool.query<PreferenceRow>(PREFERENCES, [workspaceId, subscriberId]);
    const row = rows[0];
    if (row === undefined) throw new DomainError('subscriber.not_found', 'There is no such subscriber.');
    return {
      ...{ status: row.status, lists: row.lists, topics: row.topics, capPerWeek: row.cap_per_week },
      pausedUntil: row.mail_paused_until?.getTime() ?? null,
    };
  }

  async change(
    workspaceId: string,
    subscriberId: string,
    change: PreferenceChange,
    evidence: Evidence,
  ): Promise<ConsentEffect> {
    const { facts, ended, waiting } = await inTransaction(this.pool, async (client) =>
      changePreferences(client, { workspaceId, subscriberId }, change, evidence),
    );
    // after the commit, so that nobody is missed who began to wait meanwhile
    const told = await waitingFor(this.pool, workspaceId, facts);
    return { ended, waiting: [...new Set([...waiting, ...told])] };
  }

  async grant(
    workspaceId: string,
    subscriberId: string,
    listId: string | null,
    evidence: Evidence,
  ): Promise<ConsentEffect & { granted: boolean }> {
    return await inTransaction(this.pool, async (client) =>
      grantConsent(client, this.key, { workspaceId, subscriberId, listId }, evidence),
    );
  }

  async log(workspaceId: string, subscriberId: string | null, query: PageQuery): Promise<Page<ConsentRecord>> {
    const { rows } = await this.pool.query<LogRow>(
      `select id, subscriber_id, list_id, what, text, source, ip, user_agent, at from consent
       where workspace_id = $1 and ($2::uuid is null or subscriber_id = $2) and ($3::uuid is null or id < $3)
       order by id desc limit $4`,
      [workspaceId, subscriberId, afterCursor(query.cursor) ?? null, query.limit + 1],
    );
    return pageOfRows(rows, query.limit, toRecord);
  }
}
