import type { EraseStarted } from '@dripemails/contracts';
import type { PagedInput, PageResult } from '@dripemails/contracts/workflow';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { actorRef } from './actor-ref.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { tellChanged } from '../tell-changed.js';
import type { ErasureStore, HistoryScanner, PrivacyRepository } from './privacy-port.js';

export interface ErasePorts {
  readonly erasure: ErasureStore;
  readonly privacy: Pick<PrivacyRepository, 'get'>;
  readonly histories: HistoryScanner;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged' | 'signalOptInChanged' | 'startErase'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Takes a person out at once, and starts the workflow that removes what is held on them. */
export class RequestErase {
  constructor(private readonly ports: ErasePorts) {}

  /**
   * Harmless when repeated: there is one request for each person.
   * @param answers the request of the person that is fulfilled by it
   * @throws DomainError `subscriber.not_found`, `privacy_request.answered`
   */
  async execute(actor: Actor, subscriberId: string, answers?: string): Promise<EraseStarted> {
    const { erasure, orchestrator, clock, log } = this.ports;
    const { workspaceId } = actor;
    const begun = await erasure.begin({
      id: newId(),
      ...{ workspaceId, subscriberId, requestedBy: actorRef(actor), at: clock.now() },
      answers,
    });
    await tellChanged(this.ports, begun.ended, 'the subscriber was erased');
    for (const optInId of begun.optIns) {
      try {
        await orchestrator.signalOptInChanged(optInId, 'the subscriber was erased');
      } catch (error) {
        log.warn({ optInId, err: error }, 'could not tell an opt-in of the erasure; it finds out when it wakes');
      }
    }
    if (begun.isOver) return { requestId: begun.id };
    try {
      await orchestrator.startErase({ workspaceId, id: begun.id });
    } catch (error) {
      log.warn({ requestId: begun.id, err: error }, 'could not start the erasure now; the reconciler will');
    }
    return { requestId: begun.id };
  }
}

/** How long to wait for a mail on its way, or an import at work, before looking again. */
const LOOK_AGAIN_MS = 5_000;
/** A dead worker's mail is settled within three minutes; what is on its way after this is not waited for. */
const WAIT_AT_MOST = 120;

/**
 * The stages of an erasure: scrub; wait for what still writes about the person; scrub what that wrote; prove by a scan.
 * Each may run twice.
 */
export class ErasePage {
  constructor(private readonly ports: ErasePorts) {}

  /** One stage. `cursor` names it: none, `wait:<how often>`, `prove`. */
  async execute(input: PagedInput): Promise<PageResult> {
    const { erasure, privacy, clock } = this.ports;
    const { workspaceId, id, cursor } = input;
    const request = await privacy.get(workspaceId, id);
    if (request.completedAt !== null) return { done: 0 };
    if (cursor === undefined) {
      await erasure.scrub(workspaceId, id);
      return { cursor: 'wait:0', done: 0 };
    }
    if (cursor.startsWith('wait:')) {
      const times = Number(cursor.slice('wait:'.length));
      const isGoing = times < WAIT_AT_MOST && (await erasure.isWorkGoing(workspaceId, id));
      if (isGoing) return { cursor: `wait:${times + 1}`, done: 0, pauseMs: LOOK_AGAIN_MS };
      return { cursor: 'prove', done: 0 };
    }
    await erasure.scrub(workspaceId, id);
    await erasure.redact(workspaceId, id);
    const proof = await this.prove(workspaceId, id);
    const isClean = proof.found.length === 0;
    const error = isClean
      ? null
      : 'Traces are left: see what was found, remove it by hand, then ask for the erasure again.';
    await erasure.finish(workspaceId, id, { proof, error, at: clock.now() });
    return { done: 1 };
  }

  /** Notes that the erasure cannot go on; asking for it again takes it up. */
  async fail(ref: { workspaceId: string; id: string }, reason: string): Promise<void> {
    await this.ports.erasure.finish(ref.workspaceId, ref.id, {
      proof: null,
      error: reason,
      at: this.ports.clock.now(),
    });
  }

  private async prove(workspaceId: string, id: string) {
    const { erasure, histories } = this.ports;
    const { workflowIds, needles } = await erasure.trace(workspaceId, id);
    const tables = await erasure.scan(workspaceId, id);
    const seen = await histories.search(workflowIds, needles);
    const inHistories = (['address', 'name'] as const)
      .filter((what) => seen[what] > 0)
      .map((what) => ({ table: 'workflow', column: 'history', rows: seen[what], what }));
    const scanned = tables.scanned === null ? null : { ...tables.scanned, workflows: seen.workflows };
    return { scanned, found: [...tables.found, ...inHistories], mentions: tables.mentions };
  }
}
