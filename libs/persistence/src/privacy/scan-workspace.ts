import type { Needles, PrivacyProof } from '@dripemails/application';
import type { PrivacyReport } from '@dripemails/contracts';
import type { Pool } from 'pg';
import { isUniqueViolation } from '../database.js';
import { asBytea, isNamedAfter, likePatterns, needlePattern } from './needles.js';

/** A column that can hold text, of a table of tenants. */
interface TextColumn {
  readonly table: string;
  readonly column: string;
  readonly type: 'text' | 'json' | 'text[]' | 'bytea';
}
type Found = PrivacyReport['found'][number];
type Mention = PrivacyReport['mentions'][number];

const COLUMNS = `
  select c.table_name as table, c.column_name as column,
    case when c.data_type = 'ARRAY' then 'text[]' when c.data_type in ('json', 'jsonb') then 'json' when c.data_type = 'bytea' then 'bytea' else 'text' end as type
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
    and (c.data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea') or (c.data_type = 'ARRAY' and c.udt_name in ('_text', '_varchar')))
    and exists (select 1 from information_schema.columns w where w.table_schema = c.table_schema and w.table_name = c.table_name and w.column_name = 'workspace_id')
  order by c.table_name, c.ordinal_position`;

/** Tables with a row for each person: a name there is another person's, if the row is. */
const HAVE_PERSON = `
  select table_name as table from information_schema.columns
  where table_schema = current_schema() and column_name = 'subscriber_id'`;

/** What the workspace's own people wrote. A trace there is told, not rewritten: only they know what it should say. */
const OWN_TEXTS = new Set(['form', 'list', 'segment', 'sequence', 'sequence_version', 'topic']);
/**
 * Where a name without the address may be that of somebody else, and is told only: texts of the workspace's own, and mails
 * of others. Mails of this person are gone by their address and by what they answer.
 */
const SHARED = new Set([...OWN_TEXTS, 'api_key', 'custom_field', 'inbound_message', 'revision', 'sending_domain']);

const quoted = (name: string): string => `"${name}"`;

/** SQL for a column's text in lower case. */
function textSql({ column, type }: TextColumn): string {
  const name = quoted(column);
  if (type === 'json') return `lower(${name}::text)`;
  if (type === 'text[]') return `lower(array_to_string(${name}, E'\\n'))`;
  return type === 'bytea' ? `lower(encode(${name}, 'escape'))` : `lower(${name})`;
}

/** SQL predicates on a column; `$2` to `$5` are the address, `$6` to `$9` the name. See `valuesFor`. */
function hitSql(column: TextColumn, first: number): string {
  const text = textSql(column);
  const offset = column.type === 'bytea' ? first + 2 : first;
  return `(${text} like any($${offset}) and ${text} ~ $${offset + 1})`;
}

function valuesFor(needles: readonly string[]): unknown[] {
  const bytes = needles.map(asBytea);
  return [likePatterns(needles), needlePattern(needles), likePatterns(bytes), needlePattern(bytes)];
}

/** The text columns of all tables of tenants, by table; made from the database, so that a new table is searched by itself. */
export async function textColumns(pool: Pool): Promise<ReadonlyMap<string, readonly TextColumn[]>> {
  const { rows } = await pool.query<TextColumn>(COLUMNS);
  const tables = new Map<string, TextColumn[]>();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return tables;
}

/**
 * Searches every text of every table of a workspace for a person. The full name in a row of somebody else, or in a text that
 * is nobody's, is a mention: people share names.
 */
