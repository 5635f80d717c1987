import * as wf from '@temporalio/workflow';
import {
  TASK_QUEUE,
  type OptInInput,
  type OptInPlan,
  type PlanActivities,
  type SendActivities,
} from '@dripemails/contracts/workflow';
import { changed } from './enrollment.js';

const RETRY = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' } as const;
const { sendConfirmation } = wf.proxyActivities<SendActivities>({
  taskQueue: TASK_QUEUE.send,
  // outside the 45 s that one attempt may take (ATTEMPT_MS), so that two attempts never overlap
  startToCloseTimeout: '60s',
  // for ever: what SMTP can answer comes back as a plan; only trouble of our own (database, bug) is retried here
  retry: RETRY,
});
const { replanOptIn } = wf.proxyActivities<PlanActivities>({
  taskQueue: TASK_QUEUE.plan,
  // one read and one write; longer means that the database hangs
  startToCloseTimeout: '20s',
  retry: RETRY,
});

/**
 * One request to confirm a subscription: waits until the plan's instant or until something changed (confirmed, asked for
 * again, cancelled), does what the plan says, and gets the next plan back. Postgres holds the truth.
 * @returns how the request ended
 */
export async function optIn(input: OptInInput): Promise<{ outcome: string }> {
  const { workspaceId, optInId } = input;
  const ref = { workspaceId, optInId };
  let plan: OptInPlan = input.plan;
  let because: string | undefined;
  wf.setHandler(changed, (change) => void (because = change.because), {
    description: 'Something changed: decide again what comes next',
  });

  while (plan.do !== 'end') {
    wf.setCurrentDetails(plan.why);
    const left = plan.at - Date.now();
    if (left > 0 && because === undefined) await wf.condition(() => because !== undefined, left, { summary: plan.why });

    const change = because;
    because = undefined;
    const next =
      change === undefined && plan.do === 'sendConfirmation'
        ? await sendConfirmation.executeWithOptions({ summary: plan.why }, [ref])
        : await replanOptIn.executeWithOptions(
            { summary: change === undefined ? 'Deciding what comes next' : `Deciding again: ${change}` },
            [ref],
          );
    // an answer made from an older row than the one we act on is no answer: ask again
    if (next.revision >= plan.revision) plan = next;
    else because ??= 'an older answer arrived late';

    if (wf.workflowInfo().continueAsNewSuggested && plan.do !== 'end') {
      await wf.condition(wf.allHandlersFinished);
      await wf.continueAsNew<typeof optIn>({
        ...ref,
        plan: because === undefined ? plan : { ...plan, do: 'replan', at: 0 },
      });
    }
  }
  return { outcome: plan.outcome ?? 'cancelled' };
}
