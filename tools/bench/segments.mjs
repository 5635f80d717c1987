// @ts-check
import { PgSegmentAudience, PgSuppressionRepository, SuppressionKey, openDatabase } from '@dripemails/persistence';
import { fillAudience, somePeople, suppressSome, WORKSPACE } from './segments-audience.mjs';
import { describeSegments, percentile } from './segments-report.mjs';

/** Of each count: the first fills the caches, the middle one of the others is told. */
const COUNTS = 4;
const PEOPLE_ASKED = 400;
const TIMEOUT_MS = 120_000;

const days = (/** @type {number} */ amount) => ({ amount, unit: /** @type {const} */ ('days') });

/** @type {{ name: string, condition: import('@dripemails/domain').Condition }[]} */
const SEGMENTS = [
  {
    name: 'plan and purchase in 30 days',
    condition: {
      all: [
        { field: 'plan', op: 'is', value: 'pro' },
        { event: 'purchased', within: days(30) },
      ],
    },
  },
  {
    name: 'clicked in 90 days, opened nothing in 7',
    condition: { all: [{ clicked: { within: days(90) } }, { not: { opened: { within: days(7) } } }] },
  },
  {
    name: 'purchased twice in a year, over 50',
    condition: {
      event: 'purchased',
      atLeast: 2,
      within: days(365),
      where: [{ property: 'amount', op: 'greaterThan', value: 50 }],
    },
  },
  {
    name: 'opened anything ever, or on a list',
    condition: { any: [{ opened: {} }, { list: '0199f000-0000-7000-8000-0000000000a1' }] },
  },
  {
    name: 'tag, or new and of two countries',
    condition: {
      any: [
        { tag: 'vip' },
        {
          all: [
            { field: 'createdAt', op: 'withinLast', value: days(60) },
            { field: 'country', op: 'oneOf', value: ['FR', 'DE'] },
          ],
        },
      ],
    },
  },
  {
    name: 'renews within the next 30 days',
    condition: { field: 'renews', op: 'withinNext', value: days(30) },
  },
];

/**
 * How long it takes to count who is in a segment, and to say of one person whether they are.
 * @param {import('./options.mjs').BenchOptions} options
 * @param {import('../chaos/run-tool.mjs').Tools} tools
 * @returns {Promise<number>} the exit code
 */
export async function benchSegments(options, { stand, log, signal }) {
  const now = Date.now();
  const db = openDatabase(stand.databaseUrl, { connections: 2, onError: (error) => log(error.message) });
  try {
    await fillAudience(db.pool, { people: options.people, eventsEach: options.events, now, log, signal });
    const key = new SuppressionKey('a secret of the benchmark alone');
    await suppressSome(db.pool, new PgSuppressionRepository(db, key), { people: options.people, now });
    const audience = new PgSegmentAudience(db.pool, key);
    const people = await somePeople(db.pool, PEOPLE_ASKED);
    const measured = [];
    for (const { name, condition } of SEGMENTS) {
      signal.throwIfAborted();
      const question = {
        ...{ workspaceId: WORKSPACE, condition, now, timeZone: 'Europe/Paris' },
        clock: { startedAt: 0, rate: 1 },
      };
      const counts = [];
      let count = 0;
      for (let round = 0; round < COUNTS; round++) {
        const beganAt = performance.now();
        ({ count } = await audience.count(question, TIMEOUT_MS));
        counts.push(performance.now() - beganAt);
      }
      const asks = [];
      for (const id of people) {
        const beganAt = performance.now();
        await audience.includes(question, id);
        asks.push(performance.now() - beganAt);
      }
      measured.push({
        name,
        count,
        countMs: percentile(counts.slice(1), 50),
        personMs: percentile(asks, 50),
        slowPersonMs: percentile(asks, 95),
      });
    }
    const { text, isGood } = describeSegments(measured, { people: options.people, eventsEach: options.events });
    console.log(text);
    return isGood ? 0 : 1;
  } finally {
    await db.close();
  }
}
