// @ts-check

export const WORKSPACE = '0199f000-0000-7000-8000-000000000001';
const LIST = '0199f000-0000-7000-8000-0000000000a1';
/** Rows of one statement: seconds of work, so that a stop is heard. */
const BATCH = 100_000;
const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'America/Sao_Paulo',
  'Australia/Sydney',
];

// Ids rise with time, as UUIDv7 do.
const id = (/** @type {string} */ kind, /** @type {string} */ number) =>
  `('0199${kind}000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

/** A number of an event from 0 to below `limit`, of its own for every `seed` and the same in every run. */
const random = (/** @type {number} */ seed, /** @type {number} */ limit) =>
  `abs(hashint8extended(n::bigint * $5 + e.e, ${seed}) % ${limit})`;

const PEOPLE = `
  insert into subscriber (id, workspace_id, email, first_name, time_zone, fields, status, created_at)
  select ${id('a', 'n')}, $1, 'person' || n || case when n % 33 = 5 then '@mail.shop' || n % 40 || '.example' else '@example.com' end, 'Person', ($5::text[])[1 + n % 8],
    jsonb_build_object('plan', case when n % 10 = 0 then 'pro' else 'free' end, 'seats', n % 50, 'country', (array['FR', 'DE', 'US', 'IN', 'JP'])[1 + n % 5],
      'renews', to_char($4::timestamptz + (n % 730) * interval '1 day', 'YYYY-MM-DD')),
    case when n % 20 = 0 then 'unsubscribed' else 'active' end, $4::timestamptz - (n % 1000) * interval '1 day'
  from generate_series($2::int, $3::int) n`;
const TAGS = `
  insert into subscriber_tag (workspace_id, subscriber_id, tag)
  select $1, ${id('a', 'n')}, case when n % 50 = 0 then 'vip' else 'other' end from generate_series($2::int, $3::int) n where n % 5 = 0`;
const MEMBERS = `
  insert into membership (workspace_id, list_id, subscriber_id)
  select $1, '${LIST}', ${id('a', 'n')} from generate_series($2::int, $3::int) n where n % 3 = 0`;
// Of ten events three are mails, three opens, one a click, three of the person's own. A fifth of the people open nothing, a
// fifth twice as often. Of the twenty names each person has five. When, how often and how much is as good as random.
const EVENTS = `
  insert into event (id, workspace_id, subscriber_id, kind, what, name, properties, at)
  select ${id('e', `n::bigint * $5 + e.e`)}, $1, ${id('a', 'n')}, k.kind, '', case when k.kind = 'custom' then c.name end,
    case when k.kind = 'custom' then jsonb_build_object('amount', ${random(2, 100)}) when k.kind = 'clicked' then '{"url": "https://example.com/"}' end,
    $4::timestamptz - ${random(1, 63_072_000)} * interval '1 second'
  from generate_series($2::int, $3::int) n cross join generate_series(0, $5::int - 1) e
  cross join lateral (select (array['sent', 'opened', 'custom', 'sent', 'opened', 'custom', 'sent', 'opened', 'custom', 'clicked'])[1 + e.e % 10] as kind) i
  cross join lateral (select case when n % 5 = 1 and i.kind = 'opened' then 'sent' when n % 5 = 2 and i.kind = 'sent' then 'opened' else i.kind end as kind) k
  cross join lateral (select (array['visited', 'viewed', 'purchased', 'searched', 'rated'])[1 + ${random(3, 5)}] || case when n / 10 % 4 = 0 then '' else (n / 10 % 4)::text end as name) c`;

const LAST_ACTIVITIES = `
  insert into last_activity (workspace_id, subscriber_id, kind, at)
  select workspace_id, subscriber_id, kind, max(at) from event where kind in ('opened', 'clicked') group by workspace_id, subscriber_id, kind`;

/**
 * Fills an empty database with one workspace of so many people and events. The indexes of events are made afterwards, which
 * is many times quicker than keeping them up to date; what is measured is the same.
 * @param {import('pg').Pool} pool
 * @param {{ people: number, eventsEach: number, now: number, log: (line: string) => void, signal: AbortSignal }} how
 */
export async function fillAudience(pool, { people, eventsEach, now, log, signal }) {
  await pool.query(
    "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'Bench', now(), 'S', 's@example.com')",
    [WORKSPACE],
  );
  await pool.query("insert into list (id, workspace_id, name) values ($1, $2, 'List')", [LIST, WORKSPACE]);
  const indexes = await pool.query(
    "select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename = 'event' and indexname <> 'event_pkey'",
  );
  for (const { indexname } of indexes.rows) await pool.query(`drop index "${indexname}"`);
  const at = new Date(now);
  for (let from = 1; from <= people; from += BATCH) {
    signal.throwIfAborted();
    const range = [WORKSPACE, from, Math.min(people, from + BATCH - 1)];
    await pool.query(PEOPLE, [...range, at, ZONES]);
    await pool.query(TAGS, range);
    await pool.query(MEMBERS, range);
    await pool.query(EVENTS, [...range, at, eventsEach]);
    log(`${range[2]} people with ${eventsEach} events each`);
  }
  await pool.query(LAST_ACTIVITIES);
  log('When each last opened and clicked');
  for (const { indexname, indexdef } of indexes.rows) {
    signal.throwIfAborted();
    await pool.query(indexdef);
    log(`Index ${indexname}`);
  }
  await pool.query('vacuum analyze');
}

/**
 * Suppresses one address of 47 and twenty domains, which have the half of those people who are not at `example.com`.
 * @param {import('pg').Pool} pool
 * @param {import('@dripemails/persistence').PgSuppressionRepository} suppressions
 * @param {{ people: number, now: number }} how
 */
export async function suppressSome(pool, suppressions, { people, now }) {
  const how = { reason: /** @type {const} */ ('imported'), note: '', source: 'Bench', at: now };
  const domains = Array.from({ length: 20 }, (_, n) => ({
    kind: /** @type {const} */ ('domain'),
    value: `shop${n}.example`,
  }));
  await suppressions.add(WORKSPACE, domains, how);
  const addresses = Array.from({ length: Math.floor(people / 47) }, (_, n) => ({
    kind: /** @type {const} */ ('address'),
    value: `person${47 * (n + 1)}@example.com`,
  }));
  for (let from = 0; from < addresses.length; from += 2000)
    await suppressions.add(WORKSPACE, addresses.slice(from, from + 2000), how);
  await pool.query('vacuum analyze suppression');
}

/**
 * @param {import('pg').Pool} pool @param {number} count
 * @returns {Promise<string[]>} people from all over the table, at odd steps: at even ones all would be of one kind
 */
export async function somePeople(pool, count) {
  const { rows } = await pool.query(
    'select id from (select id, row_number() over (order by id) as n, count(*) over () as all from subscriber where workspace_id = $1) p where n % ((p.all / $2) | 1) = 0 limit $2',
    [WORKSPACE, count],
  );
  return rows.map((row) => String(row.id));
}
