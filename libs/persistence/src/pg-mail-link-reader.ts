import type { MailLinkReader, MailLinkTarget } from '@dripemails/application';
import type { Pool } from 'pg';
import { refusesConfirmationSql } from './consent/remember-no.js';
import { type SuppressionKey, keyAt, suppressedSql } from './consent/suppression-sql.js';

// the person is asked for in the workspace of the mail, and so is the list; whoever holds a mail to an address of before is
// not told the new one
const TARGET = `
  select m.workspace_id, m.subscriber_id, m.to_address as email, p.status, l.id as list_id, l.name as list_name,
    case when ${refusesConfirmationSql('p.email', 'm.workspace_id', keyAt(2))} then 'otherwise'
      when ${suppressedSql('p.email', 'm.workspace_id', keyAt(2))} then 'byTheirNo' end as suppressed
  from message m
  join subscriber p on p.id = m.subscriber_id and p.workspace_id = m.workspace_id
  left join enrollment e on e.id = m.enrollment_id and e.workspace_id = m.workspace_id
  left join list l on l.id = e.list_id and l.workspace_id = m.workspace_id
  where m.id = $1`;

interface Row {
  workspace_id: string;
  subscriber_id: string;
  email: string;
  status: string;
  list_id: string | null;
  list_name: string | null;
  suppressed: MailLinkTarget['suppressed'];
}

export class PgMailLinkReader implements MailLinkReader {
  constructor(
    private readonly pool: Pool,
    private readonly key: SuppressionKey,
  ) {}

  async target(messageId: string): Promise<MailLinkTarget | null> {
    const { rows } = await this.pool.query<Row>(TARGET, [messageId, ...this.key.parameters]);
    const [row] = rows;
    if (row === undefined) return null;
    const { workspace_id, subscriber_id, email, status, suppressed, list_id, list_name } = row;
    const list = list_id === null || list_name === null ? null : { id: list_id, name: list_name };
    return { workspaceId: workspace_id, subscriberId: subscriber_id, email, status, suppressed, list };
  }
}
