import { ASKED_BY_PERSON, type PrivacyRecord, type PrivacyRepository, sourceWords } from '@dripemails/application';
import type { ListPrivacyRequests, Page, PersonExport, PrivacyReport } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import { type SuppressionKey, keyAt, suppressionHashSql } from '../consent/suppression-sql.js';
import { type Database, inTransaction } from '../database.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';

interface RequestRow {
  id: string;
  workspace_id: string;
  kind: PrivacyRecord['kind'];
  status: PrivacyRecord['status'];
  subscriber_id: string;
  email: string | null;
  requested_by: string;
  answered_at: Date | null;
  answered_by: string | null;
  reason: string | null;
  report: Partial<PrivacyReport>;
  error: string | null;
  created_at: Date;
  completed_at: Date | null;
}

// what is sealed in a report stays in the database
const REQUESTS = `
  select r.id, r.workspace_id, r.kind, r.status, r.subscriber_id, p.email, r.requested_by, r.answered_at, r.answered_by, r.reason,
    r.report - 'sealed' as report, r.error, r.created_at, r.completed_at
  from privacy_request r
  left join subscriber p on p.id = r.subscriber_id and p.workspace_id = r.workspace_id and p.status <> 'erased'
  where r.workspace_id = $1`;

function toRecord(row: RequestRow): PrivacyRecord {
  const { removed = {}, scanned = null, found = [], mentions = [] } = row.report;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    kind: row.kind,
    status: row.status,
    subscriberId: row.subscriber_id,
    email: row.email,
    requestedBy: row.requested_by,
    answeredAt: row.answered_at?.getTime() ?? null,
    answeredBy: row.answered_by,
    reason: row.reason,
    report: { removed, scanned, found, mentions },
    error: row.error,
    createdAt: row.created_at.getTime(),
    completedAt: row.completed_at?.getTime() ?? null,
  };
}

const WANTS = { export: 'Asked for a copy of what is held on them', erase: 'Asked to be erased' } as const;

type Rows = Record<string, unknown>[];
/** What is held on a person, by the key of the export; `$1` is the workspace, `$2` the person. */
const HELD = {
  lists: `select l.id, l.name, m.status, m.created_at as "since" from membership m join list l on l.id = m.list_id
          where m.workspace_id = $1 and m.subscriber_id = $2 order by l.name`,
  tags: 'select tag, created_at as "since" from subscriber_tag where workspace_id = $1 and subscriber_id = $2 order by tag',
  consents: `select c.what, l.name as list, c.text, c.source, c.ip, c.user_agent as "userAgent", c.at from consent c left join list l on l.id = c.list_id
             where c.workspace_id = $1 and c.subscriber_id = $2 order by c.id`,
  topicOptOuts: `select t.name as topic, o.created_at as "since" from topic_opt_out o join topic t on t.id = o.topic_id
                 where o.workspace_id = $1 and o.subscriber_id = $2 order by t.name`,
  optIns: `select o.id, l.name as list, o.state, o.source, o.sent as "mailsSent", o.requested_at as "requestedAt", o.expires_at as "expiresAt", o.ended_at as "endedAt"
           from opt_in o left join list l on l.id = o.list_id where o.workspace_id = $1 and o.subscriber_id = $2 order by o.id`,
  enrollments: `select e.id, s.name as sequence, e.version, e.state, e.outcome, e.reason, e.done as "stepsDone", e.choices, e.plan_do as "nextDo", e.plan_at as "nextAt",
                  e.plan_why as "nextWhy", e.enrolled_at as "enrolledAt", e.ended_at as "endedAt"
                from enrollment e join sequence s on s.id = e.sequence_id where e.workspace_id = $1 and e.subscriber_id = $2 order by e.id`,
  messages: `select id, enrollment_id as "enrollmentId", step_id as "stepId", message_id as "messageId", to_address as "to", subject, reply_to as "replyTo", state,
               attempts, response, error, created_at as "createdAt", sent_at as "sentAt"
             from message where workspace_id = $1 and subscriber_id = $2 order by id`,
  events: `select kind, what, why, name, properties, enrollment_id as "enrollmentId", message_id as "messageId", step_id as "stepId", at
           from event where workspace_id = $1 and subscriber_id = $2 order by at, id`,
  revisions: `select r.step_id as "stepId", r.enrollment_id as "enrollmentId", r.status, r.subject, r.html, r.text, r.model, r.created_at as "createdAt"
              from revision r join enrollment e on e.id = r.enrollment_id where r.workspace_id = $1 and e.subscriber_id = $2 order by r.id`,
  privacyRequests: `select kind, status, created_at as "askedAt", answered_at as "answeredAt", reason from privacy_request
                    where workspace_id = $1 and subscriber_id = $2 and requested_by = '${ASKED_BY_PERSON}' order by id`,
  inbound: `select id, kind, mail_from as "mailFrom", rcpt_to as "rcptTo", from_header as "from", subject, received_at as "receivedAt", encode(raw, 'base64') as raw
            from inbound_message i where i.workspace_id = $1
              and (i.message_id in (select id from message where workspace_id = $1 and subscriber_id = $2)
                or lower(i.mail_from) = (select lower(email) from subscriber where workspace_id = $1 and id = $2)
                or (select lower(email) from subscriber where workspace_id = $1 and id = $2) in (select lower(x) from unnest(i.rcpt_to) as x))
            order by i.id`,
} as const;
const PROFILE = `
  select id, email, first_name as "firstName", last_name as "lastName", time_zone as "timeZone", locale, status, fields,
    mail_paused_until as "mailPausedUntil", cap_per_week as "capPerWeek", created_at as "createdAt", updated_at as "updatedAt"
  from subscriber where workspace_id = $1 and id = $2`;
