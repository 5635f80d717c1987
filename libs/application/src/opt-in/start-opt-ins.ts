import { DomainError, newOptIn } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Clock } from '../clock.js';
import { plainEvidence } from '../consent/plain-evidence.js';
import { inLanes } from '../in-lanes.js';
import type { ListRepository } from '../list/list-port.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { NewOptIn, OptInOpening, OptInRepository, OptInRequest, OptInStarter } from './opt-in-port.js';
import { listsToAsk } from './asked-for.js';
import { optInTiming } from './opt-in-timing.js';

export interface StartOptInsPorts {
  readonly optIns: Pick<OptInRepository, 'open' | 'pending' | 'unstartedOf' | 'renew' | 'markStarted'>;
  readonly lists: Pick<ListRepository, 'get'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly orchestrator: Pick<Orchestrator, 'startOptIn' | 'signalOptInChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A mail that went out less than this ago, real ms, is still on its way: asking again sends no other. */
export const ASK_AGAIN_AFTER_MS = 10 * 60_000;
const AT_ONCE = 20;

type OptInTimes = Pick<OptInOpening, 'dueAt' | 'expiresAt'>;

/** Asks people to confirm: writes the requests down, then starts one workflow for each. */
export class StartOptIns implements OptInStarter {
  constructor(private readonly ports: StartOptInsPorts) {}

  async start(workspaceId: string, request: OptInRequest): Promise<void> {
    const { subscriberId, isWrite = false, ...opening } = request;
    const opened = await this.open(workspaceId, [subscriberId], { ...opening, isWrite });
    if (opened.length === 0 && !isWrite) await this.askAgain(workspaceId, request);
  }

  async startMany(
    workspaceId: string,
    subscriberIds: readonly string[],
    listId: string | null,
    source: string,
  ): Promise<void> {
    const evidence = plainEvidence(source, this.ports.clock.now());
    const opening = { listId, formId: null, source, evidence, isWrite: true };
    await unlessGone(this.open(workspaceId, subscriberIds, opening));
  }

  private async open(
    workspaceId: string,
    subscriberIds: readonly string[],
    opening: Omit<OptInRequest, 'subscriberId' | 'isWrite'> & { isWrite: boolean },
  ): Promise<readonly NewOptIn[]> {
    if (subscriberIds.length === 0) return [];
    const times = await this.timesOf(workspaceId, opening.listId);
    const people = [...new Set(subscriberIds)].map((subscriberId) => ({ id: newId(), subscriberId }));
    const opened = await this.ports.optIns.open(workspaceId, people, { ...opening, ...times });
    await this.startWorkflows(workspaceId, opened);
    return opened;
  }

  /** When the first mail of a new request is due, and when it expires; real ms. A list that is gone asks as the workspace does. */
  async times(workspaceId: string, listId: string | null): Promise<OptInTimes> {
    return (await unlessGone(this.timesOf(workspaceId, listId))) ?? (await this.timesOf(workspaceId, null));
  }

  /** @throws DomainError `list.not_found` */
  private async timesOf(workspaceId: string, listId: string | null): Promise<OptInTimes> {
    const { lists, workspaces, clock } = this.ports;
    const settings = listId === null ? undefined : (await lists.get(workspaceId, listId)).confirmation;
    return newOptIn(optInTiming(await workspaces.get(workspaceId), settings), clock.now());
  }

  async startOpened(workspaceId: string, subscriberIds: readonly string[]): Promise<void> {
    if (subscriberIds.length === 0) return;
    try {
      await this.startWorkflows(workspaceId, await this.ports.optIns.unstartedOf(workspaceId, subscriberIds));
    } catch (error) {
      // the requests are committed: the reconciler starts them
      this.ports.log.warn({ workspaceId, err: error }, 'could not start requests to confirm now; the reconciler will');
    }
  }

  /** For requests that were opened in a transaction of somebody else's. */
  async startWorkflows(workspaceId: string, opened: readonly NewOptIn[]): Promise<void> {
    const { optIns, orchestrator, clock, log } = this.ports;
    const at = clock.now();
    const started: string[] = [];
    await inLanes(opened, AT_ONCE, async ({ id }) => {
      const plan = { at, do: 'sendConfirmation' as const, why: 'Ask for a confirmation', revision: 1 };
      try {
        await orchestrator.startOptIn({ workspaceId, optInId: id, plan });
        started.push(id);
      } catch (error) {
        // the request is committed: the reconciler starts it
        log.warn({ optInId: id, err: error }, 'could not start a request to confirm now; the reconciler will');
      }
    });
    if (started.length > 0) await optIns.markStarted(started, at);
  }

  /** Another mail for a request that is pending, unless one went out a moment ago. */
  async askAgain(
    workspaceId: string,
    request: Pick<OptInRequest, 'subscriberId' | 'listId' | 'listIds'>,
  ): Promise<void> {
    const { optIns, orchestrator, clock, log } = this.ports;
    const id = await optIns.pending(workspaceId, request.subscriberId, listsToAsk(request));
    if (id === null) return;
    const times = { ...(await this.times(workspaceId, request.listId)), notSince: clock.now() - ASK_AGAIN_AFTER_MS };
    if (!(await optIns.renew({ workspaceId, optInId: id }, times))) return;
    try {
      await orchestrator.signalOptInChanged(id, 'the person asked for another mail');
    } catch (error) {
      log.warn({ optInId: id, err: error }, 'could not tell a request to confirm; the reconciler will');
    }
  }
}

/** Null where the list is gone. */
async function unlessGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'list.not_found') return null;
    throw error;
  }
}
