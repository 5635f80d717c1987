import type { OperationProgress, OperationRecord, OperationRepository } from '@dripemails/application';
import type { Page, PageQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Database } from './database.js';
import type { Operation } from './generated/client.js';
import { afterCursor, pageOfRows } from './keyset-page.js';

const toRecord = (row: Operation): OperationRecord => ({
  id: row.id,
  workspaceId: row.workspaceId,
  kind: row.kind as OperationRecord['kind'],
  status: row.status as OperationRecord['status'],
  title: row.title,
  params: row.params as Record<string, string>,
  cursor: row.cursor,
  total: row.total,
  done: row.done,
  failed: row.failed,
  skipped: row.skipped,
  failures: row.failures as unknown as OperationRecord['failures'],
  createdAt: row.createdAt.getTime(),
  completedAt: row.completedAt?.getTime() ?? null,
});

export class PrismaOperationRepository implements OperationRepository {
  constructor(private readonly db: Database) {}

  async create(
    operation: Pick<OperationRecord, 'id' | 'workspaceId' | 'kind' | 'title' | 'params' | 'total'>,
  ): Promise<void> {
    await this.db.prisma.operation.create({ data: { ...operation, params: { ...operation.params } } });
  }

  async get(workspaceId: string, id: string): Promise<OperationRecord> {
    const row = await this.db.prisma.operation.findFirst({ where: { workspaceId, id } });
    if (row === null) throw new DomainError('operation.not_found', 'There is no such operation.');
    return toRecord(row);
  }

  async list(workspaceId: string, query: PageQuery): Promise<Page<OperationRecord>> {
    const after = afterCursor(query.cursor);
    const rows = await this.db.prisma.operation.findMany({
      where: { workspaceId, ...(after === undefined ? {} : { id: { lt: after } }) },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return pageOfRows(rows, query.limit, toRecord);
  }

  async advance(workspaceId: string, id: string, from: string | null, progress: OperationProgress): Promise<void> {
    const isLast = progress.completedAt !== null;
    await this.db.prisma.operation.updateMany({
      where: { workspaceId, id, cursor: from, status: { in: ['queued', 'running'] } },
      data: {
        cursor: progress.cursor,
        done: { increment: progress.done },
        failed: { increment: progress.failed },
        skipped: { increment: progress.skipped },
        ...(progress.failures === undefined ? {} : { failures: progress.failures.map((one) => ({ ...one })) }),
        status: isLast ? 'completed' : 'running',
        completedAt: progress.completedAt === null ? null : new Date(progress.completedAt),
      },
    });
  }

  async fail(workspaceId: string, id: string, reason: string, at: number): Promise<void> {
    await this.db.prisma.operation.updateMany({
      where: { workspaceId, id, completedAt: null },
      data: { status: 'failed', error: reason.slice(0, 1000), completedAt: new Date(at) },
    });
  }
}
