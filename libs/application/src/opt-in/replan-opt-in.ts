import type { OptInPlan, OptInRef } from '@dripemails/contracts/workflow';
import { type OptInDecision, planOptIn } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { NewEvent } from '../event/event-port.js';
import type { OptInRepository, OptInSnapshot } from './opt-in-port.js';

const MAX_RACES = 10;

/** What comes next for a request whose row is gone, with its person. */
export function planForGone(now: number): OptInPlan {
  const why = 'The request is gone, with its person';
  return { at: now, do: 'end', why, revision: Number.MAX_SAFE_INTEGER, outcome: 'cancelled' };
}

/** Decides what comes next for a request to confirm; one that is over is written down as that. */
export class ReplanOptIn {
  constructor(private readonly ports: { optIns: Pick<OptInRepository, 'load' | 'end'>; clock: Clock }) {}

  async execute(ref: OptInRef): Promise<OptInPlan> {
    const { optIns, clock } = this.ports;
    for (let race = 0; race < MAX_RACES; race++) {
      const snapshot = await optIns.load(ref);
      if (snapshot === null) return planForGone(clock.now());
      const plan = await this.store(ref, snapshot, planOptIn(snapshot, clock.now()));
      if (plan !== null) return plan;
    }
    throw new Error(`request to confirm ${ref.optInId} changed ${MAX_RACES} times while it was being decided`);
  }

  /** Writes an end down; null when the row changed meanwhile and it must be decided again. */
  async store(ref: OptInRef, snapshot: OptInSnapshot, decided: OptInDecision): Promise<OptInPlan | null> {
    const { outcome, revision } = decided;
    if (snapshot.state !== 'pending' || outcome === undefined || outcome === 'confirmed') return decided;
    const ended = await this.ports.optIns.end(ref, revision, outcome, endEvent(decided));
    return ended ? { ...decided, revision: revision + 1 } : null;
  }
}

function endEvent({ outcome, why, at }: OptInDecision): NewEvent {
  const what = outcome === 'expired' ? 'The request to confirm expired' : 'The request to confirm was cancelled';
  return { kind: 'opt-in', stepId: null, messageId: null, what, why, at };
}
