import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';

/** An answer that was given, to be given again. */
export interface StoredAnswer {
  readonly statusCode: number;
  readonly body: unknown;
}

export interface IdempotencyStore {
  /**
   * Takes the key for a first call, or says what is known of it.
   * @param staleBefore real ms; a call that began before and never finished was interrupted: its key may be taken again
   */
  begin(
    workspaceId: string,
    call: { key: string; route: string; requestHash: string; at: number; staleBefore: number },
  ): Promise<{ isFirst: true } | { isFirst: false; route: string; requestHash: string; answer: StoredAnswer | null }>;
  finish(workspaceId: string, key: string, answer: StoredAnswer): Promise<void>;
  /** Gives the key back after a call that failed, so that it can be tried again. */
  release(workspaceId: string, key: string): Promise<void>;
}

/** Long calls are uploads; none takes this long. */
const INTERRUPTED_AFTER_MS = 10 * 60_000;

/** Lets a POST with an Idempotency-Key happen once: a repetition gets the first answer again. */
export class IdempotentCall {
  constructor(private readonly ports: { store: IdempotencyStore; clock: Clock }) {}

  /**
   * @param work the call itself; an error is not remembered
   * @throws DomainError `idempotency.mismatch` for a key used with another request, `idempotency.in_progress`
   */
  async execute(
    actor: Actor,
    call: { key: string; route: string; requestHash: string },
    work: () => Promise<StoredAnswer>,
  ): Promise<StoredAnswer & { isReplay: boolean }> {
    const { store, clock } = this.ports;
    const at = clock.now();
    const begun = await store.begin(actor.workspaceId, { ...call, at, staleBefore: at - INTERRUPTED_AFTER_MS });
    if (!begun.isFirst) return replay(begun, call);
    try {
      const answer = await work();
      await store.finish(actor.workspaceId, call.key, answer);
      return { ...answer, isReplay: false };
    } catch (error) {
      await store.release(actor.workspaceId, call.key);
      throw error;
    }
  }
}

function replay(
  known: { route: string; requestHash: string; answer: StoredAnswer | null },
  call: { route: string; requestHash: string },
) {
  if (known.route !== call.route || known.requestHash !== call.requestHash) {
    throw new DomainError(
      'idempotency.mismatch',
      'This Idempotency-Key was used for another request. Use a new key for a new request.',
    );
  }
  if (known.answer === null)
    throw new DomainError(
      'idempotency.in_progress',
      'The first call with this Idempotency-Key is still running. Ask again in a moment.',
    );
  return { ...known.answer, isReplay: true };
}
