import type { Page, PageQuery, Subscriber, SubscriberQuery, TimelineEntry } from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import { presentEvent } from '../enrollment/present-enrollment.js';
import type { EventReader } from '../event/event-port.js';
import { InstantPresenter } from '../present-instant.js';
import { presentSubscriber } from './present-subscriber.js';
import type { SubscriberPorts } from './write-subscriber.js';

export class GetSubscriber {
  constructor(private readonly ports: SubscriberPorts) {}

  /** @throws DomainError `subscriber.not_found` */
  async execute(actor: Actor, id: string): Promise<Subscriber> {
    return presentSubscriber(
      await this.ports.subscribers.get(actor.workspaceId, id),
      new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId)),
    );
  }
}

export class ListSubscribers {
  constructor(private readonly ports: SubscriberPorts) {}

  async execute(actor: Actor, query: SubscriberQuery): Promise<Page<Subscriber>> {
    const instants = new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
    const page = await this.ports.subscribers.list(actor.workspaceId, query);
    return { items: page.items.map((record) => presentSubscriber(record, instants)), nextCursor: page.nextCursor };
  }
}

/** Everything that happened to a person, newest first. */
export class GetSubscriberTimeline {
  constructor(private readonly ports: SubscriberPorts & { events: EventReader }) {}

  /** @throws DomainError `subscriber.not_found` */
  async execute(actor: Actor, id: string, query: PageQuery): Promise<Page<TimelineEntry>> {
    const { subscribers, workspaces, events } = this.ports;
    await subscribers.get(actor.workspaceId, id);
    const instants = new InstantPresenter(await workspaces.get(actor.workspaceId));
    const page = await events.ofSubscriber(actor.workspaceId, id, query);
    return { items: page.items.map((event) => presentEvent(event, instants)), nextCursor: page.nextCursor };
  }
}
