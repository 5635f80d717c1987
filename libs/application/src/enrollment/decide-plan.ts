import type { Plan } from '@dripemails/contracts/workflow';
import {
  type Consent,
  type Decision,
  type DomainStanding,
  type Facts,
  type Named,
  type Person,
  type Progress,
  type SequenceDefinition,
  type SequenceState,
  type SubscriberStatus,
  WorkspaceClock,
  asksAboutPerson,
  mentionsOf,
  emailDomain,
  standingOf,
  planNext,
} from '@dripemails/domain';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import type { EnrollmentSnapshot, EnrollmentStore, NextPlan, Standing, StoredAdvance } from './enrollment-port.js';
import {
  type PersonReader,
  type RawPerson,
  namedInWorkspaceTime,
  needsOf,
  personInWorkspaceTime,
} from './person-port.js';

/** How long a hold sleeps before it asks by itself: a lost signal costs this much promptness at the most. */
const HOLD_RECHECK_MS = 60 * 60 * 1000;
const DAY_MS = 86_400_000;

/** How late a timer or a worker may be so that what was planned is still done as planned. */
const ON_TIME_MS = 10 * 60 * 1000;

/** What a decision is made from; instants are real ms. */
export interface Situation extends Standing {
  readonly id: string;
  readonly revision: number;
  readonly enrolledAt: number;
  readonly sequenceState: SequenceState;
  readonly sequencePausedAt: number | null;
  /** What was decided last, and whether nothing was to come of it by itself; absent for somebody new. */
  readonly plan?: Pick<EnrollmentSnapshot['plan'], 'at'>;
  readonly parked?: boolean;
  readonly domain: EnrollmentSnapshot['domain'];
  /** `pausedUntil` is real ms. */
  readonly consent: Consent;
  readonly subscriber: { readonly id: string; readonly status: SubscriberStatus; readonly timeZone: string | null };
}

/** A decision in workspace time and what is stored of it in real time. */
export interface Decided {
  readonly decision: Decision;
  readonly next: NextPlan;
  readonly plan: Plan;
  /** Null where no instant step was walked through. */
  readonly advance: StoredAdvance | null;
}

export interface FactPorts {
  readonly persons: PersonReader;
  readonly enrollments: Pick<EnrollmentStore, 'recentSends'>;
}

/** A standing that has just begun. @param now real ms */
export function freshStanding(now: number): Standing {
  return {
    ...{ state: 'active', outcome: null, reason: null, done: [], choices: {}, kept: [], anchorAt: now, shiftedBy: 0 },
    ...{ notBefore: null, skipBefore: null, dueOverride: null, pausedAt: null, parkedAt: null },
    awaiting: null,
  };
}

/** The progress of a person in workspace time. */
export function progressOf(situation: Situation, clock: WorkspaceClock): Progress {
  const at = (ms: number | null) => (ms === null ? null : clock.toWorkspace(ms));
  const { dueOverride } = situation;
  return {
    state: situation.state,
    outcome: situation.outcome,
    reason: situation.reason,
    done: situation.done,
    choices: situation.choices,
    kept: situation.kept,
    anchorAt: clock.toWorkspace(situation.anchorAt),
    shiftedBy: situation.shiftedBy * clock.rate,
    enrolledAt: clock.toWorkspace(situation.enrolledAt),
    pausedAt: at(situation.pausedAt),
    parkedAt: at(situation.parkedAt),
    notBefore: at(situation.notBefore),
    skipBefore: at(situation.skipBefore),
    dueOverride: dueOverride === null ? null : { step: dueOverride.step, at: clock.toWorkspace(dueOverride.at) },
  };
}

/** Everything that a decision needs to know; reads about the person only what the version asks. */
export async function readFacts(
  ports: FactPorts,
  definition: SequenceDefinition,
  situation: Situation,
  workspace: WorkspaceRecord,
  now: number,
): Promise<Facts> {
  const asks = asksAboutPerson(definition);
  const mentions = mentionsOf(definition);
  const [person, sends, named] = await Promise.all([
    asks === null ? null : ports.persons.read(workspace.id, situation.subscriber.id, needsOf(asks)),
    isCapped(situation, workspace)
      ? ports.enrollments.recentSends(workspace.id, situation.subscriber.id, capWindowStart(workspace, now))
      : [],
    mentions === null ? null : ports.persons.named(workspace.id, situation.subscriber.id, mentions),
  ]);
  return factsFrom(definition, situation, workspace, now, { person, sends, named });
}

/** Whether anything limits how many mails a person gets, so that those that they got have to be read. */
export function isCapped({ consent }: Situation, { frequencyCap }: WorkspaceRecord): boolean {
  return frequencyCap.perDay !== null || frequencyCap.perWeek !== null || consent.capPerWeek !== null;
}

