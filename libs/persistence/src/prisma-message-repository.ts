import type { ActivityTarget, MessageRecord, MessageRepository } from '@dripemails/application';
import type { MessageQuery, Page } from '@dripemails/contracts';
import { DomainError, statesOf } from '@dripemails/domain';
import type { Database } from './database.js';
import type { Message } from './generated/client.js';
import { afterCursor, pageOfRows } from './keyset-page.js';

const toRecord = (row: Message): MessageRecord => ({
  id: row.id,
  enrollmentId: row.enrollmentId,
  sequenceId: row.sequenceId,
  subscriberId: row.subscriberId,
  stepId: row.stepId,
  to: row.toAddress,
  subject: row.subject,
  state: row.state as MessageRecord['state'],
  messageId: row.messageId,
  replyTo: row.replyTo,
  sentAt: row.sentAt?.getTime() ?? null,
  error: row.error,
  attempts: row.attempts,
  createdAt: row.createdAt.getTime(),
});

export class PrismaMessageRepository implements MessageRepository {
  constructor(private readonly db: Database) {}

  async get(workspaceId: string, id: string): Promise<MessageRecord> {
    const row = await this.db.prisma.message.findFirst({ where: { workspaceId, id } });
    if (row === null) throw new DomainError('message.not_found', 'There is no such message.');
    return toRecord(row);
  }

  async list(workspaceId: string, query: MessageQuery): Promise<Page<MessageRecord>> {
    const after = afterCursor(query.cursor);
    const rows = await this.db.prisma.message.findMany({
      where: {
        workspaceId,
        ...(after === undefined ? {} : { id: { lt: after } }),
        ...(query.status === undefined ? {} : { state: { in: statesOf(query.status) } }),
        ...(query.enrollmentId === undefined ? {} : { enrollmentId: query.enrollmentId }),
        ...(query.subscriberId === undefined ? {} : { subscriberId: query.subscriberId }),
        ...(query.sequenceId === undefined ? {} : { sequenceId: query.sequenceId }),
      },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return pageOfRows(rows, query.limit, toRecord);
  }

  async workspaceOf(id: string): Promise<string | null> {
    const row = await this.db.prisma.message.findUnique({ where: { id }, select: { workspaceId: true } });
    return row?.workspaceId ?? null;
  }

  async activityTarget(id: string): Promise<ActivityTarget | null> {
    const row = await this.db.prisma.message.findUnique({
      where: { id },
      select: { workspaceId: true, subscriberId: true, enrollmentId: true, stepId: true, subject: true },
    });
    return row === null ? null : { messageRowId: id, ...row };
  }
}
