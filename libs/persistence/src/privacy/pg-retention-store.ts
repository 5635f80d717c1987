import type { RetentionRule, RetentionStore } from '@dripemails/application';
import { DEFAULT_RETENTION, type Retention } from '@dripemails/contracts';
import type { Pool } from 'pg';
import { ERASED } from './scrub-person.js';

const BATCH = 5_000;
const MS_PER_DAY = 86_400_000;

/** `$1` workspace, `$2` the instant before which things are too old, `$3` rows at once. */
const RULES: Record<RetentionRule['kind'], readonly string[]> = {
  inboundDays: [
    `delete from inbound_message where id in (select id from inbound_message where workspace_id = $1 and received_at < $2 limit $3)`,
  ],
  eventDays: [
    `delete from event where id in (select id from event where workspace_id = $1 and at < $2 limit $3)`,
    `delete from last_activity where (subscriber_id, kind) in (
       select subscriber_id, kind from last_activity where workspace_id = $1 and at < $2 limit $3)`,
  ],
  // never those who are in a sequence: whoever put them there meant to keep them
  unconfirmedDays: [
    `with gone as (
       delete from subscriber where id in (
         select id from subscriber p where workspace_id = $1 and status = 'unconfirmed' and created_at < $2
           and not exists (select 1 from enrollment e where e.subscriber_id = p.id) limit $3)
       returning id),
     messages as (delete from message where workspace_id = $1 and subscriber_id in (select id from gone)),
     events as (delete from event where workspace_id = $1 and subscriber_id in (select id from gone)),
     consents as (
       update consent set subscriber_id = null, text = '', ip = null, user_agent = null
       where workspace_id = $1 and subscriber_id in (select id from gone))
     select id from gone`,
  ],
  importFileDays: [
    `delete from import_rejection r using (
       select r.import_id, r.line from import_rejection r join import_job j on j.id = r.import_id
       where r.workspace_id = $1 and j.completed_at < $2 limit $3) as old
     where r.import_id = old.import_id and r.line = old.line`,
    `delete from import_chunk c using (
       select c.import_id, c.seq from import_chunk c join import_job j on j.id = c.import_id
       where c.workspace_id = $1 and j.completed_at < $2 limit $3) as old
     where c.import_id = old.import_id and c.seq = old.seq`,
  ],
  endedEnrollmentDays: [
    `update enrollment set reason = null, choices = '{}', plan_why = 'Details were deleted by the retention rule'
     where id in (
       select id from enrollment where workspace_id = $1 and state = 'ended' and ended_at < $2
         and (reason is not null or choices <> '{}' or plan_why <> 'Details were deleted by the retention rule') limit $3)`,
    `delete from revision where id in (
       select r.id from revision r join enrollment e on e.id = r.enrollment_id
       where r.workspace_id = $1 and e.state = 'ended' and e.ended_at < $2 limit $3)`,
    `update event set why = null, properties = null where id in (
       select v.id from event v join enrollment e on e.id = v.enrollment_id
       where v.workspace_id = $1 and e.state = 'ended' and e.ended_at < $2 and (v.why is not null or v.properties is not null) limit $3)`,
  ],
  expiredExports: [
    `with expired as (
       update export_job set status = 'expired', size = 0
       where id in (select id from export_job where workspace_id = $1 and status = 'completed' and expires_at <= $2 limit $3)
       returning id),
     files as (delete from export_chunk where workspace_id = $1 and export_id in (select id from expired))
     select id from expired`,
  ],
  // answers of relays and mails that came after the erasure of whom they are about
  erased: [
    `delete from inbound_message where id in (
       select i.id from inbound_message i join message m on m.id = i.message_id join subscriber p on p.id = m.subscriber_id
       where i.workspace_id = $1 and p.status = 'erased' and $2::timestamptz is not null limit $3)`,
    `update message set subject = '${ERASED}', response = null, error = null, reply_to = null where id in (
       select m.id from message m join subscriber p on p.id = m.subscriber_id
       where m.workspace_id = $1 and p.status = 'erased' and $2::timestamptz is not null
         and (m.subject <> '${ERASED}' or m.response is not null or m.error is not null or m.reply_to is not null) limit $3)`,
    `update event set what = '${ERASED}', why = null, properties = null where id in (
       select v.id from event v join subscriber p on p.id = v.subscriber_id
       where v.workspace_id = $1 and p.status = 'erased' and $2::timestamptz is not null
         and (v.what <> '${ERASED}' or v.why is not null or v.properties is not null) limit $3)`,
  ],
};

/** Deletes in batches, so that no lock is held for long. */
export class PgRetentionStore implements RetentionStore {
  constructor(private readonly pool: Pool) {}

  async workspaces(): Promise<readonly { readonly id: string; readonly retention: Retention }[]> {
    const { rows } = await this.pool.query<{ id: string; retention: Partial<Retention> }>(
      'select id, retention from workspace order by id',
    );
    return rows.map(({ id, retention }) => ({ id, retention: { ...DEFAULT_RETENTION, ...retention } }));
  }

  async sweep(workspaceId: string, rule: RetentionRule, at: number): Promise<number> {
    const before = new Date('days' in rule ? at - rule.days * MS_PER_DAY : at);
    let rows = 0;
    for (const sql of RULES[rule.kind]) {
      const { rowCount } = await this.pool.query(sql, [workspaceId, before, BATCH]);
      rows += rowCount ?? 0;
    }
    return rows;
  }
}
