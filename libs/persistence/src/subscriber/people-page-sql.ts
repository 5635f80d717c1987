/** So many people are looked through for words: a few ms, and enough for a page where every twentieth has them. */
const NEAR = 1000;

/** `$2` is where the page before ended. */
const AFTER = '($2::uuid is null or p.id < $2)';

/**
 * A page of people `p` as SQL, newest first: `$1` workspace, `$2` id of the last person before it or null, `$3` rows.
 *
 * How many people have a word is what PostgreSQL guesses badly, above all of several words and of their beginnings. Told to
 * find the newest of them, it looks everybody up whom it takes for few, or walks through everybody for somebody whom it takes
 * for many: seconds, of 500,000 people. So the newest are walked through first, which answers for every common word, and only
 * where that gives no whole page the index of the words is asked; what it finds are not too many then to be sorted.
 * @param selection from `selectionSql`
 */
export function peoplePageSql(selection: string, { isSearch }: { readonly isSearch: boolean }): string {
  if (!isSearch) return `(select * from subscriber p where ${selection} and ${AFTER} order by p.id desc limit $3)`;
  return `(
    with newest as materialized (
      select * from subscriber p where p.workspace_id = $1 and ${AFTER} order by p.id desc limit ${NEAR}),
    near as materialized (select p.id from newest p where ${selection} order by p.id desc limit $3),
    everywhere as materialized (
      select p.id from subscriber p where (select count(*) from near) < $3 and ${selection} and ${AFTER}),
    page as (
      (select id from near where (select count(*) from near) = $3) union all (select id from everywhere)
      order by id desc limit $3)
    select * from subscriber where workspace_id = $1 and id in (select id from page))`;
}