const SUPPRESSIONS = `
  select kind, value, reason, note, created_at as "since" from suppression
  where workspace_id = $1 and hash in (${['lower($2)', "'@' || split_part(lower($2), '@', -1)"]
    .map((text) => suppressionHashSql(text, '$1', keyAt(3)))
    .join(', ')})`;

/** Privacy requests, and everything that is held on a person. */
export class PgPrivacyRepository implements PrivacyRepository {
  constructor(
    private readonly db: Database,
    private readonly key: SuppressionKey,
  ) {}

  async get(workspaceId: string, id: string): Promise<PrivacyRecord> {
    const { rows } = await this.db.pool.query<RequestRow>(`${REQUESTS} and r.id = $2`, [workspaceId, id]);
    if (rows[0] === undefined) throw new DomainError('privacy_request.not_found', 'There is no such privacy request.');
    return toRecord(rows[0]);
  }

  async list(workspaceId: string, query: ListPrivacyRequests): Promise<Page<PrivacyRecord>> {
    const { rows } = await this.db.pool.query<RequestRow>(
      `${REQUESTS} and ($2::uuid is null or r.id < $2) and ($3::text is null or r.status = $3) and ($4::text is null or r.kind = $4)
         and ($5::uuid is null or r.subscriber_id = $5)
       order by r.id desc limit $6`,
      [
        ...[workspaceId, afterCursor(query.cursor) ?? null, query.status ?? null, query.kind ?? null],
        ...[query.subscriberId ?? null, query.limit + 1],
      ],
    );
    return pageOfRows(rows, query.limit, toRecord);
  }

  async asked(workspaceId: string, subscriberId: string): Promise<readonly PrivacyRecord[]> {
    const { rows } = await this.db.pool.query<RequestRow>(
      `select * from (
         select distinct on (x.kind) x.* from (${REQUESTS} and r.subscriber_id = $2 and r.requested_by = $3) as x order by x.kind, x.id desc
       ) as newest`,
      [workspaceId, subscriberId, ASKED_BY_PERSON],
    );
    return rows.map(toRecord);
  }

