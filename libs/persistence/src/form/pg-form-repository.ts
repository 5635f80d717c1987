import type { FormContent, FormRecord, FormRepository, Submission, Submitted } from '@dripemails/application';
import type { Page, PageQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { SuppressionKey } from '../consent/suppression-sql.js';
import { type Database, isUniqueViolation } from '../database.js';
import type { Form } from '../generated/client.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';
import { recordFacts } from '../trigger/notice-facts.js';
import { submitForm } from './submit-form.js';

/** What of a form stands in its `config` column. */
type Config = Omit<FormContent, 'name' | 'listIds' | 'tags'>;

const toRecord = (row: Form): FormRecord => ({
  ...(row.config as unknown as Config),
  id: row.id,
  workspaceId: row.workspaceId,
  name: row.name,
  listIds: row.listIds,
  tags: row.tags,
  submissions: row.submissions,
  createdAt: row.createdAt.getTime(),
  updatedAt: row.updatedAt.getTime(),
});

/** The columns of a form's content; what is not given is left out. */
function columnsOf({ name, listIds, tags, ...config }: FormContent) {
  return { name, listIds: [...listIds], tags: [...tags], config: JSON.parse(JSON.stringify(config)) as object };
}

export class PgFormRepository implements FormRepository {
  constructor(
    private readonly db: Database,
    private readonly key: SuppressionKey,
  ) {}

  async create(workspaceId: string, { id, ...content }: FormContent & { id: string }): Promise<void> {
    await named(() => this.db.prisma.form.create({ data: { id, workspaceId, ...columnsOf(content) } }));
  }

  async update(
    workspaceId: string,
    id: string,
    change: { readonly [K in keyof FormContent]?: FormContent[K] | undefined },
  ): Promise<void> {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    await named(() =>
      this.db.prisma.$transaction(async (transaction) => {
        // two members who change different things at a time change both
        await transaction.$queryRaw`select 1 from form where id = ${id}::uuid and workspace_id = ${workspaceId}::uuid for update`;
        const row = await transaction.form.findFirst({ where: { workspaceId, id } });
        if (row === null) throw notFound();
        const {
          id: _id,
          workspaceId: _workspace,
          submissions: _count,
          createdAt: _at,
          updatedAt: _then,
          ...content
        } = toRecord(row);
        const data = { ...columnsOf({ ...content, ...given }), updatedAt: new Date() };
        await transaction.form.updateMany({ where: { workspaceId, id }, data });
      }),
    );
  }

  async delete(workspaceId: string, id: string): Promise<void> {
    const { count } = await this.db.prisma.form.deleteMany({ where: { workspaceId, id } });
    if (count === 0) throw notFound();
  }

  async get(workspaceId: string, id: string): Promise<FormRecord> {
    const row = await this.db.prisma.form.findFirst({ where: { workspaceId, id } });
    if (row === null) throw notFound();
    return toRecord(row);
  }

  async list(workspaceId: string, query: PageQuery): Promise<Page<FormRecord>> {
    const after = afterCursor(query.cursor);
    const rows = await this.db.prisma.form.findMany({
      where: { workspaceId, ...(after === undefined ? {} : { id: { lt: after } }) },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return pageOfRows(rows, query.limit, toRecord);
  }

  async find(id: string): Promise<FormRecord | null> {
    const row = await this.db.prisma.form.findUnique({ where: { id } });
    return row === null ? null : toRecord(row);
  }

  async submit(form: FormRecord, submission: Submission): Promise<Submitted> {
    const { waiting, result } = await recordFacts(this.db.pool, form.workspaceId, async (client) => {
      return await submitForm(client, this.key, form, submission);
    });
    return { ...result, waiting };
  }
}

async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error))
      throw new DomainError('form.name_taken', 'A form with this name exists.', [
        { path: 'name', message: 'A form with this name exists: choose another.' },
      ]);
    throw error;
  }
}

function notFound(): DomainError {
  return new DomainError('form.not_found', 'There is no such form.');
}
