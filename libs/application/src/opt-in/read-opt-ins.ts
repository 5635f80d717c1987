import type { OptIn, OptIns, RequestOptIn as RequestInput } from '@dripemails/contracts';
import { optInWorkflowId } from '@dripemails/contracts/workflow';
import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { atField } from '../at-field.js';
import type { Clock } from '../clock.js';
import { type NamedSource, nameSources } from '../consent/name-sources.js';
import { plainEvidence } from '../consent/plain-evidence.js';
import { sourceOf } from '../consent/source-of.js';
import type { ActorNames } from '../identity/identity-port.js';
import type { ListRepository } from '../list/list-port.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { InstantPresenter } from '../present-instant.js';
import { personErased } from '../subscriber/person-erased.js';
import type { SubscriberRepository } from '../subscriber/subscriber-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { listsToAsk } from './asked-for.js';
import type { OptInRecord, OptInRepository, OptInStarter } from './opt-in-port.js';

export interface ReadOptInsPorts {
  readonly optIns: Pick<OptInRepository, 'ofSubscriber' | 'pending' | 'saidNo'>;
  readonly subscribers: Pick<SubscriberRepository, 'get'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly orchestrator: Pick<Orchestrator, 'workflowUrl'>;
  readonly actorNames: ActorNames;
}

/** Of one person there are a few; these are the latest. */
const SHOWN = 100;

/** The requests to confirm of one person. */
export class ReadOptIns {
  constructor(private readonly ports: ReadOptInsPorts) {}

  /** Newest first. @throws DomainError `subscriber.not_found` */
  async ofSubscriber(actor: Actor, subscriberId: string): Promise<OptIns> {
    const { optIns, subscribers, workspaces, actorNames } = this.ports;
    await subscribers.get(actor.workspaceId, subscriberId);
    const instants = new InstantPresenter(await workspaces.get(actor.workspaceId));
    const rows = await optIns.ofSubscriber(actor.workspaceId, subscriberId, SHOWN);
    const sources = rows.map(({ source }) => source);
    const named = await nameSources(actorNames, actor.workspaceId, sources);
    return { items: rows.map((row) => this.present(row, instants, named.get(row.source))) };
  }

  private present(row: OptInRecord, instants: InstantPresenter, named: NamedSource | undefined): OptIn {
    const { dueAt, requestedAt, expiresAt, endedAt, lists, ...rest } = row;
    // of a list that is gone the name says what it was about; what waits still is about mail as a whole
    const list = row.list ?? (row.state !== 'pending' && lists.length === 1 ? (lists[0] ?? null) : null);
    const workflowId = optInWorkflowId(row.id);
    return {
      ...{ ...rest, list, by: null, ...named },
      requestedAt: instants.at(requestedAt),
      nextMailAt: row.state === 'pending' && dueAt < expiresAt ? instants.at(dueAt) : null,
      expiresAt: instants.at(expiresAt),
      endedAt: instants.atOrNull(endedAt),
      workflowId,
      workflowUrl: this.ports.orchestrator.workflowUrl(workflowId),
    };
  }
}

/** Asks a person to confirm, at the wish of a member or of another system. */
export class RequestOptIn {
  constructor(
    private readonly ports: ReadOptInsPorts & { lists: Pick<ListRepository, 'get'>; clock: Clock },
    private readonly starter: OptInStarter,
    private readonly read: ReadOptIns,
  ) {}

  /**
   * Where a request is pending already, another mail goes out, unless one did a moment ago. To ask somebody who said no takes
   * words that say how they asked for it; they stand in the consent log.
   * @throws DomainError `subscriber.not_found`, `subscriber.erased`, `list.not_found`, `input.invalid`, `opt_in.not_needed`
   */
  async execute(actor: Actor, subscriberId: string, { listId, evidence: words = '' }: RequestInput): Promise<OptIn> {
    const { optIns, subscribers, lists, clock } = this.ports;
    const { status } = await subscribers.get(actor.workspaceId, subscriberId);
    if (status === 'erased') throw personErased();
    if (listId !== null) await atField('listId', lists.get(actor.workspaceId, listId));
    if (words === '' && (await optIns.saidNo(actor.workspaceId, subscriberId, listId)))
      throw new DomainError(
        'input.invalid',
        'The person unsubscribed or left the list by their own will: say how they asked to be mailed again.',
        [{ path: 'evidence', message: 'Say how the person asked for it, such as: By phone on 3 May.' }],
      );
    const source = sourceOf(actor);
    await this.starter.start(actor.workspaceId, {
      ...{ subscriberId, listId, formId: null, source },
      evidence: plainEvidence(source, clock.now(), { text: words }),
    });
    const id = await optIns.pending(actor.workspaceId, subscriberId, listsToAsk({ listId }));
    const { items } = await this.read.ofSubscriber(actor, subscriberId);
    const found = items.find((one) => one.id === id);
    if (found === undefined)
      throw new DomainError(
        'opt_in.not_needed',
        'There is nothing to confirm: the person has confirmed already, or may not be asked after a complaint or while the address is suppressed.',
      );
    return found;
  }
}
