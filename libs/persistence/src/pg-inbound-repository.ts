import type {
  Acted,
  InboundAct,
  InboundRecord,
  InboundRepository,
  MessageAbout,
  NewInbound,
} from '@dripemails/application';
import type { InboundQuery, Page } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Pool, PoolClient } from 'pg';
import type { SuppressionKey } from './consent/suppression-sql.js';
import { type Database, inTransactionAgain } from './database.js';
import { cameBefore, carryOut } from './inbound-acts.js';
import { afterCursor, pageOfRows } from './keyset-page.js';
import { likePattern } from './like-pattern.js';

const COLUMNS = `i.id, i.workspace_id, i.kind, i.mail_from, i.rcpt_to, i.from_header, i.subject, i.message_id_header, i.message_id, i.detail, i.size, i.received_at, m.enrollment_id`;

interface Row {
  id: string;
  workspace_id: string;
  kind: InboundRecord['kind'];
  mail_from: string;
  rcpt_to: string[];
  from_header: string;
  subject: string;
  message_id_header: string | null;
  message_id: string | null;
  detail: string | null;
  size: number;
  received_at: Date;
  enrollment_id: string | null;
}

const toRecord = (row: Row): InboundRecord => ({
  id: row.id,
  workspaceId: row.workspace_id,
  kind: row.kind,
  mailFrom: row.mail_from,
  rcptTo: row.rcpt_to,
  fromHeader: row.from_header,
  subject: row.subject,
  messageIdHeader: row.message_id_header,
  messageId: row.message_id,
  detail: row.detail,
  enrollmentId: row.enrollment_id,
  size: row.size,
  receivedAt: row.received_at.getTime(),
});

const INSERT = `
  insert into inbound_message (id, workspace_id, kind, mail_from, rcpt_to, from_header, subject, message_id_header, message_id, detail, size, raw, received_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

/** PostgreSQL's text cannot hold NUL, which a broken header can. */
const clean = (text: string): string => text.replaceAll('\u0000', '\uFFFD');

const FIND_MESSAGES = `
  select m.id, m.workspace_id as "workspaceId", m.subscriber_id as "subscriberId", m.enrollment_id as "enrollmentId",
         m.step_id as "stepId", m.to_address as "to", m.message_id as "messageIdHeader",
         s.name as "sequenceName", l.name as "listName"
  from message m left join enrollment e on e.id = m.enrollment_id and e.workspace_id = m.workspace_id
  left join sequence s on s.id = m.sequence_id left join list l on l.id = e.list_id and l.workspace_id = m.workspace_id
  where m.id = any($1::uuid[]) or m.message_id = any($2::text[])`;

const storable = (mail: NewInbound): NewInbound => ({
  ...mail,
  mailFrom: clean(mail.mailFrom),
  rcptTo: mail.rcptTo.map(clean),
  fromHeader: clean(mail.fromHeader),
  subject: clean(mail.subject),
  messageIdHeader: mail.messageIdHeader === null ? null : clean(mail.messageIdHeader),
  detail: mail.detail === null ? null : clean(mail.detail),
});

async function insert(client: Pool | PoolClient, mail: NewInbound): Promise<void> {
  await client.query({
    name: 'inbound-add',
    text: INSERT,
    values: [
      mail.id,
      mail.workspaceId,
      mail.kind,
      mail.mailFrom,
      mail.rcptTo,
      mail.fromHeader,
      mail.subject,
      mail.messageIdHeader,
      mail.messageId,
      mail.detail,
      mail.raw.byteLength,
      mail.raw,
      new Date(mail.receivedAt),
    ],
  });
}

/** A workspace that had the same mail before keeps the copy, and nothing happens a second time. */
async function storeAndAct(
  client: PoolClient,
  key: SuppressionKey,
  mails: readonly NewInbound[],
  acts: readonly InboundAct[],
): Promise<Acted> {
  const [first] = mails;
  if (first === undefined) return { ended: [], waiting: [] };
  const repeated = new Set<string>();
  for (const mail of mails) {
    if (await cameBefore(client, mail)) repeated.add(mail.workspaceId);
    await insert(client, mail);
  }
  const fresh = acts.filter(({ about }) => !repeated.has(about.workspaceId));
  return await carryOut(client, key, fresh, first.receivedAt);
}

export class PgInboundRepository implements InboundRepository {
  constructor(
    private readonly db: Database,
    private readonly key: SuppressionKey,
  ) {}

  async addAndAct(mails: readonly NewInbound[], acts: readonly InboundAct[]): Promise<Acted> {
    const rows = mails.map(storable);
    const [only] = rows;
    // nearly every mail: a copy of our own, in one round trip
    if (only !== undefined && rows.length === 1 && acts.length === 0) {
      await insert(this.db.pool, only);
      return { ended: [], waiting: [] };
    }
    // a peer would come back minutes later with a mail that only lost a race for a row
    return await inTransactionAgain(this.db.pool, (client) => storeAndAct(client, this.key, rows, acts));
  }

  async findMessages(ids: readonly string[], messageIdHeaders: readonly string[]): Promise<readonly MessageAbout[]> {
    const { rows } = await this.db.pool.query<MessageAbout>({
      name: 'inbound-find-messages',
      text: FIND_MESSAGES,
      values: [ids, messageIdHeaders.map(clean)],
    });
    return rows;
  }

  async list(workspaceId: string, query: InboundQuery): Promise<Page<InboundRecord>> {
    const { rows } = await this.db.pool.query<Row>(
      `select ${COLUMNS} from inbound_message i left join message m on m.id = i.message_id
       where i.workspace_id = $1 and ($2::uuid is null or i.id < $2) and ($3::text is null or i.kind = $3)
         and ($4::text is null or i.subject ilike $4 or i.from_header ilike $4 or array_to_string(i.rcpt_to, ' ') ilike $4)
       order by i.id desc limit $5`,
      [workspaceId, afterCursor(query.cursor) ?? null, query.kind ?? null, likePattern(query.query), query.limit + 1],
    );
    return pageOfRows(rows, query.limit, toRecord);
  }

  async get(workspaceId: string, id: string): Promise<InboundRecord> {
    const { rows } = await this.db.pool.query<Row>(
      `select ${COLUMNS} from inbound_message i left join message m on m.id = i.message_id where i.workspace_id = $1 and i.id = $2`,
      [workspaceId, id],
    );
    if (rows[0] === undefined) throw notFound();
    return toRecord(rows[0]);
  }

  async raw(workspaceId: string, id: string): Promise<Uint8Array> {
    const { rows } = await this.db.pool.query<{ raw: Buffer }>(
      'select raw from inbound_message where workspace_id = $1 and id = $2',
      [workspaceId, id],
    );
    if (rows[0] === undefined) throw notFound();
    return rows[0].raw;
  }

  async hasMessageId(messageIdHeader: string): Promise<boolean> {
    const { rowCount } = await this.db.pool.query(
      "select 1 from inbound_message where message_id_header = $1 and kind = 'captured' limit 1",
      [messageIdHeader],
    );
    return (rowCount ?? 0) > 0;
  }
}

function notFound(): DomainError {
  return new DomainError('inbound.not_found', 'There is no such mail.');
}
