import type { ChangePreferences as Input, ConsentEntry, Page, PageQuery, Preferences } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { ActorNames } from '../identity/identity-port.js';
import type { OptInStarter } from '../opt-in/opt-in-port.js';
import { InstantPresenter } from '../present-instant.js';
import { personErased } from '../subscriber/person-erased.js';
import type { SubscriberRepository } from '../subscriber/subscriber-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ChangePreferences } from './change-preferences.js';
import type { ConsentRepository, Preferences as Stored } from './consent-port.js';
import { nameSources } from './name-sources.js';
import { runningPause } from './pause-end.js';
import { plainEvidence } from './plain-evidence.js';
import { sourceOf } from './source-of.js';

export interface OperateConsentPorts {
  readonly consent: Pick<ConsentRepository, 'preferences' | 'log'>;
  readonly subscribers: Pick<SubscriberRepository, 'get'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly optIns: Pick<OptInStarter, 'start'>;
  readonly actorNames: ActorNames;
  readonly clock: Clock;
}

/** What an operator sees and changes of what a person agreed to. */
export class OperateConsent {
  constructor(
    private readonly ports: OperateConsentPorts,
    private readonly changePreferences: ChangePreferences,
  ) {}

  /** The consent log of a person, newest first. @throws DomainError `subscriber.not_found` */
  async log(actor: Actor, subscriberId: string, query: PageQuery): Promise<Page<ConsentEntry>> {
    const { consent, subscribers, actorNames } = this.ports;
    await subscribers.get(actor.workspaceId, subscriberId);
    const instants = await this.instants(actor);
    const { items, nextCursor } = await consent.log(actor.workspaceId, subscriberId, query);
    const sources = items.map(({ source }) => source);
    const named = await nameSources(actorNames, actor.workspaceId, sources);
    return {
      items: items.map(({ id, at, what, listId, text, source, ip, userAgent }) => ({
        ...{ id, at: instants.at(at), what, listId, text, source, by: null, ...named.get(source), ip, userAgent },
      })),
      nextCursor,
    };
  }

  /** @throws DomainError `subscriber.not_found` */
  async preferences(actor: Actor, subscriberId: string): Promise<Preferences> {
    const instants = await this.instants(actor);
    const { consent, clock } = this.ports;
    return present(await consent.preferences(actor.workspaceId, subscriberId), instants, clock.now());
  }

  /**
   * Writes down what a person wants. To put them back on what they left takes words that say how they asked for it; of a
   * list with double opt-in they become a member once they have confirmed. The status stays: that takes a confirmation. A
   * pause that would be over is refused, unless it is the one that is stored.
   * @throws DomainError `subscriber.not_found`, `subscriber.erased`, `list.not_found`, `topic.not_found`, `input.invalid`
   */
  async change(actor: Actor, subscriberId: string, input: Input): Promise<Preferences> {
    const { consent, clock, optIns } = this.ports;
    const { workspaceId } = actor;
    const { evidence: words = '', pausedUntil, ...change } = input;
    const before = await consent.preferences(workspaceId, subscriberId);
    if (before.status === 'erased') throw personErased();
    const { clock: time } = await this.instants(actor);
    const pause = pausedUntil === undefined ? {} : { pausedUntil: realEnd(pausedUntil, time) };
    refuseOverPause(pause.pausedUntil ?? null, before.pausedUntil, clock.now());
    const evidence = plainEvidence(sourceOf(actor), clock.now(), { text: words });
    await this.changePreferences.execute(
      { workspaceId, subscriberId },
      { ...change, ...pause, undoesLeaving: words !== '' },
      evidence,
    );
    const after = await consent.preferences(workspaceId, subscriberId);
    const joined = new Set(change.joinLists?.map((id) => id.toLowerCase()));
    for (const list of after.lists)
      if (joined.has(list.id) && list.status === 'unconfirmed')
        await optIns.start(workspaceId, {
          ...{ subscriberId, listId: list.id, formId: null, source: evidence.source, evidence },
        });
    return await this.preferences(actor, subscriberId);
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

/** @param pausedUntil in workspace time; @returns real ms */
const realEnd = (pausedUntil: string | null, time: InstantPresenter['clock']): number | null =>
  pausedUntil === null ? null : time.toReal(Date.parse(pausedUntil));

function refuseOverPause(until: number | null, stored: number | null, now: number): void {
  if (until === null || until > now || until === stored) return;
  throw new DomainError('input.invalid', 'The pause would be over already.', [
    { path: 'pausedUntil', message: 'This is in the past: give a later instant, or null for no pause.' },
  ]);
}

/** @param now real ms */
function present(
  { pausedUntil, lists, topics, status, capPerWeek }: Stored,
  instants: InstantPresenter,
  now: number,
): Preferences {
  return {
    status: status as Preferences['status'],
    lists: lists.map((list) => ({ ...list })),
    topics: topics.map((topic) => ({ ...topic })),
    pausedUntil: instants.atOrNull(runningPause(pausedUntil, now)),
    capPerWeek,
  };
}
