import type { TestDatabase } from '@dripemails/testing';
import { v7 as newId } from 'uuid';

/** Stands in every text of a tenant's things, so that an answer that names one of them shows. */
export const markOf = (tenant: string): string => `secret-of-${tenant}`;

/** `$1` is the new id, `$2` the workspace, `$3` a text of the tenant; `$4` on are things named in `needs`. */
interface Thing {
  readonly sql: string;
  readonly needs?: readonly string[];
}

/**
 * How to make one of everything that has an id in the API, by the word before the id in a path (`/lists/{id}`: `lists`).
 * A new kind of resource needs an entry here, in the order in which they depend on each other; the isolation of tenants is
 * then tested by itself.
 */
export const THINGS: Readonly<Record<string, Thing>> = {
  subscribers: {
    sql: "insert into subscriber (id, workspace_id, email, first_name) values ($1, $2, $3 || '@tenant.example', $3)",
  },
  lists: { sql: 'insert into list (id, workspace_id, name) values ($1, $2, $3)' },
  members: {
    sql: 'with m as (insert into membership (list_id, subscriber_id, workspace_id) values ($4, $5, $2)) select $1::uuid, $3::text',
    needs: ['lists', 'subscribers'],
  },
  notes: {
    sql: "insert into event (id, workspace_id, subscriber_id, kind, what) values ($1, $2, $4, 'note', $3)",
    needs: ['subscribers'],
  },
  fields: {
    sql: "insert into custom_field (id, workspace_id, name, label, type) values ($1, $2, 'kept', $3, 'text')",
  },
  suppressions: {
    sql: "insert into suppression (id, workspace_id, kind, hash, value, reason) values ($1, $2, 'address', convert_to($3, 'UTF8'), $3 || '@x.example', 'manual')",
  },
  topics: { sql: 'insert into topic (id, workspace_id, name) values ($1, $2, $3)' },
  forms: {
    sql: `insert into form (id, workspace_id, name, config) values ($1, $2, $3, '{"title":"T","text":"","fields":[{"target":"email","label":"E","required":true}],
            "submitLabel":"Go","consentText":"I agree","optIn":"double","theme":{"accent":"#1d4ed8","width":480,"scheme":"auto"},"thanks":{"show":"text","text":"Thanks"}}')`,
  },
  segments: {
    sql: `insert into segment (id, workspace_id, name, condition) values ($1, $2, $3, '{"field":"email","op":"isSet"}')`,
  },
  imports: {
    sql: "insert into import_job (id, workspace_id, file_name, mapping, status) values ($1, $2, $3, '{}', 'running')",
  },
  uploads: {
    sql: "insert into import_chunk (import_id, workspace_id, seq, data) values ($1, $2, 0, convert_to('email' || chr(10) || $3 || '@x.example', 'UTF8'))",
  },
  exports: {
    sql: `with c as (insert into export_chunk (export_id, workspace_id, seq, data) values ($1, $2, 0, convert_to($3, 'UTF8')))
          insert into export_job (id, workspace_id, status, format, filter, size, expires_at)
          values ($1, $2, 'completed', 'csv', jsonb_build_object('query', $3::text), length($3), now() + interval '1 day')`,
  },
  requests: {
    sql: `insert into privacy_request (id, workspace_id, kind, status, subscriber_id, requested_by, reason)
          values ($1, $2, 'export', 'waiting', $4, 'subscriber:preference-centre', $3)`,
    needs: ['subscribers'],
  },
  sequences: {
    sql: `with s as (
            insert into sequence (id, workspace_id, name, state, current_version, draft) values ($1, $2, $3, 'active', 1,
              '[{"id":"a","kind":"email","subject":"S","html":"<p>h</p>"}]'))
          insert into sequence_version (workspace_id, sequence_id, version, steps) values ($2, $1, 1, '[{"id":"a","kind":"email","subject":"S","html":"<p>h</p>"}]')`,
  },
  enrollments: {
    sql: `insert into enrollment (id, workspace_id, sequence_id, version, subscriber_id, anchor_at, plan_do, plan_step, plan_at, plan_why, started_at)
          values ($1, $2, $4, 1, $5, now(), 'sendEmail', 'a', now() + interval '1 year', $3, now())`,
    needs: ['sequences', 'subscribers'],
  },
  messages: {
    sql: `insert into message (id, workspace_id, subscriber_id, enrollment_id, sequence_id, step_id, message_id, to_address, subject)
          values ($1, $2, $4, $5, $6, 'a', $1 || '@x', $3, $3)`,
    needs: ['subscribers', 'enrollments', 'sequences'],
  },
  revisions: {
    sql: `insert into revision (id, workspace_id, sequence_id, version, ai_step_id, step_id, enrollment_id, status, instructions)
          values ($1, $2, $4, 1, 'b', 'a', $5, 'awaitingApproval', $3)`,
    needs: ['sequences', 'enrollments'],
  },
  operations: {
    sql: "insert into operation (id, workspace_id, kind, title, params, status) values ($1, $2, 'bulkControl', $3, '{}', 'completed')",
  },
  inbound: {
    sql: "insert into inbound_message (id, workspace_id, mail_from, rcpt_to, from_header, subject, size, raw) values ($1, $2, $3, '{}', $3, $3, 1, convert_to($3, 'UTF8'))",
  },
  domains: { sql: "insert into sending_domain (id, workspace_id, name) values ($1, $2, $3 || '.example')" },
  'api-keys': {
    sql: "insert into api_key (id, workspace_id, name, prefix, hash) values ($1, $2, $3, 'drip', $3)",
  },
};

/** One of everything in a workspace. @returns ids by kind */
export async function makeThings(
  database: TestDatabase,
  workspaceId: string,
  tenant: string,
): Promise<Readonly<Record<string, string>>> {
  const ids: Record<string, string> = {};
  for (const [kind, { sql, needs = [] }] of Object.entries(THINGS)) {
    const id = newId();
    const values = [id, workspaceId, markOf(tenant), ...needs.map((need) => ids[need])];
    const typed = sql.replaceAll(/\$(\d)(?!\d|::)/g, (place, n) => `${place}::${n === '3' ? 'text' : 'uuid'}`);
    await database.query(typed, values);
    ids[kind] = id;
  }
  // a member is named by the person
  return { ...ids, members: ids['subscribers'] ?? '' };
}

/** One number for everything that a workspace has: the same as long as nothing in it changes. */
export async function checksumOf(database: TestDatabase, workspaceId: string): Promise<unknown> {
  const tables = await database.value(
    `select array_agg(distinct table_name::text) from information_schema.columns where table_schema = current_schema() and column_name = 'workspace_id'`,
  );
  const parts = (tables as string[]).map(
    (table) =>
      `select '${table}' as t, coalesce(md5(string_agg(md5(r::text), '' order by md5(r::text))), '') as h from "${table}" r where workspace_id = $1`,
  );
  return await database.value(
    `select json_object_agg(t, h) from (${parts.join(' union all ')} union all select 'workspace', md5(r::text) from workspace r where id = $1) as x`,
    [workspaceId],
  );
}
