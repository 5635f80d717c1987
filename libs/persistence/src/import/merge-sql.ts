import type { ImportConflict } from '@dripemails/contracts';

/** An id of its own that sorts beside the one it is made from: the n-th, from 1. */
const idBeside = (base: string, n: string) =>
  `case when ${n} = 1 then ${base} else overlay(${base}::text placing lpad(to_hex(${n}), 2, '0') from 35 for 2)::uuid end`;

/**
 * People who are not here yet, with their first event, their line in the consent log, lists and tags. The first event and
 * line bear the person's own id, which costs nothing to make and keeps them in the order of the file.
 * $1 workspace, $2 wave, $3 status, $4 why, $5 lists, $6 statuses on them, $7 tags, $8 lists of the log (a null for none),
 * $9 words of consent, $10 source
 */
export const INSERT_NEW = `
  with ins as (
    insert into subscriber (id, workspace_id, email, first_name, last_name, time_zone, locale, fields, status)
    select id, $1, email, first_name, last_name, time_zone, locale, fields, $3 from import_stage where wave = $2 and not held
    on conflict (workspace_id, lower(email)) do nothing returning id),
  events as (
    insert into event (id, workspace_id, subscriber_id, kind, what, why)
    select id, $1, id, 'subscribed', 'Added by an import', $4 from ins),
  log as (
    insert into consent (id, workspace_id, subscriber_id, list_id, what, text, source)
    select ${idBeside('ins.id', 'l.n')}, $1, ins.id, l.id, 'imported', $9, $10
    from ins cross join unnest($8::uuid[]) with ordinality as l(id, n)),
  members as (
    insert into membership (workspace_id, list_id, subscriber_id, status)
    select $1, l.id, ins.id, l.status from ins cross join unnest($5::uuid[], $6::text[]) as l(id, status)),
  tags as (
    insert into subscriber_tag (workspace_id, subscriber_id, tag)
    select $1, ins.id, t.tag from ins cross join unnest($7::text[]) as t(tag))
  select count(*)::int as created from ins`;

/** Those whom the import has created, with the fields that they have of $3. $1 workspace, $2 wave */
export const NEW_ONES = `
  select s.id, array(
    select name from unnest(array['createdAt', 'email',
      case when s.first_name is not null then 'firstName' end, case when s.last_name is not null then 'lastName' end,
      case when s.time_zone is not null then 'timeZone' end, case when s.locale is not null then 'locale' end]
      || array(select jsonb_object_keys(s.fields))) as name
    where name = any($3::text[])) as fields
  from import_stage s join subscriber p on p.workspace_id = $1 and p.id = s.id where s.wave = $2`;

/**
 * Finds those who are here already, locks them in id order, as everything that locks several people does, so that no two
 * wait for each other, and notes who has said no. $1 workspace, $2 wave
 */
export const LINK_KNOWN = `
  with known as (
    select p.id, p.status, s.line from import_stage s
    join subscriber p on p.workspace_id = $1 and lower(p.email) = lower(s.email)
    where s.wave = $2 and p.id <> s.id order by p.id for no key update of p)
  update import_stage s set pid = k.id, held = s.held or k.status not in ('active', 'unconfirmed')
  from known k where s.line = k.line and s.wave = $2`;

const COLUMNS = ['first_name', 'last_name', 'time_zone', 'locale'] as const;
const FIELD_ROW = ['email', ...COLUMNS, 'fields'] as const;

/**
 * Writes the values of those who are here already. An empty cell says nothing; statuses are never touched: an import gives
 * nobody's consent back. Only rows that differ are written. Answers them as they were (`old_…`) and are.
 * $1 workspace, $2 wave
 */
export const UPDATE_KNOWN: Readonly<Record<Exclude<ImportConflict, 'skip'>, string>> = {
  overwrite: update((column) => `coalesce(s.${column}, old.${column})`, 'old.fields || s.fields'),
  fillBlanks: update((column) => `coalesce(old.${column}, s.${column})`, 's.fields || old.fields'),
};

function update(value: (column: string) => string, fields: string): string {
  const values = [...COLUMNS.map((column) => value(column)), fields];
  const names = [...COLUMNS, 'fields'];
  return `
    update subscriber p set ${names.map((name, at) => `${name} = ${values[at] ?? ''}`).join(', ')}, updated_at = now()
    from import_stage s join subscriber old on old.id = s.pid and old.status <> 'erased'
    where s.wave = $2 and p.id = old.id and p.workspace_id = $1
      and (${values.join(', ')}) is distinct from (${names.map((name) => `old.${name}`).join(', ')})
    returning p.id, ${FIELD_ROW.map((name) => `p.${name}, old.${name} as old_${name}`).join(', ')}`;
}

/** Tags those who are here already. $1 workspace, $2 wave, $3 tags, $4 why */
export const TAG_KNOWN = `
  with tagged as (
    insert into subscriber_tag (workspace_id, subscriber_id, tag)
    select $1, s.pid, t.tag from import_stage s join subscriber p on p.id = s.pid and p.status <> 'erased'
    cross join unnest($3::text[]) as t(tag) where s.wave = $2
    on conflict do nothing returning subscriber_id, tag),
  events as (
    insert into event (id, workspace_id, subscriber_id, kind, what, why)
    select gen_random_uuid(), $1, subscriber_id, 'tagged', 'Tagged ''' || tag || '''', $4 from tagged)
  select subscriber_id as id, tag from tagged`;

/**
 * Puts those who are here already on the lists, but nobody who has said no; who is on a list stays there as they are.
 * $1 workspace, $2 wave, $3 lists, $4 statuses on them, $5 why, $6 words of consent, $7 source
 */
export const JOIN_KNOWN = `
  with joined as (
    insert into membership (workspace_id, list_id, subscriber_id, status)
    select $1, l.id, s.pid, l.status from import_stage s cross join unnest($3::uuid[], $4::text[]) as l(id, status)
    where s.wave = $2 and s.pid is not null and not s.held
    on conflict do nothing returning list_id, subscriber_id, status),
  events as (
    insert into event (id, workspace_id, subscriber_id, kind, what, why)
    select gen_random_uuid(), $1, j.subscriber_id, 'list-joined', 'Joined list ''' || l.name || '''', $5
    from joined j join list l on l.id = j.list_id where j.status = 'active'),
  log as (
    insert into consent (id, workspace_id, subscriber_id, list_id, what, text, source)
    select ${idBeside('s.id', 'row_number() over (partition by s.id)')}, $1, j.subscriber_id, j.list_id, 'listJoined', $6, $7
    from joined j join import_stage s on s.wave = $2 and s.pid = j.subscriber_id)
  select subscriber_id as id, list_id, status from joined`;

/** People of the file who have said no. $1 lists, $2 wave */
export const COUNT_WITHHELD = `
  select count(*)::int as withheld from import_stage s where s.wave = $2 and (s.held or exists (
    select 1 from membership m where m.subscriber_id = s.pid and m.list_id = any($1::uuid[]) and m.status = 'unsubscribed'))`;
