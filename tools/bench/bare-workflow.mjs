// @ts-check
import * as wf from '@temporalio/workflow';

/**
 * The least that Temporal can do for a drip: a timer and an activity for each step, and nothing around them. A step is due a
 * while after the last one was done, as in a drip, so one that is late needs no timer here either.
 * @param {{ steps: number, waitMs: number, dueAt: number, activityQueue: string }} input
 */
export async function bare({ steps, waitMs, dueAt, activityQueue }) {
  const { noop } = /** @type {{ noop: () => Promise<number> }} */ (
    wf.proxyActivities({ taskQueue: activityQueue, startToCloseTimeout: '60s' })
  );
  for (let step = 0; step < steps; step++) {
    const left = dueAt - Date.now();
    if (left > 0) await wf.sleep(left);
    dueAt = (await noop()) + waitMs;
  }
}
