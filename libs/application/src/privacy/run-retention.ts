import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { RetentionRule, RetentionStore } from './privacy-port.js';

export interface RetentionPorts {
  readonly retention: RetentionStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** Deletes, in every workspace, what is older than its rules allow, batch by batch. */
export class RunRetention {
  constructor(private readonly ports: RetentionPorts) {}

  /**
   * A workspace that fails keeps no other waiting.
   * @param onProgress called after every batch, for the heartbeat
   * @returns how many rows went
   */
  async execute(onProgress: () => void = () => undefined): Promise<{ deleted: number; failed: number }> {
    const { retention: store, clock, log } = this.ports;
    const at = clock.now();
    const result = { deleted: 0, failed: 0 };
    for (const { id, retention } of await store.workspaces()) {
      const { exportDays: _exportDays, ...days } = retention;
      const rules: RetentionRule[] = [
        ...Object.entries(days).flatMap(([kind, n]) =>
          n === null ? [] : [{ kind: kind as keyof typeof days, days: n }],
        ),
        { kind: 'expiredExports' },
        { kind: 'erased' },
      ];
      const counts: Record<string, number> = {};
      try {
        for (const rule of rules) {
          for (let rows = -1; rows !== 0; onProgress()) {
            rows = await store.sweep(id, rule, at);
            counts[rule.kind] = (counts[rule.kind] ?? 0) + rows;
          }
        }
      } catch (error) {
        result.failed++;
        log.error({ workspaceId: id, err: error }, 'retention failed in a workspace; it is tried again tomorrow');
      }
      const deleted = Object.values(counts).reduce((sum, n) => sum + n, 0);
      result.deleted += deleted;
      if (deleted > 0) log.info({ workspaceId: id, deleted: counts }, 'retention deleted what was too old');
    }
    return result;
  }
}