  async ask(request: {
    id: string;
    workspaceId: string;
    subscriberId: string;
    kind: PrivacyRecord['kind'];
    at: number;
  }): Promise<boolean> {
    const { id, workspaceId, subscriberId, kind } = request;
    const at = new Date(request.at);
    return await inTransaction(this.db.pool, async (client) => {
      // who presses twice waits for themselves, and so does an erasure
      const { rows } = await client.query<{ status: string }>(
        'select status from subscriber where workspace_id = $1 and id = $2 for no key update',
        [workspaceId, subscriberId],
      );
      if (rows[0] === undefined) throw new DomainError('subscriber.not_found', 'There is no such subscriber.');
      if (rows[0].status === 'erased') return false;
      const { rowCount } = await client.query(
        `insert into privacy_request (id, workspace_id, kind, status, subscriber_id, requested_by, created_at)
         select $1, $2, $3, 'waiting', $4, $5, $6
         where not exists (select 1 from privacy_request where workspace_id = $2 and subscriber_id = $4 and kind = $3 and status = 'waiting')`,
        [id, workspaceId, kind, subscriberId, ASKED_BY_PERSON, at],
      );
      if (rowCount === 0) return true;
      await client.query(
        `insert into event (id, workspace_id, subscriber_id, kind, what, why, at) values ($1, $2, $3, 'preferences', $4, 'Preference page', $5)`,
        [newId(), workspaceId, subscriberId, WANTS[kind], at],
      );
      return true;
    });
  }

  async answer(
    workspaceId: string,
    id: string,
    { reason, answeredBy, at }: { reason: string | null; answeredBy: string; at: number },
  ): Promise<boolean> {
    const { rowCount } = await this.db.pool.query(
      `update privacy_request set status = $3, reason = $4, answered_by = $5, answered_at = $6, completed_at = $6
       where workspace_id = $1 and id = $2 and status = 'waiting'`,
      [workspaceId, id, reason === null ? 'completed' : 'declined', reason, answeredBy, new Date(at)],
    );
    return rowCount === 1;
  }

  async noteExport(request: {
    id: string;
    workspaceId: string;
    subscriberId: string;
    requestedBy: string;
    at: number;
  }): Promise<void> {
    const { at, ...ids } = request;
    const instant = new Date(at);
    await this.db.prisma.privacyRequest.create({
      data: { ...ids, kind: 'export', status: 'completed', createdAt: instant, completedAt: instant },
    });
  }

  async person(workspaceId: string, subscriberId: string): Promise<Omit<PersonExport, 'generatedAt'>> {
    const ref = [workspaceId, subscriberId];
    const { rows } = await this.db.pool.query<Rows[number]>(PROFILE, ref);
    if (rows[0] === undefined) throw new DomainError('subscriber.not_found', 'There is no such subscriber.');
    const { fields, ...profile } = rows[0];
    const held = {} as Record<keyof typeof HELD, Rows>;
    for (const [key, sql] of Object.entries(HELD))
      held[key as keyof typeof HELD] = (await this.db.pool.query<Rows[number]>(sql, ref)).rows;
    const suppressions = await this.db.pool.query<Rows[number]>(SUPPRESSIONS, [
      workspaceId,
      profile['email'],
      ...this.key.parameters,
    ]);
    const enrollments = held.enrollments.map((one) => ({
      ...one,
      timeline: held.events.filter(({ enrollmentId }) => enrollmentId === one['id']),
    }));
    return {
      profile,
      fields: fields as Record<string, unknown>,
      ...held,
      consents: withSourceInWords(held.consents),
      optIns: withSourceInWords(held.optIns),
      enrollments,
      notes: held.events.filter(({ kind }) => kind === 'note'),
      suppressions: suppressions.rows,
    };
  }
}

/** The person learns where something came from, not the ids of the members who did it. */
function withSourceInWords(rows: Rows): Rows {
  return rows.map((row) => ({ ...row, source: sourceWords(String(row['source'])) }));
}
