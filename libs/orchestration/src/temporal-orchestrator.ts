import {
  Client,
  type Connection,
  type ScheduleOptions,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { SearchAttributeType, TypedSearchAttributes, defineSearchAttributeKey } from '@temporalio/common';
import type { EnrollmentStart, Orchestrator } from '@dripemails/application';
import {
  CHANGED_SIGNAL,
  SEARCH_ATTRIBUTE,
  TASK_QUEUE,
  WORKFLOW,
  enrollmentWorkflowId,
  optInWorkflowId,
  type OptInInput,
} from '@dripemails/contracts/workflow';

const KEY = {
  workspace: defineSearchAttributeKey(SEARCH_ATTRIBUTE.workspace, SearchAttributeType.KEYWORD),
  sequence: defineSearchAttributeKey(SEARCH_ATTRIBUTE.sequence, SearchAttributeType.KEYWORD),
  state: defineSearchAttributeKey(SEARCH_ATTRIBUTE.state, SearchAttributeType.KEYWORD),
  version: defineSearchAttributeKey(SEARCH_ATTRIBUTE.version, SearchAttributeType.INT),
  nextAt: defineSearchAttributeKey(SEARCH_ATTRIBUTE.nextAt, SearchAttributeType.DATETIME),
};
const RUNNING_ENROLLMENTS = `WorkflowType = '${WORKFLOW.enrollment}' AND ExecutionStatus = 'Running'`;
const ID_PREFIX = enrollmentWorkflowId('');
const RECONCILE = {
  scheduleId: 'reconcile-enrollments',
  // cheap when all is well: a few indexed queries and one count
  spec: { intervals: [{ every: '30s' }] },
  action: {
    type: 'startWorkflow',
    workflowType: WORKFLOW.reconcile,
    workflowId: 'reconcile',
    taskQueue: TASK_QUEUE.workflows,
    args: [],
    staticSummary: 'Start enrollments whose workflow is missing',
  },
  // catching up on missed runs is pointless: one run sees everything
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' },
} satisfies ScheduleOptions;

const CHECK_DOMAINS = {
  scheduleId: 'check-domains',
  spec: { calendars: [{ hour: 2, minute: 0, comment: 'Every night at 02:00 UTC' }] },
  action: {
    type: 'startWorkflow',
    workflowType: WORKFLOW.checkDomains,
    workflowId: 'check-domains',
    taskQueue: TASK_QUEUE.workflows,
    args: [],
    staticSummary: 'Check the SPF of every sending domain',
  },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '6h' },
} satisfies ScheduleOptions;

const APPLY_RETENTION = {
  scheduleId: 'apply-retention',
  spec: { calendars: [{ hour: 3, minute: 0, comment: 'Every night at 03:00 UTC' }] },
  action: {
    type: 'startWorkflow',
    workflowType: WORKFLOW.applyRetention,
    workflowId: 'apply-retention',
    taskQueue: TASK_QUEUE.workflows,
    args: [],
    staticSummary: 'Delete what is older than the retention rules of its workspace allow',
  },
  // a day that was missed is made up for by the next one, which sees everything
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '6h' },
} satisfies ScheduleOptions;

/** Starts, signals and lists workflows through the Temporal client. */
export class TemporalOrchestrator implements Orchestrator {
  private readonly client: Client;
  private schedulesAreCurrent = false;

  /** @param uiUrl origin of Temporal Web */
  constructor(
    connection: Connection,
    private readonly options: { namespace: string; uiUrl: string },
  ) {
    this.client = new Client({ connection, namespace: options.namespace });
  }

