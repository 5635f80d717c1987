import type { Clock } from '../clock.js';
import type { OptInStarter } from '../opt-in/opt-in-port.js';
import { InstantPresenter } from '../present-instant.js';
import type { UnsubscribeSubscriber } from '../subscriber/unsubscribe.js';
import type { ChangePreferences } from './change-preferences.js';
import type { ConsentRepository, PreferenceChange, Preferences } from './consent-port.js';
import { evidenceOf, openMailLink, type MailLinkPorts, type OpenedLink, type Visitor } from './mail-link.js';
import { pauseEnd, runningPause } from './pause-end.js';

const SOURCE = 'Preference page';

export interface PreferenceCentrePorts extends MailLinkPorts {
  readonly consent: Pick<ConsentRepository, 'preferences'>;
  readonly optIns: Pick<OptInStarter, 'start'>;
  readonly clock: Clock;
}

/** What a person gets now. */
export interface PreferenceView {
  readonly link: OpenedLink;
  readonly preferences: Preferences;
  /** End of a pause that is on, RFC 3339 in workspace time. */
  readonly pausedUntil: string | null;
}

/** A form as it was sent: what stood on it, so that what came into being since is no refusal, and what was ticked. */
export interface Ticks {
  readonly shown: readonly string[];
  readonly ticked: readonly string[];
}

export interface PreferenceChoice {
  readonly lists: Ticks;
  readonly topics: Ticks;
  /** Null for as many mails as there are; undefined to leave it. */
  readonly capPerWeek: number | null | undefined;
}

export interface SavedPreferences {
  /** Else nothing was joined, and only what they no longer want was changed. */
  readonly isMailed: boolean;
  /** Lists that are joined once a mail to this person is confirmed. */
  readonly toConfirm: readonly string[];
}

/** Whether somebody can ask for mail again; `never` after a complaint or an erasure, or while the address is suppressed. */
export type Resubscription = 'asked' | 'active' | 'never';

/**
 * Where people say what they want to get, by the signed link in a mail. Leaving takes effect at once. Nothing here makes
 * anybody active again who said no: that takes a mail in which they confirm it.
 */
export class PreferenceCentre {
  constructor(
    private readonly ports: PreferenceCentrePorts,
    private readonly changePreferences: ChangePreferences,
    private readonly unsubscribeSubscriber: UnsubscribeSubscriber,
  ) {}

  /** @throws DomainError `message.not_found` */
  async read(token: string): Promise<PreferenceView> {
    const link = await openMailLink(this.ports, token);
    const preferences = await this.ports.consent.preferences(link.workspaceId, link.subscriberId);
    const pausedUntil = runningPause(preferences.pausedUntil, this.ports.clock.now());
    return { link, preferences, pausedUntil: new InstantPresenter(link.workspace).atOrNull(pausedUntil) };
  }

  /**
   * Changes what differs from what is stored. Lists and topics that the person could not see are left alone. Where no mail
   * goes to them, such as after an unsubscribe elsewhere, they leave what they no longer want, and join nothing.
   * @throws DomainError `message.not_found`
   */
  async save(token: string, choice: PreferenceChoice, visitor: Visitor): Promise<SavedPreferences> {
    const { link, preferences } = await this.read(token);
    const evidence = evidenceOf(visitor, SOURCE, null, this.ports.clock.now());
    const isMailed = link.mailing === 'goes';
    const change = isMailed ? changeOf(preferences, choice) : leavingOf(changeOf(preferences, choice));
    if (Object.keys(change).length > 0)
      await this.changePreferences.execute(link, { ...change, undoesLeaving: true }, evidence);
    const toConfirm = isMailed ? listsToConfirm(preferences, choice, change) : [];
    for (const { id } of toConfirm)
      await this.ports.optIns.start(link.workspaceId, {
        subscriberId: link.subscriberId,
        listId: id,
        formId: null,
        source: SOURCE,
        evidence,
      });
    return { isMailed, toConfirm: toConfirm.map(({ name }) => name) };
  }

