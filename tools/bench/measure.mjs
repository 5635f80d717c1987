// @ts-check
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartProblem } from '../start/progress.mjs';
import { cpuNow, machineBusySeconds } from './cpu.mjs';

/**
 * @typedef {object} Round
 * @property {import('./options.mjs').EngineName} engine
 * @property {number} stepsPerSecond from the first start to the last end, by the server's own clock
 * @property {number} seconds
 * @property {number} startSeconds until the client's last start was answered
 * @property {number} events of a history, mean
 * @property {number} mostEvents
 * @property {number} eventsPerStep of one whole step, from one activity's end to the next one's
 * @property {Record<string, number>} cpuMs milliseconds of CPU per step, by part
 * @property {number} othersCpu how many processors everything else on the machine kept busy meanwhile
 * @property {number} load average over a minute at the end
 */

/** Seldom enough to cost nothing; the times themselves come from the server. */
const LOOK_EVERY_MS = 200;

/**
 * One round: starts everything with the same client loop and waits until all workflows are closed.
 * @param {import('./run-bench.mjs').Engine} engine
 * @param {number} count
 * @param {object} context
 * @param {import('@temporalio/client').Client} context.client
 * @param {import('../chaos/stand.mjs').Stand} context.stand
 * @param {import('./options.mjs').BenchOptions} context.options
 * @param {AbortSignal} context.signal
 * @returns {Promise<Round>}
 */
export async function measureRound(engine, count, { client, stand, options, signal }) {
  const { starters, check } = await engine.prepare(count);
  const query = `WorkflowType = '${engine.workflowType}' AND StartTime >= '${new Date().toISOString()}'`;
  const pids = { ...engine.pids, ...stand.pids };
  const [cpuBefore, busyBefore, began] = [cpuNow(pids), machineBusySeconds(), performance.now()];

  await inLanes(starters, options.starts);
  const startSeconds = (performance.now() - began) / 1000;
  const deadline = Date.now() + options.deadlineSeconds * 1000;
  for (;;) {
    const { count: closed } = await client.workflow.count(`${query} AND ExecutionStatus = 'Completed'`);
    if (closed === count) break;
    if (Date.now() > deadline)
      throw new StartProblem(`${engine.name}: only ${closed} of ${count} workflows ended in time`);
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }

  const [cpuAfter, busyAfter, wall] = [cpuNow(pids), machineBusySeconds(), (performance.now() - began) / 1000];
  await check();
  const used = Object.entries(cpuAfter).map(([name, seconds]) => ({ name, seconds: seconds - (cpuBefore[name] ?? 0) }));
  const usedByUs = used.reduce((sum, { seconds }) => sum + seconds, 0);
  const steps = count * options.steps;
  const histories = await readHistories(client, query);
  return {
    engine: engine.name,
    stepsPerSecond: steps / histories.seconds,
    seconds: histories.seconds,
    startSeconds,
    ...{ events: histories.events, mostEvents: histories.mostEvents, eventsPerStep: histories.eventsPerStep },
    cpuMs: Object.fromEntries(used.map(({ name, seconds }) => [name, (seconds * 1000) / steps])),
    othersCpu: Math.max(0, (busyAfter - busyBefore - usedByUs) / wall),
    load: loadavg()[0] ?? 0,
  };
}

/**
 * @param {(() => Promise<void>)[]} work
 * @param {number} lanes how much of it at a time
 */
export async function inLanes(work, lanes) {
  let next = 0;
  const lane = async () => {
    for (let one = work[next++]; one; one = work[next++]) await one();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/**
 * @param {import('@temporalio/client').Client} client
 * @param {string} query
 */
async function readHistories(client, query) {
  let [first, last, total, most, number] = [Infinity, 0, 0, 0, 0];
  let example = '';
  for await (const { workflowId, startTime, closeTime, historyLength } of client.workflow.list({ query })) {
    first = Math.min(first, startTime.getTime());
    last = Math.max(last, closeTime?.getTime() ?? 0);
    total += historyLength;
    number++;
    if (historyLength <= most) continue; // overdue steps need no timer: the longest history has them all
    most = historyLength;
    example = workflowId;
  }
  const { events } = await client.workflow.getHandle(example).fetchHistory();
  const ends = (events ?? []).flatMap((event, index) => (event.activityTaskCompletedEventAttributes ? [index] : []));
  return {
    seconds: (last - first) / 1000,
    events: total / number,
    mostEvents: most,
    eventsPerStep: ((ends.at(-1) ?? 0) - (ends[0] ?? 0)) / Math.max(1, ends.length - 1),
  };
}
