import * as wf from '@temporalio/workflow';
import {
  TASK_QUEUE,
  type PageActivities,
  type PlanActivities,
  type PagedInput,
  type PageResult,
} from '@dripemails/contracts/workflow';

const OPTIONS = {
  // a page is seconds of work; an import is one long page that reports after every batch
  startToCloseTimeout: '6h',
  // batches take well under a second; a worker that says nothing for this long is gone
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts: 50 },
} as const;
const pages = wf.proxyActivities<PageActivities>({ ...OPTIONS, taskQueue: TASK_QUEUE.pages });
const quick = wf.proxyActivities<PlanActivities>({ ...OPTIONS, taskQueue: TASK_QUEUE.plan });

/** Enrolls everybody on a list, page by page. */
export async function enrollList(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.enrollListPage, (rest) => wf.continueAsNew<typeof enrollList>(rest));
}

/** Tells the people of a sequence to decide again, page by page. */
export async function wakeSequence(input: PagedInput): Promise<number> {
  return await workThroughPages(input, quick.wakeSequencePage, (rest) => wf.continueAsNew<typeof wakeSequence>(rest));
}

/** Brings the people of an uploaded file in. */
export async function importSubscribers(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.importPage, (rest) => wf.continueAsNew<typeof importSubscribers>(rest));
}

/** Makes Temporal agree with Postgres; started by a Schedule. */
export async function reconcile(): Promise<{ started: number; woken: number }> {
  return await quick.reconcileEnrollments();
}

/** Runs pages until one has no successor. How far it got stands in Postgres too, so a restart repeats no page. */
async function workThroughPages(
  input: PagedInput,
  page: (input: PagedInput) => Promise<PageResult>,
  continueWith: (rest: PagedInput) => Promise<never>,
): Promise<number> {
  let cursor = input.cursor;
  let done = 0;
  try {
    do {
      const result = await page({ ...input, cursor });
      cursor = result.cursor;
      done += result.done;
      wf.setCurrentDetails(`${done} done`);
      if (cursor !== undefined && wf.workflowInfo().continueAsNewSuggested) await continueWith({ ...input, cursor });
    } while (cursor !== undefined);
  } catch (error) {
    if (!(error instanceof wf.ActivityFailure)) throw error;
    await quick.failPagedWork(input, error.cause?.message ?? error.message);
    throw error;
  }
  return done;
}