  /**
   * No marketing mail for 30 days.
   * @returns whether mail goes to the person at all; else nothing was changed
   * @throws DomainError `message.not_found`
   */
  async pause(token: string, visitor: Visitor): Promise<boolean> {
    return await this.pauseUntil(token, visitor, pauseEnd);
  }

  /** Ends a pause; returns and throws as `pause` does. */
  async resume(token: string, visitor: Visitor): Promise<boolean> {
    return await this.pauseUntil(token, visitor, () => null);
  }

  private async pauseUntil(
    token: string,
    visitor: Visitor,
    end: (workspace: OpenedLink['workspace'], now: number) => number | null,
  ): Promise<boolean> {
    const link = await openMailLink(this.ports, token);
    if (link.mailing !== 'goes') return false;
    const now = this.ports.clock.now();
    const change = { pausedUntil: end(link.workspace, now) };
    await this.changePreferences.execute(link, change, evidenceOf(visitor, SOURCE, null, now));
    return true;
  }

  /** From everything. @throws DomainError `message.not_found` */
  async unsubscribe(token: string, visitor: Visitor): Promise<void> {
    const { workspaceId, subscriberId } = await openMailLink(this.ports, token);
    await this.unsubscribeSubscriber.execute(
      { workspaceId, kind: 'system', id: 'preference-page' },
      subscriberId,
      'On the preference page',
      evidenceOf(visitor, SOURCE, null, this.ports.clock.now()),
    );
  }

  /** Asks by mail whether the person wants mail again. @throws DomainError `message.not_found` */
  async resubscribe(token: string, visitor: Visitor): Promise<Resubscription> {
    const { workspaceId, subscriberId, mailing } = await openMailLink(this.ports, token);
    if (mailing === 'goes') return 'active';
    if (mailing !== 'afterConfirmation') return 'never';
    const evidence = evidenceOf(visitor, SOURCE, null, this.ports.clock.now());
    await this.ports.optIns.start(workspaceId, {
      ...{ subscriberId, listId: null, formId: null },
      ...{ source: SOURCE, evidence },
    });
    return 'asked';
  }
}

/** What differs between what somebody gets and what they ticked; nothing is absent that is to change. */
function changeOf({ lists, topics, capPerWeek }: Preferences, choice: PreferenceChoice): PreferenceChange {
  const chosen = ({ shown, ticked }: Ticks, id: string): boolean | null => (shown.includes(id) ? ticked.includes(id) : null); // prettier-ignore
  const isOn = (status: string | null) => status === 'active' || status === 'unconfirmed';
  const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
  const change: Record<'joinLists' | 'leaveLists' | 'wantTopics' | 'leaveTopics', string[]> = {
    joinLists: idsOf(lists.filter(({ id, status }) => chosen(choice.lists, id) === true && !isOn(status))),
    leaveLists: idsOf(lists.filter(({ id, status }) => chosen(choice.lists, id) === false && isOn(status))),
    wantTopics: idsOf(topics.filter(({ id, wanted }) => chosen(choice.topics, id) === true && !wanted)),
    leaveTopics: idsOf(topics.filter(({ id, wanted }) => chosen(choice.topics, id) === false && wanted)),
  };
  return {
    ...Object.fromEntries(Object.entries(change).filter(([, ids]) => ids.length > 0)),
    ...(choice.capPerWeek === undefined || choice.capPerWeek === capPerWeek ? {} : { capPerWeek: choice.capPerWeek }),
  };
}

/** Who gets no mail at all does not get on a list by the way. */
const leavingOf = ({ leaveLists, leaveTopics }: PreferenceChange): PreferenceChange => ({
  ...(leaveLists === undefined ? {} : { leaveLists }),
  ...(leaveTopics === undefined ? {} : { leaveTopics }),
});

/** The lists with double opt-in that were joined now, or that still wait for a confirmation, whose mail may be lost. */
function listsToConfirm({ lists }: Preferences, choice: PreferenceChoice, { joinLists = [] }: PreferenceChange) {
  const waits = new Set([...joinLists, ...lists.filter(({ status }) => status === 'unconfirmed').map(({ id }) => id)]);
  return lists.filter(({ id, optIn }) => optIn === 'double' && waits.has(id) && choice.lists.ticked.includes(id));
}
