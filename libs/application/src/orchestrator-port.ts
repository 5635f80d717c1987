import type { EnrollmentRef, OptInInput, Plan } from '@dripemails/contracts/workflow';
import type { OpenWork } from './enrollment/enrollment-port.js';

/** What an operator reads about a workflow before it has run. No personal data. */
export interface EnrollmentStart extends EnrollmentRef {
  readonly sequenceId: string;
  readonly sequenceName: string;
  readonly version: number;
  readonly plan: Plan;
}

/** The Temporal client side: starts and signals workflows, and nothing else does. */
export interface Orchestrator {
  /** Starts an enrollment's workflow. Harmless when it runs already. */
  startEnrollment(start: EnrollmentStart): Promise<'started' | 'running'>;
  /** Tells a workflow to ask again. A workflow that is not there is no error: the reconciler sees to it. */
  signalChanged(enrollmentId: string, because: string): Promise<void>;
  /** Starts the workflow of an operation or import. Harmless when it runs already. */
  startOperation(
    kind: Exclude<OpenWork['kind'], 'import' | 'export' | 'erase'>,
    ref: { workspaceId: string; id: string },
    title: string,
  ): Promise<void>;
  startImport(ref: { workspaceId: string; id: string }): Promise<void>;
  startExport(ref: { workspaceId: string; id: string }): Promise<void>;
  /** Starts the workflow of a privacy request that erases a person. Harmless when it runs already. */
  startErase(ref: { workspaceId: string; id: string }): Promise<void>;
  /** Starts the workflow of a request to confirm a subscription. Harmless when it runs already. */
  startOptIn(start: OptInInput): Promise<'started' | 'running'>;
  /** As `signalChanged`, for a request to confirm a subscription. */
  signalOptInChanged(optInId: string, because: string): Promise<void>;
  /** Ids of all enrollments whose workflow runs, as Temporal's (slightly late) visibility knows them. */
  runningEnrollments(): Promise<ReadonlySet<string>>;
  countRunningEnrollments(): Promise<number>;
  /** Creates what must always be there: the reconciler's Schedule. */
  ensureSchedules(): Promise<void>;
  /** Where an operator looks at the workflow. */
  workflowUrl(workflowId: string): string;
}
