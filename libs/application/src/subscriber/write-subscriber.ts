import type { Subscriber, UpdateSubscriber, UpsertSubscriber } from '@dripemails/contracts';
import { DomainError, isTimeZone, parseEmailAddress } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { ListRepository } from '../list/list-port.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { InstantPresenter } from '../present-instant.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { presentSubscriber } from './present-subscriber.js';
import type { SubscriberChange, SubscriberRepository } from './subscriber-port.js';

export interface SubscriberPorts {
  readonly subscribers: SubscriberRepository;
  readonly lists: Pick<ListRepository, 'existing'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
}

/** What a use case needs that changes what is known of somebody: workflows that wait for the change are told. */
export interface WriteSubscriberPorts extends SubscriberPorts {
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Why a workflow is told to ask again after a change of somebody's data. */
export const SUBSCRIBER_CHANGED = 'what it waits for in the subscriber changed';

/**
 * The change that an input asks for, checked.
 * @throws DomainError `input.invalid` on `email` or `timeZone`
 */
function checkedChange<T extends UpdateSubscriber>(input: T): T & SubscriberChange {
  if (input.timeZone && !isTimeZone(input.timeZone)) {
    throw new DomainError('input.invalid', 'The time zone is unknown.', [
      { path: 'timeZone', message: 'This is no IANA time zone; write one such as Europe/Paris.' },
    ]);
  }
  return input.email === undefined ? input : { ...input, email: parseEmailAddress(input.email) };
}

/** Creates a subscriber, or updates the one with this email. Consent is not touched: who unsubscribed stays so. */
export class UpsertSubscriberByEmail {
  constructor(private readonly ports: WriteSubscriberPorts) {}

  /** @throws DomainError `input.invalid`, `list.not_found` */
  async execute(actor: Actor, input: UpsertSubscriber): Promise<{ created: boolean; subscriber: Subscriber }> {
    const { subscribers, lists, workspaces, clock } = this.ports;
    const { listIds = [], tags = [], ...rest } = input;
    const change = checkedChange(rest);
    const known = await lists.existing(actor.workspaceId, listIds);
    const missing = listIds.findIndex((id) => !known.includes(id));
    if (missing >= 0)
      throw new DomainError('list.not_found', 'One of the lists does not exist.', [
        { path: `listIds.${missing}`, message: 'There is no such list.' },
      ]);
    const { id, created, waiting } = await subscribers.upsert(actor.workspaceId, newId(), change, listIds, {
      tags,
      at: clock.now(),
    });
    await tellChanged(this.ports, waiting, SUBSCRIBER_CHANGED);
    const instants = new InstantPresenter(await workspaces.get(actor.workspaceId));
    return { created, subscriber: presentSubscriber(await subscribers.get(actor.workspaceId, id), instants) };
  }
}

/** Changes what is given of one subscriber. */
export class UpdateSubscriberById {
  constructor(private readonly ports: WriteSubscriberPorts) {}

  /** @throws DomainError `input.invalid`, `subscriber.not_found`, `subscriber.email_taken` */
  async execute(actor: Actor, id: string, input: UpdateSubscriber): Promise<Subscriber> {
    const { subscribers, workspaces, clock } = this.ports;
    const waiting = await subscribers.update(actor.workspaceId, id, checkedChange(input), clock.now());
    await tellChanged(this.ports, waiting, SUBSCRIBER_CHANGED);
    return presentSubscriber(
      await subscribers.get(actor.workspaceId, id),
      new InstantPresenter(await workspaces.get(actor.workspaceId)),
    );
  }
}
