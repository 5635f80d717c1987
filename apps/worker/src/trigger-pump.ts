import type { Log, TriggerSignal } from '@dripemails/application';

export interface TriggerPumpParts {
  readonly dispatchTriggers: {
    execute(isStopping: () => boolean): Promise<number>;
    nextDueAt(): Promise<number | null>;
  };
  readonly signal: TriggerSignal;
  readonly now: () => number;
  readonly log: Log;
  /** How often it looks by itself, ms; a signal that got lost costs no more than this. */
  readonly everyMs?: number;
}

/** One look is a read of the first entry of an index. */
const LOOK_EVERY_MS = 2_000;

/** A running pump. */
export interface TriggerPump {
  /** Lets the page in flight finish. */
  stop(): Promise<void>;
}

/**
 * Empties the outbox of the triggers whenever something was written into it or falls due. Any number of workers may run
 * one: an entry is used by one of them.
 */
export async function startTriggerPump({
  dispatchTriggers,
  signal,
  now,
  log,
  everyMs = LOOK_EVERY_MS,
}: TriggerPumpParts): Promise<TriggerPump> {
  let isStopping = false;
  let running: Promise<void> | undefined;
  let isAskedAgain = false;

  const drain = async () => {
    do {
      isAskedAgain = false;
      await dispatchTriggers.execute(() => isStopping);
      // a signal that came meanwhile may tell of an entry that the last page did not see
    } while (isAskedAgain && !isStopping);
  };
  const run = () => {
    isAskedAgain = true;
    if (running !== undefined || isStopping) return;
    running = drain()
      .catch((err: unknown) => log.warn({ err }, 'could not dispatch triggers; trying again'))
      .finally(() => (running = undefined));
  };
  const look = async () => {
    if (running !== undefined || isStopping) return;
    try {
      const dueAt = await dispatchTriggers.nextDueAt();
      if (dueAt !== null && dueAt <= now()) run();
    } catch (err) {
      log.warn({ err }, 'could not look for triggers that are due; trying again');
    }
  };

  const timer = setInterval(() => void look(), everyMs);
  const listening = await signal.listen(run);
  return {
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await listening.close();
      await running;
    },
  };
}
