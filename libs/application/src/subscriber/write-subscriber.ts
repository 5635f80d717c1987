import type { Subscriber, UpdateSubscriber, UpsertSubscriber } from '@dripemails/contracts';
import { DomainError, isTimeZone, parseEmailAddress, parseLocale } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { plainEvidence } from '../consent/plain-evidence.js';
import { checkedFields } from '../custom-field/checked-fields.js';
import type { CustomFieldRepository } from '../custom-field/custom-field-port.js';
import type { ListRepository } from '../list/list-port.js';
import type { Log } from '../logger.js';
import type { OptInStarter } from '../opt-in/opt-in-port.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { InstantPresenter } from '../present-instant.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { presentSubscriber } from './present-subscriber.js';
import type { SubscriberChange, SubscriberRepository } from './subscriber-port.js';

export interface SubscriberPorts {
  readonly subscribers: SubscriberRepository;
  readonly lists: Pick<ListRepository, 'existing' | 'get'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
}

/** What a use case needs that changes what is known of somebody: workflows that wait for the change are told. */
export interface WriteSubscriberPorts extends SubscriberPorts {
  readonly customFields: Pick<CustomFieldRepository, 'ensure'>;
  readonly optIns: Pick<OptInStarter, 'start'>;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Why a workflow is told to ask again after a change of somebody's data. */
export const SUBSCRIBER_CHANGED = 'what it waits for in the subscriber changed';

/**
 * The change that an input asks for, checked and in the form that is stored.
 * @throws DomainError `input.invalid` on `email`, `timeZone`, `locale` or `fields.<name>`
 */
async function checkedChange<T extends UpdateSubscriber>(
  { customFields }: Pick<WriteSubscriberPorts, 'customFields'>,
  workspaceId: string,
  input: T,
): Promise<T & SubscriberChange> {
  if (input.timeZone && !isTimeZone(input.timeZone))
    throw new DomainError('input.invalid', 'The time zone is unknown.', [
      { path: 'timeZone', message: 'This is no IANA time zone; write one such as Europe/Paris.' },
    ]);
  const locale = input.locale ? parseLocale(input.locale) : input.locale;
  if (input.locale && locale === null)
    throw new DomainError('input.invalid', 'The language tag is unknown.', [
      { path: 'locale', message: 'This is no language tag (BCP 47); write one such as de-AT.' },
    ]);
  return {
    ...input,
    ...(input.email === undefined ? {} : { email: parseEmailAddress(input.email) }),
    ...(locale === undefined ? {} : { locale: locale === '' ? null : locale }),
    ...(input.fields === undefined ? {} : { fields: await checkedFields(customFields, workspaceId, input.fields) }),
  };
}

/** Creates a subscriber, or updates the one with this email. Consent is not touched: who unsubscribed stays so. */
export class UpsertSubscriberByEmail {
  constructor(private readonly ports: WriteSubscriberPorts) {}

  /** @throws DomainError `input.invalid`, `list.not_found` */
  async execute(actor: Actor, input: UpsertSubscriber): Promise<{ created: boolean; subscriber: Subscriber }> {
    const { subscribers, lists, workspaces, clock } = this.ports;
    const { listIds = [], tags = [], doubleOptIn = false, ...rest } = input;
    const change = await checkedChange(this.ports, actor.workspaceId, rest);
    const known = await lists.existing(actor.workspaceId, listIds);
    const missing = listIds.findIndex((id) => !known.includes(id));
    if (missing >= 0)
      throw new DomainError('list.not_found', 'One of the lists does not exist.', [
        { path: `listIds.${missing}`, message: 'There is no such list.' },
      ]);
    const asking = await this.askingOf(actor, listIds);
    // who is new and only on lists that ask has agreed to nothing yet
    const isToConfirm = doubleOptIn || (listIds.length > 0 && asking.length === listIds.length);
    const { id, created, waiting } = await subscribers.upsert(actor.workspaceId, newId(), change, listIds, {
      tags,
      at: clock.now(),
      isToConfirm,
    });
    await tellChanged(this.ports, waiting, SUBSCRIBER_CHANGED);
    await this.askToConfirm(actor, id, asking.length === 0 && doubleOptIn ? [null] : asking);
    const instants = new InstantPresenter(await workspaces.get(actor.workspaceId));
    return { created, subscriber: presentSubscriber(await subscribers.get(actor.workspaceId, id), instants) };
  }

  /** Those of the lists that have double opt-in. */
  private async askingOf(actor: Actor, listIds: readonly string[]): Promise<readonly string[]> {
    const lists = await Promise.all(listIds.map((id) => this.ports.lists.get(actor.workspaceId, id)));
    return lists.filter(({ optIn }) => optIn === 'double').map(({ id }) => id);
  }

  /** Starts a request to confirm for each list, or (null) for the workspace. */
  private async askToConfirm(actor: Actor, subscriberId: string, listIds: readonly (string | null)[]): Promise<void> {
    const { optIns, clock } = this.ports;
    const source = actor.kind === 'apiKey' ? 'Added over the API' : 'Added by a member';
    const evidence = plainEvidence(source, clock.now());
    for (const listId of listIds)
      await optIns.start(actor.workspaceId, { subscriberId, listId, formId: null, source, evidence, isWrite: true });
  }
}

/** Changes what is given of one subscriber. */
export class UpdateSubscriberById {
  constructor(private readonly ports: WriteSubscriberPorts) {}

  /** @throws DomainError `input.invalid`, `subscriber.not_found`, `subscriber.erased`, `subscriber.email_taken` */
  async execute(actor: Actor, id: string, input: UpdateSubscriber): Promise<Subscriber> {
    const { subscribers, workspaces, clock } = this.ports;
    const change = await checkedChange(this.ports, actor.workspaceId, input);
    const waiting = await subscribers.update(actor.workspaceId, id, change, clock.now());
    await tellChanged(this.ports, waiting, SUBSCRIBER_CHANGED);
    return presentSubscriber(
      await subscribers.get(actor.workspaceId, id),
      new InstantPresenter(await workspaces.get(actor.workspaceId)),
    );
  }
}
