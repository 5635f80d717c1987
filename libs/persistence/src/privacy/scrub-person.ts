import type { Needles } from '@dripemails/application';
import type { Pool } from 'pg';
import type { AnswerBox } from '../pg-idempotency-store.js';
import { asBytea, likePatterns, needlePattern } from './needles.js';

/** What stands in the place of a text that may not be empty. */
export const ERASED = 'Erased';

/** Why nothing comes of what an erased person still waits for. */
export const NOTHING_HELD = 'You were erased, so nothing is held on you any more.';

/** What an erased person has for an address: of a domain that no mail reaches (RFC 2606). */
export const erasedAddress = (subscriberId: string): string => `erased-${subscriberId}@erased.invalid`;

interface Scrub {
  readonly table: string;
  /** `$1` workspace, `$2` person; what it asks beyond is in `takes`. Touches only what is not clean yet. */
  readonly sql: string;
  readonly takes?: 'address' | 'needles' | 'at';
}

const THEIRS = 'workspace_id = $1 and subscriber_id = $2';
const HIT = (text: string) => `(lower(${text}) like any($3::text[]) and lower(${text}) ~ $4)`;

/** Table by table, what is removed. What stays says that something happened, and to whom no more. */
const SCRUBS: readonly Scrub[] = [
  {
    table: 'subscriber',
    takes: 'address',
    sql: `update subscriber set email = $3, first_name = null, last_name = null, time_zone = null, locale = null, fields = '{}', status = 'erased',
            mail_paused_until = null, cap_per_week = null, updated_at = now()
          where workspace_id = $1 and id = $2
            and (email, first_name, last_name, time_zone, locale, fields, status, mail_paused_until, cap_per_week)
              is distinct from ($3::text, null, null, null, null, '{}'::jsonb, 'erased', null, null)`,
  },
  { table: 'subscriber_tag', sql: `delete from subscriber_tag where ${THEIRS}` },
  { table: 'membership', sql: `delete from membership where ${THEIRS}` },
  { table: 'topic_opt_out', sql: `delete from topic_opt_out where ${THEIRS}` },
  { table: 'trigger_entry', sql: `delete from trigger_entry where ${THEIRS}` },
  // how a person was before a bulk change, to undo it
  { table: 'operation_person', sql: `delete from operation_person where ${THEIRS}` },
  { table: 'last_activity', sql: `delete from last_activity where ${THEIRS}` },
  { table: 'segment_presence', sql: `delete from segment_presence where ${THEIRS}` },
  {
    table: 'opt_in',
    sql: `update opt_in set source = '', state = case when state = 'pending' then 'cancelled' else state end, ended_at = coalesce(ended_at, now()),
            revision = revision + 1
          where ${THEIRS} and (source <> '' or state = 'pending')`,
  },
  {
    table: 'revision',
    sql: 'delete from revision where workspace_id = $1 and enrollment_id in (select id from enrollment where workspace_id = $1 and subscriber_id = $2)',
  },
  {
    table: 'enrollment',
    sql: `update enrollment set reason = null, choices = '{}', entry_key = '', plan_why = '${ERASED}', override_step = null, override_at = null
          where ${THEIRS} and state = 'ended' and (reason, choices, entry_key, plan_why) is distinct from (null, '{}'::jsonb, '', '${ERASED}')`,
  },
  {
    table: 'inbound_message',
    takes: 'needles',
    sql: `delete from inbound_message where workspace_id = $1
          and (message_id in (select id from message where workspace_id = $1 and subscriber_id = $2) or ${HIT('mail_from')} or ${HIT("array_to_string(rcpt_to, ' ')")}
            or ${HIT('from_header')} or ${HIT('subject')} or ${HIT('detail')}
            or (lower(encode(raw, 'escape')) like any($5::text[]) and lower(encode(raw, 'escape')) ~ $6))`,
  },
  {
    table: 'message',
    takes: 'address',
    sql: `update message set to_address = $3, subject = '${ERASED}', reply_to = null, response = null, error = null
          where ${THEIRS} and (to_address, subject, reply_to, response, error) is distinct from ($3::text, '${ERASED}', null, null, null)`,
  },
  {
    table: 'event',
    sql: `update event set what = '${ERASED}', why = null, properties = null
          where ${THEIRS} and (what <> '${ERASED}' or why is not null or properties is not null)`,
  },
  {
    table: 'consent',
    sql: `update consent set subscriber_id = null, text = '', ip = null, user_agent = null where ${THEIRS}`,
  },
  {
    // why something was declined is said in somebody's own words
    table: 'privacy_request',
    sql: `update privacy_request set reason = '${ERASED}' where ${THEIRS} and status = 'declined' and reason not in ('${ERASED}', '${NOTHING_HELD}')`,
  },
  {
    table: 'import_rejection',
    takes: 'needles',
    sql: `update import_rejection set row = '', reason = 'The row was about a person who was erased.' where workspace_id = $1 and (${HIT('row')} or ${HIT('reason')})`,
  },
  {
    // what is left of imports that are over; a file of one at work is waited for
    table: 'import_chunk',
    sql: `delete from import_chunk where workspace_id = $1
          and import_id in (select id from import_job where workspace_id = $1 and status in ('completed', 'failed', 'cancelled')) and $2::uuid is not null`,
  },
  {
    // files are compressed or may be on their way to somebody: none that was begun before stays
    table: 'export_job',
    takes: 'at',
    sql: `update export_job set
            status = case when status = 'completed' then 'expired' else 'cancelled' end,
            failure = case when status = 'completed' then failure else 'A person who may be in it was erased. Start the export again.' end,
            completed_at = coalesce(completed_at, now()), expires_at = case when status = 'completed' then now() end, size = 0
          where workspace_id = $1 and $2::uuid is not null and created_at <= $3 and status in ('completed', 'running', 'queued')`,
  },
  {
    table: 'export_chunk',
    sql: `delete from export_chunk where workspace_id = $1 and $2::uuid is not null
          and export_id in (select id from export_job where workspace_id = $1 and status in ('expired', 'cancelled', 'failed'))`,
  },
];

