import type { TopicRecord, TopicRepository } from '@dripemails/application';
import type { Page, PageQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import { type Database, isUniqueViolation } from '../database.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';

const withCount = { include: { _count: { select: { optOuts: true } } } } as const;
type Row = { id: string; name: string; description: string; createdAt: Date; _count: { optOuts: number } };
const toRecord = (row: Row): TopicRecord => ({
  ...{ id: row.id, name: row.name, description: row.description, optOuts: row._count.optOuts },
  createdAt: row.createdAt.getTime(),
});

// By the draft or by what runs; an archived sequence sends nothing.
const USED_BY = `
  select s.name from sequence s left join sequence_version v on v.sequence_id = s.id and v.version = s.current_version
  where s.workspace_id = $1 and s.state <> 'archived'
    and (s.draft_settings ->> 'topicId' = $2 or v.settings ->> 'topicId' = $2) order by s.name limit 1`;

export class PrismaTopicRepository implements TopicRepository {
  constructor(private readonly db: Database) {}

  async create(workspaceId: string, topic: Pick<TopicRecord, 'id' | 'name' | 'description'>): Promise<void> {
    await named(() => this.db.prisma.topic.create({ data: { ...topic, workspaceId } }));
  }

  async update(workspaceId: string, id: string, change: Parameters<TopicRepository['update']>[2]): Promise<void> {
    const data = {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.description === undefined ? {} : { description: change.description }),
    };
    const { count } = await named(() => this.db.prisma.topic.updateMany({ where: { workspaceId, id }, data }));
    if (count === 0) throw notFound();
  }

  async delete(workspaceId: string, id: string): Promise<void> {
    const { rows } = await this.db.pool.query<{ name: string }>(USED_BY, [workspaceId, id]);
    if (rows[0] !== undefined)
      throw new DomainError(
        'topic.in_use',
        `Sequence '${rows[0].name}' is about this topic: choose another in its settings and publish it first.`,
      );
    const { count } = await this.db.prisma.topic.deleteMany({ where: { workspaceId, id } });
    if (count === 0) throw notFound();
  }

  async get(workspaceId: string, id: string): Promise<TopicRecord> {
    const row = await this.db.prisma.topic.findFirst({ where: { workspaceId, id }, ...withCount });
    if (row === null) throw notFound();
    return toRecord(row);
  }

  async list(workspaceId: string, query: PageQuery): Promise<Page<TopicRecord>> {
    const after = afterCursor(query.cursor);
    const rows = await this.db.prisma.topic.findMany({
      where: { workspaceId, ...(after === undefined ? {} : { id: { lt: after } }) },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
      ...withCount,
    });
    return pageOfRows(rows, query.limit, toRecord);
  }
}

async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error))
      throw new DomainError('topic.name_taken', 'A topic with this name exists.', [
        { path: 'name', message: 'A topic with this name exists: choose another.' },
      ]);
    throw error;
  }
}

function notFound(): DomainError {
  return new DomainError('topic.not_found', 'There is no such topic.');
}
