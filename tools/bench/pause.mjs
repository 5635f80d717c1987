// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { enrollList, makeAudience, makeSequence } from './audience.mjs';
import { checkPause, describePause } from './pause-check.mjs';
import { startStack } from './stack.mjs';

/** @typedef {import('./pause-check.mjs').ResumeMode} ResumeMode */

/** The demo's clock: a day in ten seconds, so a week in seventy. */
const DAY_SECONDS = 10;
const HOUR_SECONDS = DAY_SECONDS / 24;
const PAUSE_MS = 7 * DAY_SECONDS * 1000;
/** For learning how fast people can be enrolled here. */
const CALIBRATION = 200;
/** Between the last start and the pause, and between the pause and the first due date. */
const ROOM_SECONDS = 5;
/** Before the second mail. */
const SECOND_WAIT_DAYS = 3;
const STEPS = /** @type {const} */ (['first', 'second']);
const LOOK_EVERY_MS = 500;

/**
 * People asleep in a sequence that is paused for a week of demo time, while the mails of about the first half fall due, and
 * resumed: once in each mode.
 * @param {import('./options.mjs').BenchOptions} options
 * @param {import('../chaos/run-tool.mjs').Tools} tools
 * @returns {Promise<number>} 0 when everything was as promised
 */
export async function benchPause(options, { stand, log, signal }) {
  stand.env = { ...stand.env, DEMO_DAY_SECONDS: String(DAY_SECONDS) };
  const stack = await startStack(stand, { signal });
  const trial = { name: 'trial', people: CALIBRATION, waitHours: 24 * 365 };
  const { seconds } = await enroll(stack, trial, signal);
  const startSeconds = (options.people * seconds) / CALIBRATION;
  log(
    `${CALIBRATION} people are enrolled in ${seconds.toFixed(1)} s; ${options.people} will take about ${startSeconds.toFixed(0)} s`,
  );

  const findings = [];
  for (const mode of options.modes) {
    const waitHours = Math.ceil((startSeconds * 1.5 + 2 * ROOM_SECONDS) / HOUR_SECONDS);
    const one = await pauseOnce(stack, { mode, waitHours, options, log, signal });
    findings.push(one);
    console.log(describePause(one, options.ratePerMinute));
  }
  await stack.close();
  return findings.every(({ isGood }) => isGood) ? 0 : 1;
}

/**
 * @param {import('./stack.mjs').Stack} stack
 * @param {{ name: string, people: number, waitHours: number }} drip
 * @param {AbortSignal} signal
 */
async function enroll(stack, { name, people, waitHours }, signal) {
  const mail = (/** @type {string} */ id) => ({
    id,
    kind: 'email',
    subject: `[${id}] Hello`,
    html: `<p>This is the ${id} mail.</p>`,
  });
  const steps = [
    { id: 'wait', kind: 'wait', for: { amount: waitHours, unit: 'hours' } },
    mail(STEPS[0]),
    { id: 'wait-again', kind: 'wait', for: { amount: SECOND_WAIT_DAYS, unit: 'days' } },
    mail(STEPS[1]),
  ];
  const sequenceId = await makeSequence(stack, { name, steps });
  const listId = await makeAudience(stack, { count: people, name });
  const { seconds } = await enrollList(stack, { sequenceId, listId, signal });
  return { sequenceId, seconds };
}

/**
 * @param {import('./stack.mjs').Stack} stack
 * @param {object} run
 * @param {ResumeMode} run.mode
 * @param {number} run.waitHours before the first mail, in demo time
 * @param {import('./options.mjs').BenchOptions} run.options
 * @param {import('../start/progress.mjs').Log} run.log
 * @param {AbortSignal} run.signal
 */
async function pauseOnce(stack, { mode, waitHours, options, log, signal }) {
  const { api, db, sink } = stack;
  const name = mode.toLowerCase();
  const { sequenceId, seconds } = await enroll(stack, { name, people: options.people, waitHours }, signal);
  const waiting = await waitingOf(db, sequenceId);
  const firstDue = Math.min(...waiting.map(({ due }) => due));
  if (waiting.length < options.people || firstDue < Date.now())
    throw new Error(
      `Enrolling took ${seconds.toFixed(0)} s, longer than foreseen: the first were sent before the last were in`,
    );
  await sleep(Math.max(0, firstDue - ROOM_SECONDS * 1000 - Date.now()), undefined, { signal });

  const pausedAt = await timed(() => api.post(`/sequences/${sequenceId}/pause`, {}));
  log(`${mode}: ${waiting.length} people asleep; paused`);
  await sleep(PAUSE_MS, undefined, { signal });
  const { ratePerMinute } = options;
  const resumedAt = await timed(() =>
    api.post(`/sequences/${sequenceId}/resume`, { mode, ...(ratePerMinute !== undefined && { ratePerMinute }) }),
  );
  log(`${mode}: resumed`);
  await untilEnded(db, sequenceId, { options, signal });
  const addresses = new Set(waiting.map(({ address }) => address));
  const mails = (await sink.all()).flatMap(({ to, subject, at }) => {
    const step = /^\[(\w+)\]/.exec(subject)?.[1];
    return step && addresses.has(to) ? [{ to, step, at: at ?? 0 }] : [];
  });
  return checkPause({
    mode,
    waiting,
    mails,
    steps: [...STEPS],
    waitMs: SECOND_WAIT_DAYS * DAY_SECONDS * 1000,
    pausedAt,
    resumedAt,
    ratePerMinute,
  });
}

/** @param {() => Promise<unknown>} call @returns {Promise<[number, number]>} when it began and ended */
async function timed(call) {
  const beganAt = Date.now();
  await call();
  return [beganAt, Date.now()];
}

/**
 * @param {import('../chaos/database.mjs').Database} db
 * @param {string} sequenceId
 * @returns {Promise<import('./pause-check.mjs').Waiting[]>}
 */
async function waitingOf(db, sequenceId) {
  const rows = await db.read(
    `select s.email, e.plan_at from enrollment e join subscriber s on s.id = e.subscriber_id
     where e.sequence_id = $1 and e.state = 'active' and e.sent = 0`,
    [sequenceId],
  );
  return rows.map(({ email, plan_at: at }) => ({ address: email, due: at.getTime() }));
}

/**
 * @param {import('../chaos/database.mjs').Database} db
 * @param {string} sequenceId
 * @param {{ options: import('./options.mjs').BenchOptions, signal: AbortSignal }} run
 */
async function untilEnded(db, sequenceId, { options, signal }) {
  const text = "select count(*)::int as count from enrollment where sequence_id = $1 and state <> 'ended'";
  for (const deadline = Date.now() + options.deadlineSeconds * 1000; ;) {
    const [{ count }] = await db.read(text, [sequenceId]);
    if (count === 0) return;
    if (Date.now() > deadline) throw new Error(`${count} people have not ended within ${options.deadlineSeconds} s`);
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}
