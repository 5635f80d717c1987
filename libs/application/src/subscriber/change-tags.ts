import type { ChangeTags as ChangeTagsInput, Subscriber } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { InstantPresenter } from '../present-instant.js';
import { tellChanged } from '../tell-changed.js';
import { presentSubscriber } from './present-subscriber.js';
import { SUBSCRIBER_CHANGED, type WriteSubscriberPorts } from './write-subscriber.js';

/** Adds tags to a subscriber and removes others. */
export class ChangeTags {
  constructor(private readonly ports: WriteSubscriberPorts) {}

  /** Harmless when repeated. @throws DomainError `subscriber.not_found`, `subscriber.erased`, `input.invalid` for a tag that is in both */
  async execute(actor: Actor, id: string, { add, remove }: ChangeTagsInput): Promise<Subscriber> {
    const { subscribers, workspaces, clock } = this.ports;
    const both = remove.findIndex((tag) => add.includes(tag));
    if (both >= 0)
      throw new DomainError('input.invalid', 'A tag cannot be added and removed at once.', [
        { path: `remove.${both}`, message: 'This tag is also to be added: leave it out of one of the two.' },
      ]);
    const waiting = await subscribers.changeTags(actor.workspaceId, id, { add, remove }, clock.now());
    await tellChanged(this.ports, waiting, SUBSCRIBER_CHANGED);
    return presentSubscriber(
      await subscribers.get(actor.workspaceId, id),
      new InstantPresenter(await workspaces.get(actor.workspaceId)),
    );
  }
}
