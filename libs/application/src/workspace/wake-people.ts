import type { Log } from '../logger.js';
import type { StartWake } from '../operation/start-wake.js';
import type { SequenceRepository } from '../sequence/sequence-port.js';

const MOST = 100;

/** Whom to tell: those parked on a hold, or everybody. */
type Wake = Parameters<StartWake['execute']>[2];

/**
 * Tells the people of every sequence of a workspace to decide again, each sequence by an operation. What was committed
 * before stands whether they hear of it or not, so a failure is noted and never fails the use case: they find out when
 * they wake.
 */
export class WakePeople {
  constructor(
    private readonly ports: {
      readonly sequences: Pick<SequenceRepository, 'list'>;
      readonly startWake: Pick<StartWake, 'execute'>;
      readonly log: Log;
    },
  ) {}

  async execute(workspaceId: string, wake: Wake): Promise<void> {
    try {
      await this.wakeThoseOf(workspaceId, 'active', wake);
      // who is parked in a paused sequence is woken by its resume
      if (wake.scope !== 'parked') await this.wakeThoseOf(workspaceId, 'paused', wake);
    } catch (error) {
      this.ports.log.warn(
        { workspaceId, err: error },
        'could not tell people of a change; they find out when they wake',
      );
    }
  }

  private async wakeThoseOf(workspaceId: string, state: 'active' | 'paused', wake: Wake): Promise<void> {
    const { sequences, startWake } = this.ports;
    let cursor: string | undefined;
    do {
      const page = await sequences.list(workspaceId, { limit: MOST, cursor, state });
      for (const sequence of page.items) await startWake.execute(workspaceId, sequence, wake);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}
