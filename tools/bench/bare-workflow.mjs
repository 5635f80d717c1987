// @ts-check
import * as wf from '@temporalio/workflow';

/**
 * The least that Temporal can do for a drip: a timer and an activity for each step, and nothing around them.
 * @param {{ steps: number, waitMs: number, activityQueue: string }} input
 */
export async function bare({ steps, waitMs, activityQueue }) {
  const { noop } = wf.proxyActivities({ taskQueue: activityQueue, startToCloseTimeout: '60s' });
  for (let step = 0; step < steps; step++) {
    await wf.sleep(waitMs);
    await noop?.();
  }
}
