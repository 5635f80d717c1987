/**
 * What crosses between the Temporal client, the workflows and the activities. Free of zod and of any import, because
 * workflow code loads it inside the sandbox, where every byte is paid once per cached workflow.
 */

/**
 * Task queues: none waits for another. A slow relay fills `send` and an import fills `pages`, while decisions and the
 * reconciler on `plan` stay as quick as the database. Language models on `ai` take seconds to minutes; other people's web
 * and name servers on `calls` answer when they like.
 */
export const TASK_QUEUE = {
  workflows: 'drip-workflows',
  send: 'drip-send',
  plan: 'drip-plan',
  pages: 'drip-pages',
  ai: 'drip-ai',
  calls: 'drip-calls',
} as const;

/** Search attributes that an operator filters by in Temporal Web. No personal data: they are never encrypted. */
export const SEARCH_ATTRIBUTE = {
  workspace: 'DripWorkspace',
  sequence: 'DripSequence',
  state: 'DripState',
  version: 'DripVersion',
  nextAt: 'DripNextAt',
} as const;

/** What a workflow can be asked to do at a plan's instant. */
export type PlanAction = 'sendEmail' | 'reviseEmail' | 'callWebhook' | 'checkDomain' | 'replan' | 'end';

/** "At this instant, do this, because": the only thing that an enrollment workflow knows about its sequence. */
export interface Plan {
  /** Real instant in milliseconds since the epoch, also for a workspace whose clock runs faster. */
  readonly at: number;
  readonly do: PlanAction;
  /** The step that an action is for, or that is waited for. */
  readonly step?: string;
  /** Plain words without personal data; they stand in Temporal Web. */
  readonly why: string;
  /** Revision of the enrollment row that the plan was made from. */
  readonly revision: number;
  /** State of the enrollment as operators filter by it. */
  readonly state: 'active' | 'held' | 'paused' | 'ended';
  /** How it ended; set when `do` is `end`. */
  readonly outcome?: string;
}

/** Which enrollment; every query carries the workspace. */
export interface EnrollmentRef {
  readonly workspaceId: string;
  readonly enrollmentId: string;
}

/** Input of the `enrollment` workflow. */
export interface EnrollmentInput extends EnrollmentRef {
  readonly plan: Plan;
}

/** Argument of the `changed` signal: something in Postgres changed, ask again. */
export interface Changed {
  readonly because: string;
}
export const CHANGED_SIGNAL = 'changed';

/** Input of the workflows that work through pages: an operation or an import. */
export interface PagedInput {
  readonly workspaceId: string;
  readonly id: string;
  readonly cursor?: string | undefined;
}
/** What one page activity did; `cursor` is where the next begins, absent at the end. */
export interface PageResult {
  readonly cursor?: string | undefined;
  readonly done: number;
  /** How long to wait before the next page, ms: what a rate asks for. */
  readonly pauseMs?: number;
}

/** "At this instant, do this, because" for a request to confirm a subscription. `replan`: look at the row again then. */
export interface OptInPlan {
  /** Real instant in milliseconds since the epoch. */
  readonly at: number;
  readonly do: 'sendConfirmation' | 'replan' | 'end';
  /** Plain words without personal data; they stand in Temporal Web. */
  readonly why: string;
  /** Revision of the row that the plan was made from. */
  readonly revision: number;
  /** How it ended; set when `do` is `end`. */
  readonly outcome?: string;
}
/** Which request to confirm; every query carries the workspace. */
export interface OptInRef {
  readonly workspaceId: string;
  readonly optInId: string;
}
/** Input of the `optIn` workflow. */
export interface OptInInput extends OptInRef {
  readonly plan: OptInPlan;
}

/** Activities on the send queue: one mail. */
export interface SendActivities {
  sendEmail(enrollment: EnrollmentRef, step: string): Promise<Plan>;
  sendConfirmation(optIn: OptInRef): Promise<OptInPlan>;
}
/** Activities on the plan queue: quick ones that only ask the database and Temporal. */
export interface PlanActivities {
  replan(enrollment: EnrollmentRef): Promise<Plan>;
  replanOptIn(optIn: OptInRef): Promise<OptInPlan>;
  wakeSequencePage(input: PagedInput): Promise<PageResult>;
  failPagedWork(input: PagedInput, reason: string): Promise<void>;
  reconcileEnrollments(): Promise<{ started: number; woken: number }>;
}
/** Activities on the ai queue. */
export interface AiActivities {
  reviseEmail(enrollment: EnrollmentRef, step: string): Promise<Plan>;
}
/** Activities on the calls queue: what asks servers of others. */
export interface CallActivities {
  callWebhook(enrollment: EnrollmentRef, step: string): Promise<Plan>;
  checkDomain(enrollment: EnrollmentRef, step: string): Promise<Plan>;
  checkAllDomains(): Promise<{ checked: number; failed: number; unknown: number }>;
}
/** Activities on the pages queue: bulk work. */
export interface PageActivities {
  enrollListPage(input: PagedInput): Promise<PageResult>;
  enrollSegmentPage(input: PagedInput): Promise<PageResult>;
  bulkControlPage(input: PagedInput): Promise<PageResult>;
  backfillTriggerPage(input: PagedInput): Promise<PageResult>;
  bulkSubscribersPage(input: PagedInput): Promise<PageResult>;
  deleteFieldPage(input: PagedInput): Promise<PageResult>;
  importPage(input: PagedInput): Promise<PageResult>;
  exportPage(input: PagedInput): Promise<PageResult>;
  erasePage(input: PagedInput): Promise<PageResult>;
  applyRetention(): Promise<{ deleted: number; failed: number }>;
}

/** Names under which the client starts the workflows; a spec holds them to the bundle's exports. */
export const WORKFLOW = {
  enrollment: 'enrollment',
  enrollList: 'enrollList',
  enrollSegment: 'enrollSegment',
  wakeSequence: 'wakeSequence',
  importSubscribers: 'importSubscribers',
  reconcile: 'reconcile',
  bulkControl: 'bulkControl',
  backfillTrigger: 'backfillTrigger',
  bulkSubscribers: 'bulkSubscribers',
  deleteField: 'deleteField',
  checkDomains: 'checkDomains',
  exportSubscribers: 'exportSubscribers',
  eraseSubscriber: 'eraseSubscriber',
  applyRetention: 'applyRetention',
  optIn: 'optIn',
} as const;

/** Workflow id of an enrollment: one workflow per person and sequence, for ever. */
export const enrollmentWorkflowId = (enrollmentId: string): string => `enrollment/${enrollmentId}`;
/** Workflow id of a request to confirm a subscription. */
export const optInWorkflowId = (optInId: string): string => `optIn/${optInId}`;
