import type { InboundRecord, InboundRepository, NewInbound } from '@dripemails/application';
import type { InboundQuery, Page } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Database } from './database.js';
import { afterCursor, pageOfRows } from './keyset-page.js';
import { likePattern } from './like-pattern.js';

const COLUMNS = `i.id, i.workspace_id, i.kind, i.mail_from, i.rcpt_to, i.from_header, i.subject, i.message_id_header, i.message_id, i.size, i.received_at, m.enrollment_id`;

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
  enrollmentId: row.enrollment_id,
  size: row.size,
  receivedAt: row.received_at.getTime(),
});

const INSERT = `
  insert into inbound_message (id, workspace_id, kind, mail_from, rcpt_to, from_header, subject, message_id_header, message_id, size, raw, received_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

/** PostgreSQL's text cannot hold NUL, which a broken header can. */
const clean = (text: string): string => text.replaceAll('\u0000', '\uFFFD');

export class PgInboundRepository implements InboundRepository {
  constructor(private readonly db: Database) {}

  async add(mail: NewInbound): Promise<void> {
    await this.db.pool.query({
      name: 'inbound-add',
      text: INSERT,
      values: [
        mail.id,
        mail.workspaceId,
        mail.kind,
        clean(mail.mailFrom),
        mail.rcptTo.map(clean),
        clean(mail.fromHeader),
        clean(mail.subject),
        mail.messageIdHeader === null ? null : clean(mail.messageIdHeader),
        mail.messageId,
        mail.raw.byteLength,
        mail.raw,
        new Date(mail.receivedAt),
      ],
    });
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
