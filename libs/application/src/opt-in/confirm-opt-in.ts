import { DomainError, foldAddress } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { Visitor } from '../consent/mail-link.js';
import type { Log } from '../logger.js';
import type { Tokens } from '../message/token-port.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRecord, WorkspaceRepository } from '../workspace/workspace-port.js';
import { askedFor } from './asked-for.js';
import type { ConfirmationLink, OptInRepository, OptInSnapshot, OptInStarter } from './opt-in-port.js';

export interface ConfirmOptInPorts {
  readonly optIns: Pick<OptInRepository, 'load' | 'linkOf' | 'confirm'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly tokens: Tokens;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged' | 'signalOptInChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Where a link in a confirmation mail leads: to a button, or to why there is none. */
export interface OptInLink {
  readonly workspace: WorkspaceRecord;
  /** `moved` where the mail went to an address that the person no longer has; `refused` where they may not be asked at all. */
  readonly state: 'pending' | 'confirmed' | 'expired' | 'cancelled' | 'moved' | 'refused';
  /** What is confirmed: the names that the lists which are left had when it was asked, or that of the workspace. */
  readonly to: string;
}

/** A request, and where the mail went whose link it was found by. */
type Opened = OptInSnapshot & Pick<ConfirmationLink, 'mailedTo'>;

/** What the reader of a confirmation mail may do with the signed link in it, without signing in. */
export class ConfirmOptIn {
  constructor(
    private readonly ports: ConfirmOptInPorts,
    private readonly starter: OptInStarter,
  ) {}

  /** What the link is good for now; opening it changes nothing. @throws DomainError `opt_in.not_found` */
  async check(token: string): Promise<OptInLink> {
    return await this.describe(await this.load(token));
  }

  /**
   * Confirms, once; harmless when repeated.
   * @returns what the link was good for: only `pending` changed anything
   * @throws DomainError `opt_in.not_found`
   */
  async execute(token: string, visitor: Visitor): Promise<OptInLink> {
    const snapshot = await this.load(token);
    const link = await this.describe(snapshot);
    const { mailedTo } = snapshot;
    if (link.state !== 'pending' || mailedTo === null) return link;
    const { optIns, clock } = this.ports;
    const evidence = {
      source: snapshot.source,
      text: `Confirmed by the link in a mail: ${link.to}`,
      reason: null,
      at: clock.now(),
      ...visitor,
    };
    const told = await optIns.confirm({ workspaceId: snapshot.workspaceId, optInId: snapshot.id }, mailedTo, evidence);
    // over since it was read: by another press, or because the person may not be asked any more
    if (told === null) return await this.check(token);
    await tellChanged(this.ports, told, 'the subscriber confirmed');
    await this.tellRequest(snapshot.id);
    return link;
  }

  /** Asks for a new mail after the link expired. Says the same whether there is one. @throws DomainError `opt_in.not_found` */
  async askAgain(token: string, visitor: Visitor): Promise<OptInLink> {
    const snapshot = await this.load(token);
    const { workspaceId, subscriber, list, lists, formId, source } = snapshot;
    const evidence = { source, text: '', reason: null, at: this.ports.clock.now(), ...visitor };
    const request = {
      subscriberId: subscriber.id,
      listId: list?.id ?? null,
      listIds: lists.map(({ id }) => id),
      formId,
      source,
      evidence,
    };
    await this.starter.start(workspaceId, request);
    return await this.describe(snapshot);
  }

  private async load(token: string): Promise<Opened> {
    const { tokens, optIns } = this.ports;
    const id = tokens.verify('confirm', token);
    const link = id === null ? null : await optIns.linkOf(id);
    const snapshot = link === null ? null : await optIns.load(link.ref);
    if (link === null || snapshot === null)
      throw new DomainError('opt_in.not_found', 'This link is not valid. Use the link of a mail that you received.');
    return { ...snapshot, mailedTo: link.mailedTo };
  }

  private async describe(snapshot: Opened): Promise<OptInLink> {
    const workspace = await this.ports.workspaces.get(snapshot.workspaceId);
    return { workspace, state: this.stateOf(snapshot), to: askedFor(snapshot) ?? workspace.name };
  }

  private stateOf({ state, mayBeAsked, expiresAt, mailedTo, subscriber }: Opened): OptInLink['state'] {
    if (state === 'confirmed') return state;
    // also of a request that is over: asking again would lead nowhere
    if (!mayBeAsked) return 'refused';
    if (state !== 'pending') return state;
    if (expiresAt <= this.ports.clock.now()) return 'expired';
    // a mail to an address that was changed since proves nothing about the new one
    return mailedTo !== null && foldAddress(mailedTo) === foldAddress(subscriber.email) ? 'pending' : 'moved';
  }

  private async tellRequest(optInId: string): Promise<void> {
    try {
      await this.ports.orchestrator.signalOptInChanged(optInId, 'it was confirmed');
    } catch (error) {
      this.ports.log.warn({ optInId, err: error }, 'could not tell a request to confirm; it finds out when it wakes');
    }
  }
}
