// @ts-check
import { readMail } from './people.mjs';

/** @typedef {import('./sinks.mjs').TakenMail} TakenMail */
/** @typedef {{ id: string, to: string, stepId: string, messageId: string }} UnknownRow a mail of which the ledger knows no end */
/** @typedef {{ address: string, ways: string[][] }} Expected a person, and for each way that is right the steps whose mails they get */

/**
 * @typedef {object} Verdict
 * @property {number} expected
 * @property {number} sent distinct mails of the drip (person and step) that the sink accepted, of those expected
 * @property {number} messageIds distinct Message-IDs at the sink
 * @property {string[]} lost `address/step` that the sink never accepted and that the ledger does not call unknown
 * @property {string[]} duplicated `address/step` that the sink accepted more than once
 * @property {string[]} duplicatedIds Message-IDs that it accepted more than once
 * @property {TakenMail[]} unexpected mails that nobody should have got
 * @property {(UnknownRow & { isAtSink: boolean })[]} unknown
 */

/**
 * Counts from the sink's side; of the ledger it only believes what it calls unknown. Where several ways are right for a person,
 * the one counts that is nearest to what they got: from a mail of either arm, one is too many.
 * @param {{ people: Expected[], mails: TakenMail[], unknownRows: UnknownRow[] }} input
 * @returns {Verdict}
 */
export function judge({ people, mails, unknownRows }) {
  const read = mails.map((mail) => ({ mail, key: keyOf(mail) }));
  const taken = countBy(read.map(({ key }) => key));
  const unknownKeys = new Set(unknownRows.map(({ to, stepId }) => `${to}/${stepId}`));
  /** @type {Map<string, Set<string>>} */
  const got = new Map(people.map(({ address }) => [address, new Set()]));
  for (const { mail } of read) {
    const known = readMail(mail);
    if (known) got.get(known.address)?.add(known.step);
  }
  const expected = new Set(
    people.flatMap(({ address, ways }) => {
      const way = nearest(ways, got.get(address) ?? new Set());
      return way.map((step) => `${address}/${step}`);
    }),
  );
  const missing = [...expected].filter((key) => !taken.has(key));
  const ids = countBy(mails.map(({ messageId }) => messageId));
  return {
    expected: expected.size,
    sent: expected.size - missing.length,
    messageIds: ids.size,
    lost: missing.filter((key) => !unknownKeys.has(key)),
    duplicated: repeated(taken).filter((key) => expected.has(key)),
    duplicatedIds: repeated(ids),
    unexpected: read.filter(({ key }) => !expected.has(key)).map(({ mail }) => mail),
    unknown: unknownRows.map((row) => ({ ...row, isAtSink: taken.has(`${row.to}/${row.stepId}`) })),
  };
}

/** @param {TakenMail} mail */
function keyOf(mail) {
  const known = readMail(mail);
  return known ? `${known.address}/${known.step}` : '';
}

/**
 * @param {string[][]} ways at least one
 * @param {Set<string>} got
 * @returns {string[]} the one that differs least from what was got
 */
function nearest(ways, got) {
  const differences = ways.map((way) => {
    const missing = way.filter((step) => !got.has(step)).length;
    return missing + [...got].filter((step) => !way.includes(step)).length;
  });
  return ways[differences.indexOf(Math.min(...differences))] ?? [];
}

/** @param {string[]} keys @returns {Map<string, number>} */
function countBy(keys) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** @param {Map<string, number>} counts */
function repeated(counts) {
  return [...counts].filter(([, count]) => count > 1).map(([key]) => key);
}

/** @param {Verdict} verdict @returns {boolean} whether the promise was kept: nothing lost, nothing twice, nothing astray */
export function isKept({ lost, duplicated, duplicatedIds, unexpected }) {
  return [lost, duplicated, duplicatedIds, unexpected].every((list) => list.length === 0);
}
