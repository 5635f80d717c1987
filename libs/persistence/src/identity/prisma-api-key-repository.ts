import type { ApiKeyRecord, ApiKeyRepository } from '@dripemails/application';
import type { Page, PageQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Database } from '../database.js';
import type { ApiKey } from '../generated/client.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';

const toRecord = (row: ApiKey): ApiKeyRecord => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  createdAt: row.createdAt.getTime(),
  lastUsedAt: row.lastUsedAt?.getTime() ?? null,
});

/** The time of last use is for people: a minute is exact enough and spares a write per request. */
const NOTE_USE_EVERY_MS = 60_000;

export class PrismaApiKeyRepository implements ApiKeyRepository {
  constructor(private readonly db: Database) {}

  async create(workspaceId: string, key: { id: string; name: string; prefix: string; hash: string }): Promise<void> {
    await this.db.prisma.apiKey.create({ data: { ...key, workspaceId } });
  }

  async list(workspaceId: string, query: PageQuery): Promise<Page<ApiKeyRecord>> {
    const after = afterCursor(query.cursor);
    const rows = await this.db.prisma.apiKey.findMany({
      where: { workspaceId, revokedAt: null, ...(after === undefined ? {} : { id: { lt: after } }) },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return pageOfRows(rows, query.limit, toRecord);
  }

  async get(workspaceId: string, id: string): Promise<ApiKeyRecord> {
    const row = await this.db.prisma.apiKey.findFirst({ where: { workspaceId, id, revokedAt: null } });
    if (row === null) throw notFound();
    return toRecord(row);
  }

  async revoke(workspaceId: string, id: string, at: number): Promise<void> {
    const { count } = await this.db.prisma.apiKey.updateMany({
      where: { workspaceId, id, revokedAt: null },
      data: { revokedAt: new Date(at) },
    });
    if (count === 0) throw notFound();
  }

  async findByHash(hash: string, at: number): Promise<{ workspaceId: string; id: string } | null> {
    const row = await this.db.prisma.apiKey.findFirst({
      where: { hash, revokedAt: null },
      select: { id: true, workspaceId: true, lastUsedAt: true },
    });
    if (row === null) return null;
    if ((row.lastUsedAt?.getTime() ?? 0) < at - NOTE_USE_EVERY_MS)
      await this.db.prisma.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: new Date(at) } });
    return { workspaceId: row.workspaceId, id: row.id };
  }
}

function notFound(): DomainError {
  return new DomainError('api_key.not_found', 'There is no such API key, or it was revoked.');
}
