import type { WakePeople } from '../workspace/wake-people.js';

/** Tells everybody who was held because of a broken domain that it is in order. */
export class WakeHeld {
  constructor(private readonly ports: { readonly wakePeople: Pick<WakePeople, 'execute'> }) {}

  async execute(workspaceId: string, name: string): Promise<void> {
    await this.ports.wakePeople.execute(workspaceId, { scope: 'parked', because: `SPF of ${name} is in order` });
  }
}
