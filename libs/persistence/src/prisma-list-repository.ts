import {
  type AudienceReader,
  type JoinedList,
  type ListContent,
  type ListRecord,
  type ListRepository,
  personErased,
} from '@dripemails/application';
import type { ListUse, Page, PageQuery } from '@dripemails/contracts';
import { DEFAULT_OPT_IN, DomainError, type SubscriberStatus } from '@dripemails/domain';
import { type Database, inTransaction, isUniqueViolation } from './database.js';
import { afterCursor, pageOfRows } from './keyset-page.js';
import { listUses } from './list/list-uses.js';
import { aloneWithSegments } from './segment/alone-with-segments.js';
import { recordFacts } from './trigger/notice-facts.js';
import { joinLists, leaveLists } from './trigger/person-writes.js';

const withCount = {
  include: { _count: { select: { memberships: { where: { status: 'active' } } } } },
} as const;
type Row = {
  id: string;
  name: string;
  description: string;
  optIn: string;
  isPublic: boolean;
  confirmation: unknown;
  createdAt: Date;
  _count: { memberships: number };
};
const toRecord = (row: Row): ListRecord => ({
  id: row.id,
  name: row.name,
  description: row.description,
  optIn: row.optIn === 'double' ? 'double' : 'single',
  isPublic: row.isPublic,
  confirmation: { ...DEFAULT_OPT_IN, ...(row.confirmation as Partial<ListRecord['confirmation']>) },
  subscribers: row._count.memberships,
  createdAt: row.createdAt.getTime(),
});

// What people were asked to confirm stays with what is left of it. Whoever gets mail already and has nothing left to confirm
// is not reminded of it. Before the list goes, as by everybody who confirms.
const LET_GO = `
  with o as (
    select o.id, o.sent > 0 and o.state = 'pending' and p.status = 'active' and not exists (
      select 1 from list l where l.id = any(o.list_ids) and l.id <> $2::uuid) as "isIdle"
    from opt_in o join subscriber p on p.id = o.subscriber_id
    where o.workspace_id = $1 and (o.list_id = $2::uuid or $2::uuid = any(o.list_ids)))
  update opt_in set list_id = nullif(opt_in.list_id, $2::uuid),
    due_at = case when o."isIdle" then expires_at else due_at end,
    revision = revision + o."isIdle"::int
  from o where opt_in.id = o.id`;

export class PrismaListRepository implements ListRepository, AudienceReader {
  constructor(private readonly db: Database) {}

  async create(workspaceId: string, list: ListContent & { id: string }): Promise<void> {
    const data = { ...list, confirmation: { ...list.confirmation }, workspaceId };
    await named(() => this.db.prisma.list.create({ data }));
  }