/** Tables of tenants that hold nothing on a person, or only what a scan finds and takes out of a text. */
export const WITHOUT_PERSON: readonly string[] = [
  'api_key',
  'custom_field',
  'form',
  'import_job',
  // hashes of addresses, gone when the import is over
  'import_seen',
  'list',
  'member',
  'operation',
  'segment',
  'sending_domain',
  'sequence',
  'sequence_trigger',
  'sequence_version',
  'topic',
];
/** Tables that an erasure goes through by itself, with those whose scrub is no single statement. */
export const SCRUBBED: readonly string[] = [...SCRUBS.map(({ table }) => table), 'idempotency_key', 'suppression'];

/** Clocks of the database and of the process may differ by this much. */
const SKEW_MS = 60_000;

/**
 * Removes what is held on a person from every table. Each statement stands for itself and may run twice.
 * @param request `at`: when the erasure was asked for, real ms
 * @returns rows changed or deleted, by table
 */
export async function scrubPerson(
  pool: Pool,
  box: AnswerBox,
  request: { workspaceId: string; subscriberId: string; at: number },
  needles: Needles,
): Promise<Record<string, number>> {
  const { workspaceId, subscriberId } = request;
  const bytes = needles.address.map(asBytea);
  // a row that was rejected for its address may have the name alone
  const all = [...needles.address, ...needles.name];
  const values = {
    address: [erasedAddress(subscriberId)],
    at: [new Date(request.at + SKEW_MS)],
    needles: [likePatterns(needles.address), needlePattern(needles.address)],
  };
  const removed: Record<string, number> = {};
  for (const { table, sql, takes } of SCRUBS) {
    const ofBytes = table === 'inbound_message' ? [likePatterns(bytes), needlePattern(bytes)] : [];
    const looked = table === 'import_rejection' ? [likePatterns(all), needlePattern(all)] : null;
    const extra = takes === undefined ? [] : (looked ?? values[takes]);
    // statements about texts alone do not ask whose they are
    const text = sql.includes('$2') ? sql : `${sql} and $2::uuid is not null`;
    const { rowCount } = await pool.query(text, [workspaceId, subscriberId, ...extra, ...ofBytes]);
    removed[table] = (removed[table] ?? 0) + (rowCount ?? 0);
  }
  removed['idempotency_key'] = await scrubAnswers(pool, box, { workspaceId, subscriberId }, needles);
  return removed;
}

/**
 * Empties stored answers that are about the person, and drops keys that hold the address. A key whose answer is emptied
 * still guards against doing its request twice.
 */
async function scrubAnswers(
  pool: Pool,
  box: AnswerBox,
  { workspaceId, subscriberId }: { workspaceId: string; subscriberId: string },
  needles: Needles,
): Promise<number> {
  const { rowCount } = await pool.query(
    // also in the middle of a word: `signup-` and an address is a usual key, and a key too many does no harm
    'delete from idempotency_key where workspace_id = $1 and lower(key) like any($2::text[])',
    [workspaceId, likePatterns(needles.address)],
  );
  let count = rowCount ?? 0;
  const emptied = JSON.stringify({ id: subscriberId, erased: true });
  for await (const { key, text } of answersAbout(pool, box, workspaceId, [...needles.address, subscriberId])) {
    if (text === emptied) continue;
    await pool.query('update idempotency_key set body = $3 where workspace_id = $1 and key = $2', [
      workspaceId,
      key,
      JSON.stringify(box.seal(emptied)),
    ]);
    count++;
  }
  return count;
}

const BATCH = 500;

/** The stored answers, opened and in lower case, that hold one of the texts. */
export async function* answersAbout(
  pool: Pool,
  box: AnswerBox,
  workspaceId: string,
  texts: readonly string[],
): AsyncGenerator<{ key: string; text: string }> {
  for (let after = ''; ;) {
    const { rows } = await pool.query<{ key: string; body: unknown }>(
      'select key, body from idempotency_key where workspace_id = $1 and key > $2 order by key limit $3',
      [workspaceId, after, BATCH],
    );
    for (const { key, body } of rows) {
      const text = typeof body === 'string' ? box.open(body)?.toLowerCase() : undefined;
      if (text !== undefined && texts.some((one) => text.includes(one))) yield { key, text };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = last.key;
  }
}
