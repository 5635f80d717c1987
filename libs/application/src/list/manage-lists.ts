import type { CreateList, List, ListMembership, ListUse, Page, PageQuery, UpdateList } from '@dripemails/contracts';
import { DEFAULT_OPT_IN, DomainError } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { InstantPresenter } from '../present-instant.js';
import { tellChanged } from '../tell-changed.js';
import { useWords } from '../used-by.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type {
  ConfirmationData,
  ConfirmationRenderer,
  ConfirmationSettings,
  OptInStarter,
} from '../opt-in/opt-in-port.js';
import type { ListRecord, ListRepository } from './list-port.js';
import { plainEvidence } from '../consent/plain-evidence.js';
import { membershipOf } from './membership-of.js';

export interface ListPorts {
  readonly lists: ListRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly optIns: Pick<OptInStarter, 'start'>;
  readonly confirmations: ConfirmationRenderer;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

const SAMPLE: ConfirmationData = {
  subscriber: { email: 'ada@example.com', firstName: null, lastName: null, timeZone: null, locale: null, fields: {} },
  workspace: { name: 'Example Ltd', postalAddress: '1 Example Street' },
  list: { name: 'News' },
  confirmUrl: 'https://example.com/confirm/sample',
};
/** Somebody of whom nothing is known, and somebody with a name: a template must do for both. */
const SAMPLES: readonly ConfirmationData[] = [
  SAMPLE,
  { ...SAMPLE, subscriber: { ...SAMPLE.subscriber, firstName: 'Ada', lastName: 'Lovelace', locale: 'en' } },
];

/** Lists and who is on them. Every method is one small use case. */
export class ManageLists {
  constructor(private readonly ports: ListPorts) {}

  /** @throws DomainError `list.name_taken`, `template.invalid`, `input.invalid` */
  async create(actor: Actor, input: CreateList): Promise<List> {
    const { optIn = 'single', isPublic = false, confirmation = DEFAULT_OPT_IN } = input;
    this.check(confirmation);
    const id = newId();
    await this.ports.lists.create(actor.workspaceId, { id, ...input, optIn, isPublic, confirmation });
    return await this.get(actor, id);
  }

  /** @throws DomainError `list.not_found`, `list.name_taken`, `template.invalid`, `input.invalid` */
  async update(actor: Actor, id: string, input: UpdateList): Promise<List> {
    if (input.confirmation !== undefined) this.check(input.confirmation);
    await this.ports.lists.update(actor.workspaceId, id, input);
    return await this.get(actor, id);
  }

  /** People stay; only the list goes. @throws DomainError `list.not_found`, `list.in_use` naming what uses it */
  async delete(actor: Actor, id: string): Promise<void> {
    const uses = await this.ports.lists.delete(actor.workspaceId, id);
    if (uses.length > 0)
      throw new DomainError('list.in_use', `The list is used by ${useWords(uses)}. Take it out there, then delete it.`);
  }

  /** What stands in the way of deleting it. @throws DomainError `list.not_found` */
  async use(actor: Actor, id: string): Promise<ListUse> {
    return { usedBy: await this.ports.lists.uses(actor.workspaceId, id) };
  }

  /** @throws DomainError `list.not_found` */
  async get(actor: Actor, id: string): Promise<List> {
    return present(await this.ports.lists.get(actor.workspaceId, id), await this.instants(actor));
  }

  async list(actor: Actor, query: PageQuery): Promise<Page<List>> {
    const instants = await this.instants(actor);
    const page = await this.ports.lists.list(actor.workspaceId, query);
    return { items: page.items.map((record) => present(record, instants)), nextCursor: page.nextCursor };
  }

  /**
   * Of a list with double opt-in a person becomes a member once they have confirmed; they are asked by mail. Who left it is
   * not put back. Harmless when repeated.
   * @throws DomainError `list.not_found`, `subscriber.not_found`
   */
  async addMember(actor: Actor, listId: string, subscriberId: string): Promise<ListMembership> {
    const { lists, optIns, clock } = this.ports;
    const at = clock.now();
    const joined = await lists.addMember(actor.workspaceId, listId, subscriberId, at);
    const membership = { listId, subscriberId, ...membershipOf(joined) };
    await tellChanged(this.ports, joined.waiting, 'the subscriber joined a list');
    const { optIn, name } = await lists.get(actor.workspaceId, listId);
    if (optIn === 'single') return membership;
    const source = `Added to list '${name}'`;
    const evidence = plainEvidence(source, at);
    await optIns.start(actor.workspaceId, { subscriberId, listId, formId: null, source, evidence, isWrite: true });
    return membership;
  }

  /** @throws DomainError `list.not_found` */
  async removeMember(actor: Actor, listId: string, subscriberId: string): Promise<void> {
    const { lists, clock } = this.ports;
    await lists.get(actor.workspaceId, listId);
    const waiting = await lists.removeMember(actor.workspaceId, listId, subscriberId, clock.now());
    await tellChanged(this.ports, waiting, 'the subscriber left a list');
  }

  /** A mail that cannot be made is told when it is written, not when somebody waits for it. */
  private check({ subject, html, reminderAfterDays, expiresAfterDays }: ConfirmationSettings): void {
    if (reminderAfterDays !== null && reminderAfterDays >= expiresAfterDays)
      throw new DomainError('input.invalid', 'The reminder would come after the link has expired.', [
        { path: 'confirmation.reminderAfterDays', message: 'Choose fewer days than the link is good for.' },
      ]);
    for (const data of SAMPLES) this.ports.confirmations.render({ subject, html }, data);
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function present(record: ListRecord, instants: InstantPresenter): List {
  return { ...record, confirmation: { ...record.confirmation }, createdAt: instants.at(record.createdAt) };
}
