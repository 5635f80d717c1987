import type { EnrollmentRef } from '@dripemails/contracts/workflow';
import type { Clock } from '../clock.js';
import { inLanes } from '../in-lanes.js';
import type { Log } from '../logger.js';
import type { SendMessage } from '../message/send-message.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { ReconcileOptIns } from '../opt-in/reconcile-opt-ins.js';
import type { EnrollmentRepository, ReconcilerStore } from './enrollment-port.js';
import { decideFor, type PlanningPorts } from './replan-enrollment.js';

export interface ReconcilePorts {
  readonly rows: ReconcilerStore;
  readonly planning: PlanningPorts;
  readonly enrollments: Pick<EnrollmentRepository, 'markStarted'>;
  readonly orchestrator: Orchestrator;
  readonly sendMessage: SendMessage;
  readonly optIns: Pick<ReconcileOptIns, 'execute'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** An enroll call starts its workflow within seconds; what is still without one after this was interrupted. */
const UNSTARTED_AFTER_MS = 10_000;
/** A live workflow acts within seconds of its plan, or its activity is being retried; after this somebody should look. */
const OVERDUE_AFTER_MS = 120_000;
/** No upload takes this long, so what has no import by then never gets one. */
const ORPHAN_AFTER_MS = 24 * 60 * 60 * 1000;
const PAGE = 500;
const AT_ONCE = 20;

/**
 * Makes Temporal agree with Postgres, which is the truth: starts live rows that have no workflow, nudges those that are
 * overdue, finds out about attempts whose worker died after the person had left, and starts the workflows of bulk work
 * that is not over. Where the numbers of both sides differ, as after Temporal's store was lost, it compares every id.
 */
export class ReconcileEnrollments {
  constructor(private readonly ports: ReconcilePorts) {}

  /** @param onProgress called after every page, for the heartbeat */
  async execute(onProgress: () => void = () => undefined): Promise<{ started: number; woken: number }> {
    const { rows, orchestrator, clock, log } = this.ports;
    const now = clock.now();
    const result = { started: 0, woken: 0 };
    result.started += await this.start(await rows.unstarted(now - UNSTARTED_AFTER_MS, PAGE));
    onProgress();
    const overdue = await rows.overdue(now - OVERDUE_AFTER_MS, PAGE);
    result.started += await this.start(overdue);
    // who is parked is woken, in case the signal of a resume was lost; whose activity is being retried is left to Temporal
    const parked = overdue.filter(({ isParked }) => isParked);
    await this.each(parked, (ref) => orchestrator.signalChanged(ref.enrollmentId, 'it was overdue'));
    result.woken += parked.length;
    onProgress();
    await this.each(await rows.lostAttempts(now - OVERDUE_AFTER_MS, PAGE), async ({ ref, stepId }) => {
      await this.ports.sendMessage.execute(ref, stepId);
    });
    onProgress();
    await this.each(await rows.openWork(now - UNSTARTED_AFTER_MS), async (work) => {
      if (work.kind === 'import') await orchestrator.startImport(work);
      else if (work.kind === 'export') await orchestrator.startExport(work);
      else if (work.kind === 'erase') await orchestrator.startErase(work);
      else await orchestrator.startOperation(work.kind, work, work.title);
    });
    const asked = await this.ports.optIns.execute();
    result.started += asked.started;
    result.woken += asked.woken;
    onProgress();
    await rows.discardOrphanUploads(now - ORPHAN_AFTER_MS);
    if ((await rows.countLive()) !== (await orchestrator.countRunningEnrollments())) {
      const compared = await this.compareAll(onProgress);
      result.started += compared.started;
      result.woken += compared.woken;
    }
    if (result.started + result.woken > 0) log.info(result, 'reconciled rows with their workflows');
    return result;
  }

  /** Starts what has no workflow, and tells workflows that have no live row, which then find that they are over. */
  private async compareAll(onProgress: () => void): Promise<{ started: number; woken: number }> {
    const { rows, orchestrator } = this.ports;
    const running = await orchestrator.runningEnrollments();
    const result = { started: 0, woken: 0 };
    for (let cursor: string | undefined; ;) {
      const page = await rows.live(cursor, PAGE);
      result.started += await this.start(page.filter(({ enrollmentId }) => !running.has(enrollmentId)));
      onProgress();
      cursor = page.at(-1)?.enrollmentId;
      if (page.length < PAGE) break;
    }
    const ids = [...running];
    for (let at = 0; at < ids.length; at += PAGE) {
      const page = ids.slice(at, at + PAGE);
      const live = await rows.liveAmong(page);
      const orphans = page.filter((id) => !live.has(id)).map((id) => ({ id }));
      await this.each(orphans, ({ id }) => orchestrator.signalChanged(id, 'its row is over or gone'));
      result.woken += orphans.length;
      onProgress();
    }
    return result;
  }

  private async start(refs: readonly EnrollmentRef[]): Promise<number> {
    let started = 0;
    await this.each(refs, async (ref) => {
      if (await this.startOne(ref)) started++;
    });
    return started;
  }

  private async startOne(ref: EnrollmentRef): Promise<boolean> {
    const { planning, enrollments, orchestrator, clock } = this.ports;
    const row = await planning.enrollments.load(ref);
    if (row === null || row.state === 'ended') return false;
    const { plan, advance } = await decideFor(planning, ref, row);
    // an end, and steps that are passed at once, are written down by replanning
    const mustAsk = plan.do === 'end' || advance !== null;
    const safe = mustAsk
      ? { ...plan, do: 'replan' as const, at: clock.now(), revision: row.revision, state: 'active' as const }
      : plan;
    const outcome = await orchestrator.startEnrollment({
      ...ref,
      sequenceId: row.sequenceId,
      sequenceName: row.sequenceName,
      version: row.version,
      plan: safe,
    });
    await enrollments.markStarted(ref.workspaceId, [ref.enrollmentId], clock.now());
    return outcome === 'started';
  }

  /** Runs `work` over the items, a bounded number at once. One that fails is noted and keeps nobody else waiting. */
  private async each<T extends object>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    await inLanes(items, AT_ONCE, async (item) => {
      try {
        await work(item);
      } catch (error) {
        this.ports.log.error({ item, err: error }, 'could not reconcile');
      }
    });
  }
}