export async function scanWorkspace(
  pool: Pool,
  { workspaceId, subscriberId }: { workspaceId: string; subscriberId: string },
  needles: Needles,
): Promise<PrivacyProof> {
  const tables = await textColumns(pool);
  const withPerson = new Set((await pool.query<{ table: string }>(HAVE_PERSON)).rows.map(({ table }) => table));
  const found: Found[] = [];
  const mentions: Mention[] = [];
  let columnCount = 0;
  let rowCount = 0;
  const hasName = needles.name.length > 0;
  for (const [table, columns] of tables) {
    const ofPerson = table === 'subscriber' ? 'id' : 'subscriber_id';
    const isOfPerson = table === 'subscriber' || withPerson.has(table);
    const isTheirs = SHARED.has(table) ? 'false' : isOfPerson ? `(${ofPerson} is null or ${ofPerson} = $10)` : 'true';
    const counts = columns.flatMap((column, index) => {
      const others = `filter (where not ${isTheirs} and ${hitSql(column, 6)})`;
      return [
        `count(*) filter (where ${hitSql(column, 2)})::int as a${index}`,
        ...(hasName
          ? [
              `count(*) filter (where ${isTheirs} and ${hitSql(column, 6)})::int as n${index}`,
              `count(*) ${others}::int as m${index}`,
              isOfPerson
                ? `(array_agg(distinct ${ofPerson}) ${others})[1:${MOST_MENTIONED}] as p${index}`
                : `null as p${index}`,
            ]
          : []),
      ];
    });
    // names every parameter, so that its type is known also where nothing else uses it
    const types = '$2::text[], $3::text, $4::text[], $5::text, $6::text[], $7::text, $8::text[], $9::text, $10::uuid';
    const { rows } = await pool.query<Record<string, number | readonly string[] | null>>(
      `with p as materialized (select ${types}) select count(*)::int as rows, ${counts.join(', ')} from ${quoted(table)} where workspace_id = $1`,
      [workspaceId, ...valuesFor(needles.address), ...valuesFor(needles.name), subscriberId],
    );
    const row = rows[0] ?? {};
    const numberAt = (name: string) => Number(row[name] ?? 0);
    const idsAt = (name: string) => (Array.isArray(row[name]) ? [...row[name]] : []);
    rowCount += numberAt('rows');
    columnCount += columns.length;
    for (const [index, { column }] of columns.entries()) {
      const [address, name, mentioned] = [numberAt(`a${index}`), numberAt(`n${index}`), numberAt(`m${index}`)];
      if (address > 0) found.push({ table, column, rows: address, what: 'address' });
      if (name > 0) found.push({ table, column, rows: name, what: 'name' });
      if (mentioned > 0) mentions.push({ table, column, rows: mentioned, subscriberIds: idsAt(`p${index}`) });
    }
  }
  return { scanned: { tables: tables.size, columns: columnCount, rows: rowCount, workflows: 0 }, found, mentions };
}

/** People of whom it is said that they have a mention. */
const MOST_MENTIONED = 20;

/** With the names of uploaded files that are named after the person: they stand in the consent log of everybody in the file. */
export async function withFileNames(pool: Pool, workspaceId: string, needles: Needles): Promise<Needles> {
  const { rows } = await pool.query<{ name: string }>(
    'select distinct file_name as name from import_job where workspace_id = $1',
    [workspaceId],
  );
  const named = rows.filter(({ name }) => isNamedAfter(name, needles)).map(({ name }) => name.toLowerCase());
  return { ...needles, address: [...named, ...needles.address] };
}

export const REDACTED = '[erased]';

/**
 * Puts `[erased]` in the place of the address wherever a scan still finds it: events of others, answers of relays, titles of
 * bulk work. Not in texts of the workspace's own, nor in a person who has the address now.
 * @returns rows changed, by table
 */
export async function redactWorkspace(
  pool: Pool,
  ref: { workspaceId: string; subscriberId: string },
  needles: Needles,
): Promise<Record<string, number>> {
  const all = await withFileNames(pool, ref.workspaceId, needles);
  const { found } = await scanWorkspace(pool, ref, { ...all, name: [] });
  // last where the names of files are read from, so that a crash before it loses none
  found.sort((one, other) => Number(one.table === 'import_job') - Number(other.table === 'import_job'));
  const tables = await textColumns(pool);
  const changed: Record<string, number> = {};
  for (const { table, column } of found) {
    const target = tables.get(table)?.find((one) => one.column === column);
    const isPerson = table === 'subscriber' && column === 'email';
    if (target === undefined || target.type === 'bytea' || isPerson || OWN_TEXTS.has(table)) continue;
    const rows = await redactColumn(pool, ref.workspaceId, target, all.address);
    changed[table] = (changed[table] ?? 0) + rows;
  }
  return changed;
}

async function redactColumn(
  pool: Pool,
  workspaceId: string,
  target: TextColumn,
  needles: readonly string[],
): Promise<number> {
  const name = quoted(target.column);
  const replaced = (text: string) => `regexp_replace(${text}, $3, '${REDACTED}', 'gi')`;
  const value = {
    text: replaced(name),
    json: `${replaced(`${name}::text`)}::jsonb`,
    'text[]': `(select array_agg(${replaced('x')}) from unnest(${name}) as x)`,
    bytea: name,
  }[target.type];
  const text = textSql(target);
  try {
    const { rowCount } = await pool.query(
      `update ${quoted(target.table)} set ${name} = ${value} where workspace_id = $1 and ${text} like any($2::text[]) and ${text} ~ $3`,
      [workspaceId, likePatterns(needles), needlePattern(needles)],
    );
    return rowCount ?? 0;
  } catch (error) {
    // part of a key that would be there twice: the scan that follows says where it stands
    if (isUniqueViolation(error)) return 0;
    throw error;
  }
}
