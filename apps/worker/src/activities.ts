import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type {
  AiActivities,
  CallActivities,
  PageActivities,
  PagedInput,
  PageResult,
  PlanActivities,
  SendActivities,
} from '@dripemails/contracts/workflow';
import { DomainError } from '@dripemails/domain';
import type { UseCases } from '@dripemails/runtime';

/** Activities of the send queue: one mail. Each activity is one use case. */
export function createSendActivities(useCases: UseCases): SendActivities {
  return {
    sendEmail: (enrollment, step) => asFailure(() => useCases.sendMessage.execute(enrollment, step)),
    sendConfirmation: (optIn) => asFailure(() => useCases.sendConfirmation.execute(optIn)),
  };
}

/** Activities of the ai queue: a language model takes its time, so the beat goes on while it thinks. */
export function createAiActivities(useCases: UseCases): AiActivities {
  return {
    reviseEmail: (enrollment, step) =>
      asFailure(() =>
        withHeartbeat(() => useCases.reviseEmail.execute(enrollment, step, { signal: cancellationSignal() })),
      ),
  };
}

/** Activities of the calls queue: servers of others. */
export function createCallActivities(useCases: UseCases): CallActivities {
  return {
    callWebhook: (enrollment, step) => asFailure(() => useCases.callWebhook.execute(enrollment, step)),
    checkDomain: (enrollment) => asFailure(() => useCases.checkDomainStep.execute(enrollment)),
    checkAllDomains: () => asFailure(() => withHeartbeat(() => useCases.checkAllDomains.execute(() => heartbeat()))),
  };
}

/** Activities of the plan queue: decisions, and what else must not wait for mails or bulk work. */
export function createPlanActivities(useCases: UseCases): PlanActivities {
  return {
    replan: (enrollment) => asFailure(() => useCases.replanEnrollment.execute(enrollment)),
    replanOptIn: (optIn) => asFailure(() => useCases.replanOptIn.execute(optIn)),
    wakeSequencePage: (input) => asFailure(() => withHeartbeat(() => useCases.wakeSequencePage.execute(input))),
    failPagedWork: (input, reason) => asFailure(() => failWork(useCases, input, reason)),
    reconcileEnrollments: () =>
      asFailure(() => withHeartbeat(() => useCases.reconcileEnrollments.execute(() => heartbeat()))),
  };
}

/** Activities of the pages queue: bulk work, page by page. */
export function createPageActivities(useCases: UseCases): PageActivities {
  return {
    enrollListPage: (input) => asFailure(() => withHeartbeat(() => useCases.enrollAudiencePage.execute(input))),
    enrollSegmentPage: (input) => asFailure(() => withHeartbeat(() => useCases.enrollAudiencePage.execute(input))),
    bulkControlPage: (input) => asFailure(() => withHeartbeat(() => useCases.bulkControlPage.execute(input))),
    bulkSubscribersPage: (input) => asFailure(() => withHeartbeat(() => useCases.bulkSubscribersPage.execute(input))),
    deleteFieldPage: (input) => asFailure(() => withHeartbeat(() => useCases.deleteFieldPage.execute(input))),
    backfillTriggerPage: (input) => asFailure(() => withHeartbeat(() => useCases.backfillTriggerPage.execute(input))),
    importPage: (input) => asFailure(() => importAll(useCases, input)),
    exportPage: (input) =>
      asFailure(() => withHeartbeat(() => useCases.runExport.execute(input, (processed) => heartbeat(processed)))),
    erasePage: (input) => asFailure(() => withHeartbeat(() => useCases.erasePage.execute(input))),
    applyRetention: () => asFailure(() => withHeartbeat(() => useCases.runRetention.execute(() => heartbeat()))),
  };
}

async function importAll(useCases: UseCases, input: PagedInput): Promise<PageResult> {
  const done = await withHeartbeat(() => useCases.runImport.execute(input, (processed) => heartbeat(processed)));
  return { done };
}

async function failWork(useCases: UseCases, input: PagedInput, reason: string): Promise<void> {
  const { workflowType } = activityInfo();
  if (workflowType === 'importSubscribers') await useCases.runImport.fail(input, reason);
  else if (workflowType === 'exportSubscribers') await useCases.runExport.fail(input, reason);
  else if (workflowType === 'eraseSubscriber') await useCases.erasePage.fail(input, reason);
  else await useCases.failOperation.execute(input, reason);
}

/** A sixth of the heartbeat timeout of the workflows (30 s), so that a late beat is no death. */
const BEAT_MS = 5_000;

async function withHeartbeat<T>(work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

/** A no of the domain will not change by asking again; everything else is trouble of ours, which Temporal retries. */
async function asFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw ApplicationFailure.create({ type: error.code, message: error.message, nonRetryable: true, cause: error });
  }
}
