import type { Subscriber } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { InstantPresenter } from '../present-instant.js';
import { tellChanged } from '../tell-changed.js';
import { presentSubscriber } from './present-subscriber.js';
import type { SubscriberMerger } from './subscriber-port.js';
import type { WriteSubscriberPorts } from './write-subscriber.js';

/** Makes two profiles of one person one. */
export class MergeSubscribers {
  constructor(private readonly ports: WriteSubscriberPorts & { readonly merger: SubscriberMerger }) {}

  /**
   * The profile `from` goes into `id` and is removed. Consent is the lower of both.
   * @throws DomainError `subscriber.not_found`, `subscriber.erased`, `subscriber.not_mergeable`
   */
  async execute(actor: Actor, id: string, from: string): Promise<Subscriber> {
    const { merger, subscribers, workspaces, clock } = this.ports;
    if (id === from)
      throw new DomainError('subscriber.not_mergeable', 'A profile cannot be merged with itself.', [
        { path: 'from', message: 'That is this profile: name the other one.' },
      ]);
    const changed = await merger.merge(actor.workspaceId, id, from, clock.now());
    await tellChanged(this.ports, changed, 'two profiles of the subscriber were merged');
    return presentSubscriber(
      await subscribers.get(actor.workspaceId, id),
      new InstantPresenter(await workspaces.get(actor.workspaceId)),
    );
  }
}
