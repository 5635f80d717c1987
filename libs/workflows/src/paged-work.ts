import * as wf from '@temporalio/workflow';
import {
  TASK_QUEUE,
  type CallActivities,
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
const calls = wf.proxyActivities<CallActivities>({ ...OPTIONS, taskQueue: TASK_QUEUE.calls });
const quick = wf.proxyActivities<PlanActivities>({ ...OPTIONS, taskQueue: TASK_QUEUE.plan });

/** Enrolls everybody on a list, page by page. */
export async function enrollList(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.enrollListPage, (rest) => wf.continueAsNew<typeof enrollList>(rest));
}

/** Enrolls everybody in a segment, page by page. */
export async function enrollSegment(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.enrollSegmentPage, (rest) => wf.continueAsNew<typeof enrollSegment>(rest));
}

/** Tells the people of a sequence to decide again, page by page. */
export async function wakeSequence(input: PagedInput): Promise<number> {
  return await workThroughPages(input, quick.wakeSequencePage, (rest) => wf.continueAsNew<typeof wakeSequence>(rest));
}

/** Carries a bulk action out over people, page by page, at the rate that was asked for. */
export async function bulkControl(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.bulkControlPage, (rest) => wf.continueAsNew<typeof bulkControl>(rest));
}

/** Goes through everybody once for a trigger that is new, page by page. */
export async function backfillTrigger(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.backfillTriggerPage, (rest) =>
    wf.continueAsNew<typeof backfillTrigger>(rest),
  );
}

/** Does to many subscribers what was asked for, or takes it back, page by page. */
export async function bulkSubscribers(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.bulkSubscribersPage, (rest) =>
    wf.continueAsNew<typeof bulkSubscribers>(rest),
  );
}

/** Removes the values of a custom field that is deleted, page by page. */
export async function deleteField(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.deleteFieldPage, (rest) => wf.continueAsNew<typeof deleteField>(rest));
}

/** Brings the people of an uploaded file in. */
export async function importSubscribers(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.importPage, (rest) => wf.continueAsNew<typeof importSubscribers>(rest));
}

/** Writes a file of subscribers. */
export async function exportSubscribers(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.exportPage, (rest) => wf.continueAsNew<typeof exportSubscribers>(rest));
}

/** Removes what is held on a person, stage by stage, and proves it. */
export async function eraseSubscriber(input: PagedInput): Promise<number> {
  return await workThroughPages(input, pages.erasePage, (rest) => wf.continueAsNew<typeof eraseSubscriber>(rest));
}

/** Deletes what is older than the rules of its workspace allow; started by a Schedule every night. */
export async function applyRetention(): Promise<{ deleted: number; failed: number }> {
  return await pages.applyRetention();
}

/** Makes Temporal agree with Postgres; started by a Schedule. */
export async function reconcile(): Promise<{ started: number; woken: number }> {
  return await quick.reconcileEnrollments();
}

/** Looks at the SPF of every sending domain; started by a Schedule every night. */
export async function checkDomains(): Promise<{ checked: number; failed: number; unknown: number }> {
  return await calls.checkAllDomains();
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
      if (cursor !== undefined && result.pauseMs !== undefined) await wf.sleep(result.pauseMs);
      if (cursor !== undefined && wf.workflowInfo().continueAsNewSuggested) await continueWith({ ...input, cursor });
    } while (cursor !== undefined);
  } catch (error) {
    if (!(error instanceof wf.ActivityFailure)) throw error;
    await quick.failPagedWork(input, error.cause?.message ?? error.message);
    throw error;
  }
  return done;
}
