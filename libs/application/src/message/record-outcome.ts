import type { Log } from '../logger.js';

/** Pauses between tries to record an outcome, in ms: a database that restarts must not turn a known outcome unknown. */
const AGAIN_AFTER_MS = [200, 400, 800, 1600, 3200];

/**
 * Records what became of a mail, again after a while where the database does not take it.
 * @param about whose mail it is, by id, for the log
 * @throws what the last try threw
 */
export async function recordOutcome<T>(log: Log, about: Record<string, string>, record: () => Promise<T>): Promise<T> {
  for (const pauseMs of AGAIN_AFTER_MS) {
    try {
      return await record();
    } catch (error) {
      log.warn({ ...about, err: error }, 'could not record an outcome; trying again');
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return await record();
}