/** Mails that are older do not count for any cap. @returns real ms */
export function capWindowStart(workspace: WorkspaceRecord, now: number): number {
  return now - (7 * DAY_MS) / new WorkspaceClock(workspace.clock).rate;
}

/** The facts from what was read of a person; instants are real ms. */
export function factsFrom(
  definition: SequenceDefinition,
  situation: Situation,
  workspace: WorkspaceRecord,
  now: number,
  {
    person,
    sends,
    named,
  }: { readonly person: RawPerson | null; readonly sends: readonly number[]; readonly named: Named | null },
): Facts {
  const clock = new WorkspaceClock(workspace.clock);
  return {
    ...plainFacts(definition, situation, workspace, now),
    person: person === null ? null : personInWorkspaceTime(person, clock),
    recentSends: sends.map((at) => clock.toWorkspace(at)),
    named: named === null ? null : namedInWorkspaceTime(named, clock),
  };
}

/** The facts of a version that asks nothing about the person and names nothing beside them, in a workspace without a frequency cap. */
export function plainFacts(
  { sequenceId }: SequenceDefinition,
  situation: Situation,
  workspace: WorkspaceRecord,
  now: number,
): Facts & { person: Person | null } {
  const clock = new WorkspaceClock(workspace.clock);
  const { sequenceState, sequencePausedAt } = situation;
  return {
    sequenceState,
    sequencePausedAt: sequencePausedAt === null ? null : clock.toWorkspace(sequencePausedAt),
    subscriberStatus: situation.subscriber.status,
    consent: consentInWorkspaceTime(situation.consent, clock),
    timeZone: situation.subscriber.timeZone ?? workspace.timeZone,
    workspaceTimeZone: workspace.timeZone,
    seed: `${sequenceId}/${situation.subscriber.id}`,
    person: null,
    cap: workspace.frequencyCap,
    recentSends: [],
    named: null,
    domain: domainStanding(situation.domain, workspace, now),
  };
}

function consentInWorkspaceTime(consent: Consent, clock: WorkspaceClock): Consent {
  const { pausedUntil } = consent;
  return pausedUntil === null ? consent : { ...consent, pausedUntil: clock.toWorkspace(pausedUntil) };
}

function domainStanding(domain: EnrollmentSnapshot['domain'], workspace: WorkspaceRecord, now: number): DomainStanding {
  return {
    name: emailDomain(workspace.sender.email),
    verdict: domain === null ? 'stale' : standingOf(domain, now),
    policy: workspace.spfPolicy,
  };
}

/** Whether the first plan of somebody new can be made without reading anything about them. */
export function isPlain(definition: SequenceDefinition, workspace: WorkspaceRecord): boolean {
  const { perDay, perWeek } = workspace.frequencyCap;
  return asksAboutPerson(definition) === null && mentionsOf(definition) === null && perDay === null && perWeek === null;
}

/**
 * Asks `planNext` in workspace time and turns its answer into a plan in real time: the one place where the two meet.
 * @param now real ms
 */
export function decidePlan(
  definition: SequenceDefinition,
  situation: Situation,
  facts: Facts,
  workspace: WorkspaceRecord,
  now: number,
): Decided {
  const clock = new WorkspaceClock(workspace.clock);
  const progress = { ...progressOf(situation, clock), plannedFor: plannedFor(situation, clock, now) };
  const decision = planNext(definition, progress, facts, clock.toWorkspace(now));
  const { advance, watches } = decision;
  const revision = situation.revision + (advance === null ? 0 : 1);
  const plan = planOf(decision, { clock, now, revision });
  const dueAt = decision.do === 'replan' ? decision.dueAt : decision.do === 'end' ? null : decision.at;
  return {
    decision,
    plan,
    next: { plan, watches, dueAt: dueAt === null ? null : clock.toReal(dueAt) },
    advance: advance === null ? null : { ...advance, anchorAt: clock.toReal(advance.anchorAt) },
  };
}

/** See `Progress.plannedFor`. @param now real ms */
function plannedFor({ plan, parked }: Situation, clock: WorkspaceClock, now: number): number | null {
  if (plan === undefined || parked === true || plan.at > now || now - plan.at > ON_TIME_MS) return null;
  return clock.toWorkspace(plan.at);
}

function planOf(decision: Decision, at: { clock: WorkspaceClock; now: number; revision: number }): Plan {
  const shared = { why: decision.why, revision: at.revision, state: decision.state };
  switch (decision.do) {
    case 'end':
      return { ...shared, do: 'end', at: at.now, outcome: decision.outcome };
    case 'replan': {
      const step = decision.step === null ? {} : { step: decision.step };
      return {
        ...shared,
        ...step,
        do: 'replan',
        at: decision.at === null ? at.now + HOLD_RECHECK_MS : at.clock.toReal(decision.at),
      };
    }
    default:
      return { ...shared, do: decision.do, step: decision.step, at: at.clock.toReal(decision.at) };
  }
}
