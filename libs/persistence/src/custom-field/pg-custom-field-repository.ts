import type { CustomFieldRecord, CustomFieldRepository, FieldConversion } from '@dripemails/application';
import type { CustomFieldUse, Page, PageQuery } from '@dripemails/contracts';
import { DomainError, type FieldDefinition, type FieldType, type ParsedFieldValue } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { type Database, inTransaction, isUniqueViolation } from '../database.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';

const COLUMNS = 'id, name, label, type, choices, created_at';
/** People in one statement of a conversion. */
const PAGE = 5000;
const MOST_EXAMPLES = 10;

interface Row {
  id: string;
  name: string;
  label: string;
  type: FieldType;
  choices: string[];
  created_at: Date;
}
const toRecord = ({ created_at, ...row }: Row): CustomFieldRecord => ({ ...row, createdAt: created_at.getTime() });

// Where a name stands in what is stored as JSON: in a rule or a step as `"field": "name"`, in a mail as a placeholder.
const NAMED = (json: string) =>
  `(${json} ~ ('"field": "' || $2 || '"') or ${json} ~ ('fields\\.' || $2 || '\\M') or ${json} ~ ('fields\\[(\\\\"|'')' || $2 || '(\\\\"|'')\\]'))`;

const USED_BY = `
  select 'draft' as kind, id, name from sequence where workspace_id = $1 and state <> 'archived' and ${NAMED("draft::text || draft_settings::text || ' '")}
  union all
  select 'version', s.id, s.name from sequence s join sequence_version v on v.sequence_id = s.id
  where s.workspace_id = $1 and (v.version = s.current_version and s.state <> 'archived'
      or exists (select 1 from enrollment e where e.sequence_id = s.id and e.version = v.version and e.state <> 'ended'))
    and ${NAMED("v.steps::text || v.settings::text || ' '")}
  union all
  select 'segment', id, name from segment where workspace_id = $1 and ${NAMED('condition::text')}
  union all
  select 'form', id, name from form
  where workspace_id = $1 and jsonb_path_exists(config, '$.fields[*] ? (@.target == $target)', jsonb_build_object('target', 'field:' || $2))
  order by name limit 100`;

export class PgCustomFieldRepository implements CustomFieldRepository {
  constructor(private readonly db: Database) {}

  async definitions(workspaceId: string): Promise<readonly FieldDefinition[]> {
    const { rows } = await this.db.pool.query<FieldDefinition>({
      name: 'custom-fields',
      text: 'select name, type, choices from custom_field where workspace_id = $1 order by name',
      values: [workspaceId],
    });
    return rows;
  }

  async ensure(
    workspaceId: string,
    fields: readonly { name: string; type: FieldType }[],
  ): Promise<readonly FieldDefinition[]> {
    const known = await this.definitions(workspaceId);
    const missing = fields.filter(({ name }) => !known.some((one) => one.name === name));
    if (missing.length === 0) return known;
    await this.db.pool.query(
      `insert into custom_field (id, workspace_id, name, label, type)
       select x.id, $1, x.name, x.name, x.type from unnest($2::uuid[], $3::text[], $4::text[]) as x(id, name, type)
       on conflict (workspace_id, name) do nothing`,
      [workspaceId, missing.map(() => newId()), missing.map(({ name }) => name), missing.map(({ type }) => type)],
    );
    return await this.definitions(workspaceId);
  }

