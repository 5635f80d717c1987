import type {
  DuplicateGroup,
  Page,
  PageQuery,
  Subscriber,
  SubscriberCount,
  SubscriberCountQuery,
  SubscriberQuery,
  TimelineEntry,
  TimelineQuery,
} from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import { presentEvent } from '../enrollment/present-enrollment.js';
import { InstantPresenter } from '../present-instant.js';
import { presentSubscriber } from './present-subscriber.js';
import type { SubscriberReader } from './subscriber-port.js';
import { TOPIC_KINDS } from './timeline-topics.js';
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

/** So many are counted in a few milliseconds; of more, nobody needs the last digit. */
const EXACT_UP_TO = 10_000;

export class CountSubscribers {
  constructor(private readonly ports: { readonly subscriberReader: Pick<SubscriberReader, 'count'> }) {}

  async execute(actor: Actor, query: SubscriberCountQuery): Promise<SubscriberCount> {
    return await this.ports.subscriberReader.count(actor.workspaceId, query, EXACT_UP_TO);
  }
}

/** Everything that happened to a person, newest first. */
export class GetSubscriberTimeline {
  constructor(
    private readonly ports: Pick<SubscriberPorts, 'subscribers' | 'workspaces'> & {
      readonly subscriberReader: Pick<SubscriberReader, 'timeline'>;
    },
  ) {}

  /** @throws DomainError `subscriber.not_found` */
  async execute(actor: Actor, id: string, { kind, ...query }: TimelineQuery): Promise<Page<TimelineEntry>> {
    const { subscribers, workspaces, subscriberReader } = this.ports;
    await subscribers.get(actor.workspaceId, id);
    const instants = new InstantPresenter(await workspaces.get(actor.workspaceId));
    const kinds = kind === undefined ? null : TOPIC_KINDS[kind];
    const page = await subscriberReader.timeline(actor.workspaceId, id, { ...query, kinds });
    return { items: page.items.map((event) => presentEvent(event, instants)), nextCursor: page.nextCursor };
  }
}

/** Profiles that may be one person. */
export class FindDuplicates {
  constructor(
    private readonly ports: Pick<SubscriberPorts, 'workspaces'> & {
      readonly subscriberReader: Pick<SubscriberReader, 'duplicates'>;
    },
  ) {}

  async execute(actor: Actor, query: PageQuery): Promise<Page<DuplicateGroup>> {
    const { workspaces, subscriberReader } = this.ports;
    const instants = new InstantPresenter(await workspaces.get(actor.workspaceId));
    const page = await subscriberReader.duplicates(actor.workspaceId, query);
    return {
      items: page.items.map(({ reason, subscribers }) => ({
        reason,
        subscribers: subscribers.map((one) => presentSubscriber(one, instants)),
      })),
      nextCursor: page.nextCursor,
    };
  }
}
