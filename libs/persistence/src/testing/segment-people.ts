import type { Condition, FieldOperator, PropertyMatch } from '@dripemails/domain';
import fc from 'fast-check';
import type { Pool } from 'pg';
import { v7 as newId } from 'uuid';

export const WORKSPACE = '01990000-0000-7000-8000-000000000001';
export const LISTS = ['01990000-0000-7000-8000-0000000000a1', '01990000-0000-7000-8000-0000000000a2'] as const;
export const SEQUENCE = '01990000-0000-7000-8000-0000000000b1';
const OTHER_SEQUENCE = '01990000-0000-7000-8000-0000000000b2';
const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe'];

// few values, so that they meet; among them all that is read in two ways
const WORDS = ['pro', 'Pro', 'PRO', 'ÉCOLE', 'école', 'Ab_%', '\\d', "o'x", 'true', 'ß', '😀', '～', 'a\nb', ' 5', '5'];
const NUMBERS = [
  '5',
  '5.0',
  '-1',
  '1e3',
  '1E3',
  '.5',
  '5.',
  '+7',
  '1e400',
  '1e-400',
  '0x10',
  'NaN',
  'Infinity',
  '1 000',
];
const DATES = [
  '2026-10-25',
  '2026-10-24',
  '2026-02-30',
  '2024-02-29',
  '2026-02-29',
  '0000-01-01',
  '9999-12-31',
  '0001-01-01',
  '2026-10-25T02:30',
  '2026-10-25T11:30:00Z',
  '2026-10-25T13:00+02:00',
  '2026-10-25 12:29:59.9999',
  ' 2026-11-01 ',
  '2026-03-29T02:30:00',
  '2026-10-25T01:30:00.1234567-0430',
  '2026-11-02t09:00z[Europe/Paris]',
  '2026-10-25T24:00',
  '2026-10-18',
  '2026-10-25T11:30,5',
  '2026-13-01',
  'tomorrow',
];
const scalar = fc.oneof(
  fc.constantFrom(...WORDS, ...NUMBERS, ...DATES, ''),
  fc.constantFrom(5, 5.5, -1, 0, 1e21, 1e-7, 1000, 123456789012, 0.1, 1e300),
  fc.boolean(),
  fc.constant(null),
);
const json = fc.oneof(
  { weight: 9, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constantFrom({ a: 1 }, [5], ['pro'], {}) },
);
const name: fc.Arbitrary<string | null> = fc.option(fc.constantFrom(...WORDS, ''));
const FIELDS = ['plan', 'seats', 'renews', 'note'];
const PROPERTIES = ['amount', 'plan', 'on'];
const URLS = ['https://a.example/', 'https://a.example/x?y=1', 'https://b.example', 'HTTPS://a.example/'];

interface TestEvent {
  readonly kind: string;
  readonly name: string | null;
  readonly at: number;
  readonly step: string | null;
  readonly sequence: string | null;
  readonly properties: object | null;
}
export interface TestPerson {
  readonly names: readonly (string | null)[];
  readonly zone: string | null;
  readonly fields: object;
  readonly tags: readonly string[];
  readonly lists: readonly { id: string; status: string }[];
  readonly events: readonly TestEvent[];
  readonly createdAt: number;
}

/** Instants near `now` and near where a period of days, hours or weeks before it begins in some zone. */
const instants = (now: number) =>
  fc
    .tuple(
      fc.constantFrom(0, 1, 24, 25, 23, 48, 49, 24 * 7, 24 * 7 + 1, 24 * 30, 24 * 400),
      fc.oneof(fc.constantFrom(0, 1, -1), fc.integer({ min: -3_600_000, max: 3_600_000 })),
    )
    .map(([hours, ms]) => now - hours * 3_600_000 + ms);

/** People whose data sit at the edges of what conditions tell apart. */
export const people = (now: number): fc.Arbitrary<TestPerson> =>
  fc.record({
    names: fc.tuple(name, name),
    zone: fc.option(fc.constantFrom(...ZONES), { freq: 4 }),
    fields: fc.dictionary(fc.constantFrom(...FIELDS), json),
    tags: fc.uniqueArray(fc.constantFrom('vip', 'VIP', 'new')),
    lists: fc
      .uniqueArray(fc.constantFrom(...LISTS))
      .chain((ids) =>
        fc.tuple(...ids.map((id) => fc.constantFrom('active', 'unconfirmed').map((status) => ({ id, status })))),
      ),
    events: fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant('custom'),
          name: fc.constantFrom('purchased', 'visited', 'opened'),
          at: instants(now),
          step: fc.constant(null),
          sequence: fc.constant(null),
          properties: fc.option(fc.dictionary(fc.constantFrom(...PROPERTIES), json)),
        }),
        fc.record({
          kind: fc.constantFrom('opened', 'clicked', 'replied', 'sent'),
          name: fc.constant(null),
          // nobody opens a mail later than now
          at: instants(now).map((at) => Math.min(at, now)),
          step: fc.option(fc.constantFrom('welcome', 'second')),
          sequence: fc.option(fc.constantFrom(SEQUENCE, OTHER_SEQUENCE)),
          properties: fc.option(fc.record({ url: fc.oneof(fc.constantFrom(...URLS), fc.constant(5)) })),
        }),
      ),
      { maxLength: 8 },
    ),
    createdAt: instants(now),
  });

