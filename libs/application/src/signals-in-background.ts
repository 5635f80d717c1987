import type { Log } from './logger.js';
import type { Orchestrator } from './orchestrator-port.js';
import { tellChanged } from './tell-changed.js';

/**
 * Tells workflows without holding up whoever asked for it: a mail program that unsubscribes somebody waits a second or
 * two for an answer, and Temporal may be away for longer. What was committed stands without it.
 */
export class SignalsInBackground implements Pick<Orchestrator, 'signalChanged'> {
  private readonly pending = new Set<Promise<void>>();

  constructor(private readonly ports: { orchestrator: Pick<Orchestrator, 'signalChanged'>; log: Log }) {}

  /** Returns at once and never fails. */
  async signalChanged(enrollmentId: string, because: string): Promise<void> {
    const work = tellChanged(this.ports, [enrollmentId], because);
    this.pending.add(work);
    void work.finally(() => this.pending.delete(work));
  }

  /** Resolves when all have been told or given up, for a process that ends. */
  async settled(): Promise<void> {
    await Promise.all(this.pending);
  }
}
