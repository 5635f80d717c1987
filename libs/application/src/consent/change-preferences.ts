import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { tellChanged } from '../tell-changed.js';
import type { ConsentRepository, Evidence, PreferenceChange } from './consent-port.js';

export interface ChangePreferencesPorts {
  readonly consent: Pick<ConsentRepository, 'change'>;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly log: Log;
}

/** Commits what a person chose, and tells the workflows that it ended or that wait for it. */
export class ChangePreferences {
  constructor(private readonly ports: ChangePreferencesPorts) {}

  /** @throws DomainError `subscriber.not_found`, `list.not_found`, `topic.not_found` */
  async execute(
    who: { workspaceId: string; subscriberId: string },
    change: PreferenceChange,
    evidence: Evidence,
  ): Promise<void> {
    const { ended, waiting } = await this.ports.consent.change(who.workspaceId, who.subscriberId, change, evidence);
    await tellChanged(this.ports, [...new Set([...ended, ...waiting])], 'the subscriber chose what they want to get');
  }
}