  async startEnrollment(start: EnrollmentStart): Promise<'started' | 'running'> {
    const { workspaceId, enrollmentId, sequenceId, sequenceName, version, plan } = start;
    return await this.start(WORKFLOW.enrollment, enrollmentWorkflowId(enrollmentId), {
      args: [{ workspaceId, enrollmentId, plan }],
      staticSummary: cut(`${sequenceName}, version ${version}`),
      staticDetails: `One subscriber in the sequence **${sequenceName}** (version ${version}).\n\nSequence \`${sequenceId}\`, enrollment \`${enrollmentId}\`.`,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: KEY.workspace, value: workspaceId },
        { key: KEY.sequence, value: sequenceId },
        { key: KEY.state, value: plan.state },
        { key: KEY.version, value: version },
        { key: KEY.nextAt, value: new Date(plan.at) },
      ]),
    });
  }

  async signalChanged(enrollmentId: string, because: string): Promise<void> {
    await this.signal(enrollmentWorkflowId(enrollmentId), because);
  }

  async startOptIn({ workspaceId, optInId, plan }: OptInInput): Promise<'started' | 'running'> {
    return await this.start(WORKFLOW.optIn, optInWorkflowId(optInId), {
      args: [{ workspaceId, optInId, plan }],
      staticSummary: 'Confirmation of a subscription',
      typedSearchAttributes: new TypedSearchAttributes([
        { key: KEY.workspace, value: workspaceId },
        { key: KEY.nextAt, value: new Date(plan.at) },
      ]),
    });
  }

  async signalOptInChanged(optInId: string, because: string): Promise<void> {
    await this.signal(optInWorkflowId(optInId), because);
  }

  private async signal(workflowId: string, because: string): Promise<void> {
    try {
      await this.client.workflow.getHandle(workflowId).signal(CHANGED_SIGNAL, { because });
    } catch (error) {
      // ended, or lost with Temporal's store: then the reconciler starts it from the row that already says what changed
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }

  async startOperation(
    kind: Parameters<Orchestrator['startOperation']>[0],
    ref: { workspaceId: string; id: string },
    title: string,
  ): Promise<void> {
    await this.start(WORKFLOW[kind], `operation/${ref.id}`, {
      args: [{ workspaceId: ref.workspaceId, id: ref.id }],
      staticSummary: cut(title),
      typedSearchAttributes: new TypedSearchAttributes([{ key: KEY.workspace, value: ref.workspaceId }]),
    });
  }

  async startImport(ref: { workspaceId: string; id: string }): Promise<void> {
    await this.start(WORKFLOW.importSubscribers, `import/${ref.id}`, {
      args: [{ workspaceId: ref.workspaceId, id: ref.id }],
      staticSummary: 'Import of subscribers from a file',
      typedSearchAttributes: new TypedSearchAttributes([{ key: KEY.workspace, value: ref.workspaceId }]),
    });
  }

  async startExport(ref: { workspaceId: string; id: string }): Promise<void> {
    await this.start(WORKFLOW.exportSubscribers, `export/${ref.id}`, {
      args: [{ workspaceId: ref.workspaceId, id: ref.id }],
      staticSummary: 'Export of subscribers to a file',
      typedSearchAttributes: new TypedSearchAttributes([{ key: KEY.workspace, value: ref.workspaceId }]),
    });
  }

  async startErase(ref: { workspaceId: string; id: string }): Promise<void> {
    await this.start(WORKFLOW.eraseSubscriber, `erase/${ref.id}`, {
      args: [{ workspaceId: ref.workspaceId, id: ref.id }],
      staticSummary: 'Erasure of a subscriber, with its proof',
      typedSearchAttributes: new TypedSearchAttributes([{ key: KEY.workspace, value: ref.workspaceId }]),
    });
  }

  async runningEnrollments(): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    for await (const { workflowId } of this.client.workflow.list({ query: RUNNING_ENROLLMENTS, pageSize: 1000 }))
      ids.add(workflowId.slice(ID_PREFIX.length));
    return ids;
  }

  async countRunningEnrollments(): Promise<number> {
    return (await this.client.workflow.count(RUNNING_ENROLLMENTS)).count;
  }

  async ensureSchedules(): Promise<void> {
    await this.ensureSchedule(RECONCILE, { triggerImmediately: true });
    await this.ensureSchedule(CHECK_DOMAINS, {});
    await this.ensureSchedule(APPLY_RETENTION, {});
    this.schedulesAreCurrent = true;
  }

  private async ensureSchedule(options: ScheduleOptions, state: NonNullable<ScheduleOptions['state']>): Promise<void> {
    try {
      await this.client.schedule.create({ ...options, state });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      if (this.schedulesAreCurrent) return;
      // once a process: a newer release may want it otherwise. What an operator paused stays paused
      const handle = this.client.schedule.getHandle(options.scheduleId);
      const { spec, action, policies } = options;
      await handle.update((schedule) => ({
        ...schedule,
        spec,
        action: { ...schedule.action, ...action },
        policies: { ...schedule.policies, ...policies },
      }));
    }
  }

  workflowUrl(workflowId: string): string {
    return `${this.options.uiUrl}/namespaces/${this.options.namespace}/workflows/${encodeURIComponent(workflowId)}`;
  }

  /** Starts a workflow unless it runs. A closed one may start again: the guard against doing things twice is in Postgres. */
  private async start(type: string, workflowId: string, options: StartOptions): Promise<'started' | 'running'> {
    try {
      await this.client.workflow.start(type, {
        workflowId,
        taskQueue: TASK_QUEUE.workflows,
        workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
        ...options,
      });
      return 'started';
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return 'running';
      throw error;
    }
  }
}

interface StartOptions {
  args: [unknown];
  staticSummary: string;
  staticDetails?: string;
  typedSearchAttributes: TypedSearchAttributes;
}

/** Temporal takes 200 bytes of summary. */
function cut(text: string): string {
  return Buffer.from(text)
    .subarray(0, 200)
    .toString('utf8')
    .replace(/\uFFFD$/, '');
}