/** When each of a workspace (`$1`) last opened, clicked and replied, of the events that a test has written by itself. */
export const KEEP_LAST_ACTIVITIES = `
  insert into last_activity (workspace_id, subscriber_id, kind, at)
  select workspace_id, subscriber_id, kind, max(at) from event
  where workspace_id = $1 and kind in ('opened', 'clicked', 'replied') group by workspace_id, subscriber_id, kind`;

/** Stores them in an empty workspace. @returns their ids */
export async function addPeople(pool: Pool, given: readonly TestPerson[]): Promise<readonly string[]> {
  await pool.query(
    "insert into workspace (id, name, clock_started_at, sender_name, sender_email) values ($1, 'W', now(), 'S', 's@example.com')",
    [WORKSPACE],
  );
  for (const id of LISTS)
    await pool.query('insert into list (id, workspace_id, name) values ($1, $2, $3)', [id, WORKSPACE, id]);
  const ids = [];
  for (const [index, person] of given.entries()) {
    const id = newId();
    ids.push(id);
    await pool.query(
      `insert into subscriber (id, workspace_id, email, first_name, last_name, time_zone, fields, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, WORKSPACE, `P${index}@Example.org`, ...person.names, person.zone, person.fields, new Date(person.createdAt)],
    );
    for (const tag of person.tags)
      await pool.query('insert into subscriber_tag (workspace_id, subscriber_id, tag) values ($1, $2, $3)', [
        WORKSPACE,
        id,
        tag,
      ]);
    for (const list of person.lists)
      await pool.query(
        'insert into membership (workspace_id, list_id, subscriber_id, status) values ($1, $2, $3, $4)',
        [WORKSPACE, list.id, id, list.status],
      );
    for (const event of person.events) await addEvent(pool, id, event);
  }
  await pool.query(KEEP_LAST_ACTIVITIES, [WORKSPACE]);
  return ids;
}

async function addEvent(pool: Pool, subscriberId: string, event: TestEvent): Promise<void> {
  const messageId = event.sequence === null ? null : newId();
  if (messageId !== null)
    await pool.query(
      `insert into message (id, workspace_id, enrollment_id, sequence_id, subscriber_id, step_id, message_id, to_address, subject)
       values ($1, $2, $3, $4, $5, 'x', $6, '', '')`,
      [messageId, WORKSPACE, newId(), event.sequence, subscriberId, `<${messageId}@example.com>`],
    );
  await pool.query(
    `insert into event (id, workspace_id, subscriber_id, message_id, step_id, kind, what, name, properties, at)
     values ($1, $2, $3, $4, $5, $6, '', $7, $8, $9)`,
    [
      newId(),
      WORKSPACE,
      subscriberId,
      messageId,
      event.step,
      event.kind,
      event.name,
      event.properties,
      new Date(event.at),
    ],
  );
}

const wait = fc.record({
  amount: fc.constantFrom(0, 1, 2, 7, 30, 100_000),
  unit: fc.constantFrom('seconds', 'hours', 'days', 'weeks', 'months', 'years'),
}) as fc.Arbitrary<{ amount: number; unit: 'days' }>;
const OPERATORS: readonly FieldOperator[] = [
  'is',
  'isNot',
  'contains',
  'startsWith',
  'endsWith',
  'greaterThan',
  'lessThan',
  'before',
  'after',
];
const compared = fc.oneof(
  { weight: 6, arbitrary: fc.record({ op: fc.constantFrom(...OPERATORS), value: scalar }) },
  {
    weight: 2,
    arbitrary: fc.record({ op: fc.constantFrom('before', 'after', 'is'), value: fc.constantFrom(...DATES) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('oneOf'), value: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('isSet', 'isNotSet') }) },
);
const within = fc.option(wait, { nil: undefined });
const activity = fc.record({
  step: fc.option(fc.constantFrom('welcome', 'second'), { nil: undefined, freq: 1 }),
  link: fc.option(fc.constantFrom(...URLS, 'https://a*', '*'), { nil: undefined, freq: 1 }),
  within,
});
const leaf = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...FIELDS, 'absent', 'email', 'firstName', 'lastName', 'timeZone', 'createdAt'),
        fc.oneof(
          { weight: 4, arbitrary: compared },
          { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('withinLast', 'withinNext'), value: wait }) },
        ),
      )
      .map(([field, rest]) => ({ field, ...rest })),
  },
  { weight: 1, arbitrary: fc.record({ tag: fc.constantFrom('vip', 'VIP', 'none') }) },
  { weight: 1, arbitrary: fc.record({ list: fc.constantFrom(...LISTS, LISTS[0].toUpperCase(), 'x') }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('opened', 'clicked', 'replied')
      .chain((kind) => activity.map((match) => ({ [kind]: match }))),
  },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        event: fc.constantFrom('purchased', 'visited', 'opened', 'absent'),
        atLeast: fc.integer({ min: 0, max: 3 }),
        atMost: fc.integer({ min: 0, max: 3 }),
        within: wait,
        where: fc.array(
          fc
            .tuple(fc.constantFrom(...PROPERTIES), compared)
            .map(([property, rest]) => ({ property, ...rest }) as PropertyMatch),
          { maxLength: 2 },
        ),
      },
      { requiredKeys: ['event'] },
    ),
  },
) as fc.Arbitrary<Condition>;

/** Conditions of every kind, nested up to four deep. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: fc.record({ not: tie('tree') }) },
    { weight: 1, arbitrary: fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }) },
  ),
})).tree;