  async list(workspaceId: string, query: PageQuery): Promise<Page<CustomFieldRecord>> {
    const { rows } = await this.db.pool.query<Row>(
      `select ${COLUMNS} from custom_field where workspace_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [workspaceId, afterCursor(query.cursor) ?? null, query.limit + 1],
    );
    return pageOfRows(rows, query.limit, toRecord);
  }

  async get(workspaceId: string, id: string): Promise<CustomFieldRecord> {
    const { rows } = await this.db.pool.query<Row>(
      `select ${COLUMNS} from custom_field where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
    if (rows[0] === undefined) throw notFound();
    return toRecord(rows[0]);
  }

  async create(workspaceId: string, field: Omit<CustomFieldRecord, 'createdAt'>): Promise<void> {
    try {
      await this.db.pool.query(
        'insert into custom_field (id, workspace_id, name, label, type, choices) values ($1, $2, $3, $4, $5, $6)',
        [field.id, workspaceId, field.name, field.label, field.type, field.choices],
      );
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('field.name_taken', `There is a field '${field.name}' already.`, [
        { path: 'name', message: 'Another field has this name: choose another, or use that one.' },
      ]);
    }
  }

  async relabel(workspaceId: string, id: string, label: string): Promise<void> {
    const { rowCount } = await this.db.pool.query(
      'update custom_field set label = $3 where workspace_id = $1 and id = $2',
      [workspaceId, id, label],
    );
    if (rowCount === 0) throw notFound();
  }

  async use(workspaceId: string, id: string): Promise<CustomFieldUse> {
    const { name } = await this.get(workspaceId, id);
    const used = await this.db.pool.query<CustomFieldUse['usedBy'][number]>(USED_BY, [workspaceId, name]);
    const { rows } = await this.db.pool.query<{ count: string }>(
      'select count(*) from subscriber where workspace_id = $1 and fields ? $2',
      [workspaceId, name],
    );
    return { values: Number(rows[0]?.count ?? 0), usedBy: used.rows };
  }

  async convert(
    workspaceId: string,
    id: string,
    to: { type: FieldType; choices: readonly string[] },
    { parse, dryRun }: { parse: (value: unknown) => ParsedFieldValue; dryRun: boolean },
  ): Promise<FieldConversion> {
    return await inTransaction(this.db.pool, async (client) => {
      const field = await locked(client, workspaceId, id);
      const found: FieldConversion & { examples: { subscriberId: string; problem: string }[] } = {
        ...{ values: 0, converted: 0, misfits: 0, examples: [] },
      };
      const numbers = { values: 0, converted: 0, misfits: 0 };
      for (let cursor: string | null = null; ;) {
        const { rows }: { rows: { id: string; value: unknown }[] } = await client.query(
          `select id, fields -> $2 as value from subscriber
           where workspace_id = $1 and fields ? $2 and ($3::uuid is null or id > $3) order by id limit ${PAGE}${dryRun ? '' : ' for no key update'}`,
          [workspaceId, field.name, cursor],
        );
        const anew: { id: string; value: unknown }[] = [];
        for (const row of rows) {
          numbers.values++;
          const parsed = parse(row.value);
          if ('problem' in parsed) {
            numbers.misfits++;
            if (found.examples.length < MOST_EXAMPLES)
              found.examples.push({ subscriberId: row.id, problem: parsed.problem });
          } else if (JSON.stringify(parsed.value) !== JSON.stringify(row.value)) {
            numbers.converted++;
            anew.push({ id: row.id, value: parsed.value });
          }
        }
        // from the first misfit on nothing will be kept
        if (!dryRun && numbers.misfits === 0) await writeValues(client, workspaceId, field.name, anew);
        cursor = rows.at(-1)?.id ?? null;
        if (rows.length < PAGE) break;
      }
      const isKept = !dryRun && numbers.misfits === 0;
      if (isKept)
        await client.query('update custom_field set type = $3, choices = $4 where workspace_id = $1 and id = $2', [
          ...[workspaceId, id, to.type, to.choices],
        ]);
      else await client.query('rollback and chain');
      return { ...numbers, examples: found.examples };
    });
  }

  async deleteSome(workspaceId: string, id: string, limit: number): Promise<{ removed: number; isGone: boolean }> {
    return await inTransaction(this.db.pool, async (client) => {
      const { name } = await locked(client, workspaceId, id);
      const { rowCount } = await client.query(
        `with hit as (
           select id from subscriber where workspace_id = $1 and fields ? $2 order by id limit $3 for no key update)
         update subscriber p set fields = p.fields - $2::text, updated_at = now() from hit where p.id = hit.id`,
        [workspaceId, name, limit],
      );
      const removed = rowCount ?? 0;
      if (removed >= limit) return { removed, isGone: false };
      await client.query('delete from custom_field where workspace_id = $1 and id = $2', [workspaceId, id]);
      return { removed, isGone: true };
    });
  }
}

async function locked(client: PoolClient, workspaceId: string, id: string): Promise<{ name: string }> {
  const { rows } = await client.query<{ name: string }>(
    'select name from custom_field where workspace_id = $1 and id = $2 for update',
    [workspaceId, id],
  );
  if (rows[0] === undefined) throw notFound();
  return rows[0];
}

async function writeValues(
  client: PoolClient,
  workspaceId: string,
  name: string,
  values: readonly { id: string; value: unknown }[],
): Promise<void> {
  if (values.length === 0) return;
  await client.query(
    `update subscriber p set updated_at = now(), fields = case when x.value is null or x.value = 'null' then p.fields - $2
       else p.fields || jsonb_build_object($2::text, x.value) end
     from jsonb_to_recordset($3::jsonb) as x(id uuid, value jsonb) where p.workspace_id = $1 and p.id = x.id`,
    [workspaceId, name, JSON.stringify(values)],
  );
}

function notFound(): DomainError {
  return new DomainError('field.not_found', 'There is no such custom field.');
}
