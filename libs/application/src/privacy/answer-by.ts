const DAY_MS = 86_400_000;
/** Days in which a request is to be answered at the most. */
const DAYS = 30;

/**
 * By when somebody who asked for their data, or to be erased, has to have an answer: within 30 days, and within a month
 * where that is shorter (GDPR article 12(3)).
 * @param asked ms, in workspace time; @returns the same
 */
export function answerBy(asked: number): number {
  const from = new Date(asked);
  const month = new Date(asked);
  month.setUTCMonth(from.getUTCMonth() + 1);
  // February has no 30th: the month is over on its last day
  if (month.getUTCDate() !== from.getUTCDate()) month.setUTCDate(0);
  return Math.min(asked + DAYS * DAY_MS, month.getTime());
}
