// @ts-check
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ messageId: string, verdict: 'accepted' | 'absent' | 'unknown' }} Settled */

/**
 * What the workers said of attempts that a fault had interrupted.
 * @param {string} folder of the logs
 * @returns {Settled[]} one for each mail and verdict: a fault may hit between these words and the record, and then they are said again
 */
export function settledAttempts(folder) {
  const files = readdirSync(folder).filter((name) => name.startsWith('worker-'));
  const entries = files.flatMap((name) =>
    readFileSync(path.join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.includes('settled an interrupted attempt'))
      .map((line) => /** @type {Settled} */ (JSON.parse(line))),
  );
  return [...new Map(entries.map((entry) => [`${entry.messageId}/${entry.verdict}`, entry])).values()];
}