  async update(
    workspaceId: string,
    id: string,
    change: { readonly [K in keyof ListContent]?: ListContent[K] | undefined },
  ): Promise<void> {
    const data = {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.description === undefined ? {} : { description: change.description }),
      ...(change.optIn === undefined ? {} : { optIn: change.optIn }),
      ...(change.isPublic === undefined ? {} : { isPublic: change.isPublic }),
      ...(change.confirmation === undefined ? {} : { confirmation: { ...change.confirmation } }),
    };
    const { count } = await named(() => this.db.prisma.list.updateMany({ where: { workspaceId, id }, data }));
    if (count === 0) throw notFound();
  }

  async delete(workspaceId: string, id: string): Promise<ListUse['usedBy']> {
    return await inTransaction(this.db.pool, async (client) => {
      // a rule that is being written looks for its lists meanwhile: it is found here, or finds the list gone
      await aloneWithSegments(client, workspaceId);
      const uses = await listUses(client, workspaceId, id);
      if (uses.length > 0) return uses;
      await client.query(LET_GO, [workspaceId, id]);
      const { rowCount } = await client.query('delete from list where workspace_id = $1 and id = $2', [
        workspaceId,
        id,
      ]);
      if (rowCount === 0) throw notFound();
      return [];
    });
  }

  async uses(workspaceId: string, id: string): Promise<ListUse['usedBy']> {
    await this.get(workspaceId, id);
    return await listUses(this.db.pool, workspaceId, id);
  }

  async get(workspaceId: string, id: string): Promise<ListRecord> {
    const row = await this.db.prisma.list.findFirst({ where: { workspaceId, id }, ...withCount });
    if (row === null) throw notFound();
    return toRecord(row);
  }

  async list(workspaceId: string, query: PageQuery): Promise<Page<ListRecord>> {
    const after = afterCursor(query.cursor);
    const rows = await this.db.prisma.list.findMany({
      where: { workspaceId, ...(after === undefined ? {} : { id: { lt: after } }) },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
      ...withCount,
    });
    return pageOfRows(rows, query.limit, toRecord);
  }

  async addMember(workspaceId: string, listId: string, subscriberId: string, at: number): Promise<JoinedList> {
    await this.get(workspaceId, listId);
    const { waiting, result } = await recordFacts(this.db.pool, workspaceId, async (client) => {
      const { rows } = await client.query<{ status: SubscriberStatus }>(
        'select status from subscriber where workspace_id = $1 and id = $2 for no key update',
        [workspaceId, subscriberId],
      );
      if (rows[0] === undefined)
        throw new DomainError('subscriber.not_found', 'There is no such subscriber.', [
          { path: 'subscriberId', message: 'There is no such subscriber.' },
        ]);
      if (rows[0].status === 'erased') throw personErased('subscriberId');
      const facts = await joinLists(client, { workspaceId, subscriberId, at, event: { why: null } }, [listId]);
      const { rows: memberships } = await client.query<Pick<JoinedList, 'status'>>(
        'select status from membership where workspace_id = $1 and list_id = $2 and subscriber_id = $3',
        [workspaceId, listId, subscriberId],
      );
      // the list was there a moment ago
      if (memberships[0] === undefined) throw notFound();
      const { status } = memberships[0];
      return { facts, result: { hasJoined: facts.length > 0, status, subscriberStatus: rows[0].status } };
    });
    return { ...result, waiting };
  }

  async removeMember(
    workspaceId: string,
    listId: string,
    subscriberId: string,
    at: number,
  ): Promise<readonly string[]> {
    const { waiting } = await recordFacts(this.db.pool, workspaceId, async (client) => {
      const person = [workspaceId, subscriberId];
      const { rowCount } = await client.query('select 1 from subscriber where workspace_id = $1 and id = $2', person);
      if (rowCount === 0) throw new DomainError('subscriber.not_found', 'There is no such subscriber.');
      const facts = await leaveLists(client, { workspaceId, subscriberId, at, event: { why: null } }, [listId]);
      return { facts, result: null };
    });
    return waiting;
  }

  async existing(workspaceId: string, ids: readonly string[]): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const rows = await this.db.prisma.list.findMany({
      where: { workspaceId, id: { in: [...ids] } },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  async members(
    workspaceId: string,
    listId: string,
    cursor: string | null,
    limit: number,
  ): Promise<readonly { subscriberId: string; timeZone: string | null; status: string }[]> {
    const rows = await this.db.prisma.membership.findMany({
      where: { workspaceId, listId, status: 'active', ...(cursor === null ? {} : { subscriberId: { gt: cursor } }) },
      orderBy: { subscriberId: 'asc' },
      take: limit,
      select: { subscriberId: true, subscriber: { select: { timeZone: true, status: true } } },
    });
    return rows.map((row) => ({
      subscriberId: row.subscriberId,
      timeZone: row.subscriber.timeZone,
      status: row.subscriber.status,
    }));
  }

  async countMembers(workspaceId: string, listId: string): Promise<number> {
    return await this.db.prisma.membership.count({ where: { workspaceId, listId, status: 'active' } });
  }
}

async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error))
      throw new DomainError('list.name_taken', 'A list with this name exists.', [
        { path: 'name', message: 'A list with this name exists: choose another.' },
      ]);
    throw error;
  }
}

function notFound(): DomainError {
  return new DomainError('list.not_found', 'There is no such list.');
}
