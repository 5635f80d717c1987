import type { StartWake } from '../operation/start-wake.js';
import type { SequenceRepository } from '../sequence/sequence-port.js';

const MOST = 100;

/** Tells everybody who was held because of a broken domain that it is in order. */
export class WakeHeld {
  constructor(
    private readonly ports: { readonly sequences: Pick<SequenceRepository, 'list'>; readonly startWake: StartWake },
  ) {}

  async execute(workspaceId: string, name: string): Promise<void> {
    const { sequences, startWake } = this.ports;
    let cursor: string | undefined;
    do {
      const page = await sequences.list(workspaceId, { limit: MOST, cursor, state: 'active' });
      for (const sequence of page.items)
        await startWake.execute(workspaceId, sequence, { scope: 'parked', because: `SPF of ${name} is in order` });
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}
