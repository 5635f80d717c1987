import { activityInfo, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { EnrollmentActivities, PageActivities, PagedInput, PageResult } from '@dripemails/contracts/workflow';
import { DomainError } from '@dripemails/domain';
import type { UseCases } from '@dripemails/runtime';

/** Activities of the send queue: one mail, or one decision. Each is one use case. */
export function createEnrollmentActivities(useCases: UseCases): EnrollmentActivities {
  return {
    sendEmail: (enrollment, step) => asFailure(() => useCases.sendMessage.execute(enrollment, step)),
    replan: (enrollment) => asFailure(() => useCases.replanEnrollment.execute(enrollment)),
  };
}

/** Activities of the pages queue: bulk work, page by page. */
export function createPageActivities(useCases: UseCases): PageActivities {
  return {
    enrollListPage: (input) => asFailure(() => withHeartbeat(() => useCases.enrollListPage.execute(input))),
    wakeSequencePage: (input) => asFailure(() => withHeartbeat(() => useCases.wakeSequencePage.execute(input))),
    importPage: (input) => asFailure(() => importAll(useCases, input)),
    failPagedWork: (input, reason) => asFailure(() => failWork(useCases, input, reason)),
    reconcileEnrollments: () =>
      asFailure(() => withHeartbeat(() => useCases.reconcileEnrollments.execute(() => heartbeat()))),
  };
}

async function importAll(useCases: UseCases, input: PagedInput): Promise<PageResult> {
  const done = await withHeartbeat(() => useCases.runImport.execute(input, (processed) => heartbeat(processed)));
  return { done };
}

async function failWork(useCases: UseCases, input: PagedInput, reason: string): Promise<void> {
  if (activityInfo().workflowType === 'importSubscribers') await useCases.runImport.fail(input, reason);
  else await useCases.failOperation.execute(input, reason);
}

/** Half of a third of the workflow's heartbeat timeout (30 s), so that one late beat is no death. */
const BEAT_MS = 5_000;

async function withHeartbeat<T>(work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

/** A no of the domain is final; everything else is trouble of ours, which Temporal retries. */
async function asFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError)
      throw ApplicationFailure.create({
        type: error.code,
        message: error.message,
        nonRetryable: isFinal(error),
        cause: error,
      });
    throw error;
  }
}

/** A template that fails for one person, or a row that is gone, will not change by asking again at once. */
function isFinal({ code }: DomainError): boolean {
  return code !== 'template.invalid';
}
