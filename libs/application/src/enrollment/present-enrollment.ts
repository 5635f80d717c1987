import type { Enrollment, EnrollmentDetail } from '@dripemails/contracts';
import { enrollmentWorkflowId } from '@dripemails/contracts/workflow';
import { type Facts, forecast, FORECAST_ASSUMPTIONS, resumedNow, type SequenceDefinition } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { EventRecord } from '../event/event-port.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { type FactPorts, decidePlan, progressOf, readFacts } from './decide-plan.js';
import type { EnrollmentSnapshot } from './enrollment-port.js';
import { type PeopleFactPorts, readFactsOf } from './people-facts.js';

/** An event as a line of a timeline. */
export function presentEvent(event: EventRecord, instants: InstantPresenter) {
  return {
    id: event.id,
    kind: event.kind,
    at: instants.at(event.at),
    what: event.what,
    why: event.why,
    stepId: event.stepId,
    messageId: event.messageId,
    enrollmentId: event.enrollmentId,
  };
}

/** What the forecast of somebody who is paused takes for granted besides. */
const IF_RESUMED = 'It is resumed now, and waits go on where they stopped.';

/** Shows enrollments as the API does; what comes next is decided anew, so that it is never stale. */
export class EnrollmentPresenter {
  private readonly instants: InstantPresenter;

  constructor(
    private readonly workspace: WorkspaceRecord,
    private readonly orchestrator: Pick<Orchestrator, 'workflowUrl'>,
    private readonly ports: FactPorts & { readonly clock: Clock },
  ) {
    this.instants = new InstantPresenter(workspace);
  }

  async present(row: EnrollmentSnapshot, definition: SequenceDefinition): Promise<Enrollment> {
    const now = this.ports.clock.now();
    return this.presentAt(row, definition, await readFacts(this.ports, definition, row, this.workspace, now), now);
  }

  /** Several enrollments of one version; what they are decided from is read at once. */
  async presentMany(
    rows: readonly EnrollmentSnapshot[],
    definition: SequenceDefinition,
    ports: PeopleFactPorts,
  ): Promise<readonly Enrollment[]> {
    const now = this.ports.clock.now();
    const facts = await readFactsOf(ports, definition, rows, this.workspace, now);
    return rows.flatMap((row, at) => {
      const known = facts[at];
      return known === undefined ? [] : [this.presentAt(row, definition, known, now)];
    });
  }

  private presentAt(row: EnrollmentSnapshot, definition: SequenceDefinition, facts: Facts, now: number): Enrollment {
    const { decision, plan } = decidePlan(definition, row, facts, this.workspace, now);
    const workflowId = enrollmentWorkflowId(row.id);
    const isEnded = row.state === 'ended';
    // nothing is due on a hold: when the workflow looks again by itself is no date of the person's
    const isHold = decision.do === 'replan' && decision.at === null;
    return {
      id: row.id,
      sequenceId: row.sequenceId,
      sequenceName: row.sequenceName,
      version: row.version,
      subscriberId: row.subscriber.id,
      subscriber: {
        email: row.subscriber.email,
        firstName: row.subscriber.firstName,
        lastName: row.subscriber.lastName,
        timeZone: row.subscriber.timeZone,
      },
      // an end that is decided and not written down yet is still ahead
      state: isEnded ? 'ended' : decision.state === 'ended' ? 'active' : decision.state,
      outcome: row.outcome,
      reason:
        decision.state === 'active' || (decision.state === 'ended' && !isEnded) ? null : (row.reason ?? decision.why),
      next:
        isHold || isEnded
          ? null
          : { do: plan.do, stepId: plan.step ?? null, at: this.instants.at(plan.at), why: plan.why },
      awaitingApproval:
        row.awaiting === null || row.plan.step === null ? null : { stepId: row.plan.step, revisionId: row.awaiting },
      sent: row.sent,
      enrolledAt: this.instants.at(row.enrolledAt),
      endedAt: this.instants.atOrNull(row.endedAt),
      workflowId,
      workflowUrl: this.orchestrator.workflowUrl(workflowId),
    };
  }

  async presentDetail(
    row: EnrollmentSnapshot,
    definition: SequenceDefinition,
    events: readonly EventRecord[],
  ): Promise<EnrollmentDetail> {
    const { clock } = this.instants;
    const now = this.ports.clock.now();
    const facts = await readFacts(this.ports, definition, row, this.workspace, now);
    const at = clock.toWorkspace(now);
    const standing = { progress: progressOf(row, clock), facts };
    const resumed = row.state === 'ended' ? null : resumedNow(standing.progress, facts, at);
    const from = resumed ?? standing;
    const ahead = row.state === 'ended' ? [] : forecast(definition, from.progress, from.facts, at);
    return {
      ...this.presentAt(row, definition, facts, now),
      timeline: events.map((event) => presentEvent(event, this.instants)),
      forecast: ahead.map(({ at, what, stepId }) => ({ at: new Date(at).toISOString(), what, stepId })),
      forecastAssumptions: [...(resumed === null ? [] : [IF_RESUMED]), ...FORECAST_ASSUMPTIONS],
    };
  }
}
