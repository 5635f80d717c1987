// @ts-check
import { keyOf } from './drip.mjs';

/** @typedef {import('./sinks.mjs').TakenMail} TakenMail */
/** @typedef {{ id: string, to: string, stepId: string, messageId: string }} UnknownRow a row of the ledger in state `unknown` */

/**
 * @typedef {object} Verdict
 * @property {number} expected
 * @property {number} sent distinct mails of the drip (person and step) that the sink accepted
 * @property {string[]} lost `address/step` that the sink never accepted and that the ledger does not call unknown
 * @property {string[]} duplicated `address/step` that the sink accepted more than once
 * @property {string[]} duplicatedIds Message-IDs that it accepted more than once
 * @property {TakenMail[]} unexpected mails that nobody should have got
 * @property {(UnknownRow & { isAtSink: boolean })[]} unknown
 */

/**
 * Counts from the sink's side; of the ledger it only believes what it calls unknown.
 * @param {{ addresses: string[], steps: readonly string[], mails: TakenMail[], unknownRows: UnknownRow[] }} input
 * @returns {Verdict}
 */
export function judge({ addresses, steps, mails, unknownRows }) {
  const expected = new Set(addresses.flatMap((address) => steps.map((step) => `${address}/${step}`)));
  const taken = countBy(mails.map((mail) => keyOf(mail) ?? ''));
  const unknown = unknownRows.map((row) => ({ ...row, isAtSink: taken.has(`${row.to}/${row.stepId}`) }));
  const unknownKeys = new Set(unknownRows.map(({ to, stepId }) => `${to}/${stepId}`));
  const missing = [...expected].filter((key) => !taken.has(key));
  return {
    expected: expected.size,
    sent: expected.size - missing.length,
    lost: missing.filter((key) => !unknownKeys.has(key)),
    duplicated: repeated(taken).filter((key) => expected.has(key)),
    duplicatedIds: repeated(countBy(mails.map(({ messageId }) => messageId))),
    unexpected: mails.filter((mail) => !expected.has(keyOf(mail) ?? '')),
    unknown,
  };
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
