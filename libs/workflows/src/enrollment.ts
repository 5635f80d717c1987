import * as wf from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  CHANGED_SIGNAL,
  SEARCH_ATTRIBUTE,
  TASK_QUEUE,
  type Changed,
  type AiActivities,
  type CallActivities,
  type PlanActivities,
  type SendActivities,
  type EnrollmentInput,
  type Plan,
} from '@dripemails/contracts/workflow';

/** Tells the workflow that something in Postgres changed: ask again. */
export const changed = wf.defineSignal<[Changed]>(CHANGED_SIGNAL);

const STATE = defineSearchAttributeKey(SEARCH_ATTRIBUTE.state, SearchAttributeType.KEYWORD);
const NEXT_AT = defineSearchAttributeKey(SEARCH_ATTRIBUTE.nextAt, SearchAttributeType.DATETIME);

/** A next-at that is over before anybody has read it is not worth a history event. */
const NEXT_AT_WORTH_SHOWING_MS = 60_000;

const RETRY = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' } as const;
const { sendEmail } = wf.proxyActivities<SendActivities>({
  taskQueue: TASK_QUEUE.send,
  // outside the 45 s that one attempt may take (ATTEMPT_MS), so that two attempts never overlap
  startToCloseTimeout: '60s',
  // for ever: what SMTP can answer comes back as a plan; only trouble of our own (database, bug) is retried here
  retry: RETRY,
});
const { reviseEmail } = wf.proxyActivities<AiActivities>({
  taskQueue: TASK_QUEUE.ai,
  // a language model may take a minute, and is asked twice where its first answer is unusable
  startToCloseTimeout: '5m',
  // a model that thinks says so by heartbeats of the worker; a worker that says nothing is gone
  heartbeatTimeout: '30s',
  retry: RETRY,
});
const { callWebhook, checkDomain } = wf.proxyActivities<CallActivities>({
  taskQueue: TASK_QUEUE.calls,
  // outside the 10 s that a webhook or name server gets, and the 12 s of waiting for another check of the same domain
  startToCloseTimeout: '40s',
  retry: RETRY,
});
const { replan } = wf.proxyActivities<PlanActivities>({
  taskQueue: TASK_QUEUE.plan,
  // one read and one write; longer means that the database hangs
  startToCloseTimeout: '20s',
  retry: RETRY,
});

/** What does the effect of a step. */
const ACTIVITY = { sendEmail, reviseEmail, callWebhook, checkDomain };

/**
 * One subscriber in one sequence: waits until the plan's instant or until something changed, does what the plan says,
 * and gets the next plan back. It knows nothing of steps; Postgres holds the truth and the activities decide.
 * @returns how the enrollment ended
 */
export async function enrollment(input: EnrollmentInput): Promise<{ outcome: string }> {
  const { workspaceId, enrollmentId } = input;
  const ref = { workspaceId, enrollmentId };
  let plan = input.plan;
  let because: string | undefined;
  let sleeping = new wf.CancellationScope();
  wf.setHandler(
    changed,
    (change) => {
      because = change.because;
      sleeping.cancel();
    },
    { description: 'Something changed: decide again what comes next' },
  );

  while (plan.do !== 'end') {
    wf.setCurrentDetails(plan.why);
    const left = plan.at - Date.now();
    if (left > 0 && because === undefined) await sleepUntilChanged(left, plan.why);

    const change = because;
    because = undefined;
    const act = change === undefined && plan.do !== 'replan' && plan.step !== undefined ? ACTIVITY[plan.do] : undefined;
    const next =
      act !== undefined && plan.step !== undefined
        ? await act.executeWithOptions({ summary: plan.why }, [ref, plan.step])
        : await replan.executeWithOptions(
            { summary: change === undefined ? 'Deciding what comes next' : `Deciding again: ${change}` },
            [ref],
          );
    // an answer made from an older row than the one we act on is no answer: ask again
    if (next.revision >= plan.revision) {
      show(next, plan);
      plan = next;
    } else {
      because ??= 'an older answer arrived late';
    }

    if (wf.workflowInfo().continueAsNewSuggested && plan.do !== 'end') {
      await wf.condition(wf.allHandlersFinished);
      await wf.continueAsNew<typeof enrollment>({
        ...ref,
        plan: because === undefined ? plan : { ...plan, do: 'replan', at: 0 },
      });
    }
  }
  return { outcome: plan.outcome ?? 'stopped' };

  /**
   * One timer that `changed` cuts short. `wf.condition` does the same with three times the promises, each of which costs a
   * stack trace; so does a scope of its own for every timer.
   */
  async function sleepUntilChanged(ms: number, summary: string): Promise<void> {
    if (sleeping.consideredCancelled) sleeping = new wf.CancellationScope();
    try {
      await sleeping.run(() => wf.sleep(ms, { summary }));
    } catch (error) {
      const isWoken = sleeping.consideredCancelled && !wf.CancellationScope.current().consideredCancelled;
      if (!isWoken) throw error;
    }
  }
}

/** Keeps the search attributes true where an operator would look; each change costs a history event. */
function show(plan: Plan, before: Plan): void {
  const state = plan.state === before.state ? [] : [{ key: STATE, value: plan.state }];
  const nextAt = plan.at - Date.now() < NEXT_AT_WORTH_SHOWING_MS ? [] : [{ key: NEXT_AT, value: new Date(plan.at) }];
  if (state.length + nextAt.length > 0) wf.upsertSearchAttributes([...state, ...nextAt]);
}
