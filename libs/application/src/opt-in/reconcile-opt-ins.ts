import type { OptInRef } from '@dripemails/contracts/workflow';
import { planOptIn } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import { inLanes } from '../in-lanes.js';
import type { Log } from '../logger.js';
import type { SendConfirmation } from '../message/send-confirmation.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { OptInRepository } from './opt-in-port.js';

export interface ReconcileOptInsPorts {
  readonly optIns: Pick<OptInRepository, 'load' | 'markStarted' | 'unstarted' | 'overdue' | 'lostAttempts'>;
  readonly orchestrator: Pick<Orchestrator, 'startOptIn' | 'signalOptInChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A request starts its workflow within seconds; what is still without one after this was interrupted. */
const UNSTARTED_AFTER_MS = 10_000;
/** A live workflow acts within seconds of its plan, or its activity is being retried; after this somebody should look. */
const OVERDUE_AFTER_MS = 120_000;
const PAGE = 500;
const AT_ONCE = 20;

/**
 * Makes Temporal agree with the requests to confirm: starts those that have no workflow, starts or wakes those that
 * should have acted (also after Temporal's store was lost), and finds out about mails whose worker died.
 */
export class ReconcileOptIns {
  constructor(
    private readonly ports: ReconcileOptInsPorts,
    private readonly send: Pick<SendConfirmation, 'execute'>,
  ) {}

  async execute(): Promise<{ started: number; woken: number }> {
    const { optIns, orchestrator, clock } = this.ports;
    const now = clock.now();
    const result = { started: 0, woken: 0 };
    await this.each(await optIns.unstarted(now - UNSTARTED_AFTER_MS, PAGE), async (ref) => {
      if ((await this.start(ref)) === 'started') result.started += 1;
    });
    await this.each(await optIns.overdue(now - OVERDUE_AFTER_MS, PAGE), async (ref) => {
      if ((await this.start(ref)) === 'started') result.started += 1;
      else {
        await orchestrator.signalOptInChanged(ref.optInId, 'it was overdue');
        result.woken += 1;
      }
    });
    await this.each(await optIns.lostAttempts(now - OVERDUE_AFTER_MS, PAGE), async (ref) => {
      await this.send.execute(ref);
    });
    return result;
  }

  private async start(ref: OptInRef): Promise<'started' | 'running' | 'over'> {
    const { optIns, orchestrator, clock } = this.ports;
    const row = await optIns.load(ref);
    if (row?.state !== 'pending') return 'over';
    const now = clock.now();
    const plan = planOptIn(row, now);
    // an end is written down by replanning
    const safe = plan.do === 'end' ? { at: now, do: 'replan' as const, why: plan.why, revision: row.revision } : plan;
    const outcome = await orchestrator.startOptIn({ ...ref, plan: safe });
    await optIns.markStarted([ref.optInId], now);
    return outcome;
  }

  /** One that fails is noted and keeps nobody else waiting. */
  private async each(refs: readonly OptInRef[], work: (ref: OptInRef) => Promise<void>): Promise<void> {
    await inLanes(refs, AT_ONCE, async (ref) => {
      try {
        await work(ref);
      } catch (error) {
        this.ports.log.error({ ...ref, err: error }, 'could not reconcile a request to confirm');
      }
    });
  }
}
