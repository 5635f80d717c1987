import type { SubscriberSelection } from '@dripemails/application';
import type { Pool, PoolClient } from 'pg';
import { type SelectionSql, segmentSql } from '../segment/segment-sql.js';

/** What the index `subscriber_words_idx` holds: the words of the address and of the name. */
const WORDS = `to_tsvector('simple', translate(lower(p.email || ' ' || coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, '')), '@.+-_/:''', '        '))`;

/** Words that are each looked for by their beginning; null where the text holds none. */
export function wordsQuery(text: string): string | null {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ');
}

/**
 * Whom a filter means, as SQL over `subscriber p`: the page of people, its counts, bulk actions and exports all ask here.
 * Nobody means those who were erased unless they ask for that status. Only what is asked for stands in it, so that PostgreSQL begins with what is rare: a
 * tag, a list, a status, a word.
 * @param workspaceId is the query's `$1` already
 * @param firstParam number of its first parameter, behind those of the rest of the query
 */
export async function selectionSql(
  client: Pool | PoolClient,
  workspaceId: string,
  selection: SubscriberSelection,
  firstParam: number,
): Promise<SelectionSql> {
  const params: unknown[] = [];
  const conditions: string[] = ['p.workspace_id = $1'];
  const add = (value: unknown) => `$${firstParam - 1 + params.push(value)}`;
  conditions.push(selection.status === undefined ? "p.status <> 'erased'" : `p.status = ${add(selection.status)}`);
  if (selection.query !== undefined && selection.query !== '') {
    const words = wordsQuery(selection.query);
    conditions.push(words === null ? 'false' : `${WORDS} @@ to_tsquery('simple', ${add(words)})`);
  }
  if (selection.list !== undefined)
    conditions.push(
      `p.id in (select m.subscriber_id from membership m where m.workspace_id = $1 and m.list_id = ${add(selection.list)}::uuid and m.status = 'active')`,
    );
  if (selection.tag !== undefined)
    conditions.push(
      `p.id in (select t.subscriber_id from subscriber_tag t where t.workspace_id = $1 and t.tag = ${add(selection.tag)})`,
    );
  if (selection.ids !== undefined) conditions.push(`p.id = any(${add(selection.ids)}::uuid[])`);
  if (selection.segment !== undefined) {
    const segment = await segmentSql(client, workspaceId, selection.segment, firstParam + params.length);
    conditions.push(`(${segment.sql})`);
    params.push(...segment.params);
  }
  return { sql: conditions.join(' and '), params };
}
