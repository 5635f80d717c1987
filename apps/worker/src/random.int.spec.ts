import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrollmentWorkflowId } from '@dripemails/contracts/workflow';
import type { Step } from '@dripemails/domain';
import { until } from '@dripemails/testing';
import fc from 'fast-check';
import { days, Engine, mail } from './testing/engine.js';

/** Engines of other spec files are waited for. */
const START_MS = 10 * 60_000;
const SEED = 20_261_125;
/** A day of the demo passes in a second. */
const RATE = 86_400;

describe('the engine under random use', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.start();
  }, START_MS);
  afterAll(() => engine.stop(), 90_000);

  const messagesOf = async (enrollmentId: string) =>
    (await engine.runtime.useCases.readMessages.list(engine.actor, { limit: 100, enrollmentId })).items;
  const allEnd = (ids: readonly string[], deadlineMs: number) =>
    until(
      async () => {
        const live = "select count(*)::int from enrollment where id = any($1::uuid[]) and state <> 'ended'";
        return (await engine.database.value(live, [ids])) === 0;
      },
      { deadlineMs, message: 'everybody to end' },
    );

  it('lets at most the mail go that is on its way when a reply comes, and none after: 200 races', async () => {
    const sequence = await engine.sequence('Races', [mail('a'), days('w', 1), mail('b'), mail('c'), mail('d')]);
    const random = fc.sample(fc.integer({ min: 700, max: 1300 }), { seed: SEED, numRuns: 200 });
    const race = async (delayMs: number, n: number) => {
      const email = `race${n}@example.com`;
      const id = await engine.enroll(sequence, email);
      await until(async () => (await messagesOf(id))[0]?.status === 'sent', {
        deadlineMs: 60_000,
        message: 'the first mail',
      });
      const [first] = await messagesOf(id);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      const raw = Buffer.from(
        `From: ${email}\r\nTo: ${first?.replyTo}\r\nSubject: Re: hello\r\nMessage-ID: <r${n}@example.com>\r\n\r\nThank you, I will call.\r\n`,
      );
      await engine.runtime.useCases.recordInbound.execute({ mailFrom: email, rcptTo: [first?.replyTo ?? ''], raw });
      return { id, committedAt: Date.now() };
    };
    const races: { id: string; committedAt: number }[] = [];
    for (let at = 0; at < random.length; at += 25)
      races.push(...(await Promise.all(random.slice(at, at + 25).map((delayMs, n) => race(delayMs, at + n)))));

    await allEnd(
      races.map(({ id }) => id),
      60_000,
    );
    let replied = 0;
    for (const { id, committedAt } of races) {
      const { outcome } = await engine.get(id);
      const messages = await messagesOf(id);
      if (outcome === 'replied') replied++;
      // whoever got everything before the reply has completed
      else expect(messages).toHaveLength(4);
      // a row of the ledger is made by the claim
      const late = 'select count(*)::int from message where enrollment_id = $1 and created_at > $2';
      expect(await engine.database.value(late, [id, new Date(committedAt)])).toBe(0);
    }
    // the races are races: many replies come before the end, and not all of them before the second mail
    expect(replied).toBeGreaterThan(20);
  }, 180_000);

  it('does what a simulation says: 100 random sequences', async () => {
    const { upsertSubscriber, simulateSequence, lists, changeSequenceState } = engine.runtime.useCases;
    const newList = async (name: string) => (await lists.create(engine.actor, { name, description: '' })).id;
    const stay = [mail('o'), days('ow', 4000)];
    const places: Places = {
      lists: [await newList('Kept'), await newList('Deleted')],
      sequences: [await engine.sequence('Open', stay), await engine.sequence('Archived', stay)],
    };
    const trees = fc.sample(kindsArbitrary, { seed: SEED, numRuns: 100 });
    const sequences = trees.map((kinds): Step[] => [mail('start'), ...build(kinds, 's', places)]);
    const runs: { sequence: string; id: string; email: string }[] = [];
    for (const [n, steps] of sequences.entries()) {
      const email = `sim${n}@example.com`;
      await upsertSubscriber.execute(engine.actor, { email, fields: { plan: n % 2 === 0 ? 'pro' : 'free' } });
      const sequence = await engine.sequence(`Random ${n}`, steps);
      runs.push({ sequence, id: '', email });
    }
    // what was there at the publish and is gone by now; a list that was deleted before its uses were looked for
    await engine.database.query('delete from list where id = $1', [places.lists[1]]);
    await changeSequenceState.execute(engine.actor, places.sequences[1] ?? '', 'archive');
    // what was simulated before it happened, as a marketer would
    const expected = new Map<string, { lines: string[]; outcome: string | null; times: number[] }>();
    for (const [n, run] of runs.entries()) {
      const subscriberId = (await upsertSubscriber.execute(engine.actor, { email: run.email })).subscriber.id;
      if (n % 2 === 0) await lists.addMember(engine.actor, places.lists[0] ?? '', subscriberId);
      if (n % 3 === 0) await engine.enroll(places.sequences[0] ?? '', run.email);
      const { timeline, outcome } = await simulateSequence.execute(engine.actor, run.sequence, {
        ...{ subscriberId, from: 'published', assume: [] },
      });
      const entries = timeline.filter(({ stepId }) => stepId !== null);
      const start = Date.parse(timeline[0]?.at ?? '');
      expected.set(run.sequence, {
        lines: entries.map(({ kind, stepId, what }) => `${stepId}: ${kind === 'sent' ? 'sent' : what}`),
        times: entries.map(({ at }) => Date.parse(at) - start),
        outcome,
      });
      runs[n] = { ...run, id: await engine.enroll(run.sequence, run.email) };
    }
    await allEnd(
      runs.map(({ id }) => id),
      120_000,
    );
    const told = new Set<string>();
    for (const { sequence, id } of runs) {
      const { timeline, outcome, enrolledAt } = await engine.get(id);
      for (const { what } of timeline) told.add(what);
      const real = timeline.filter(({ stepId }) => stepId !== null);
      const simulated = expected.get(sequence);
      expect({ sequence, outcome }).toEqual({ sequence, outcome: simulated?.outcome });
      expect(real.map(({ stepId, what }) => `${stepId}: ${/^Mail .* sent$/.test(what) ? 'sent' : what}`)).toEqual(
        simulated?.lines,
      );
      real.forEach(({ at }, index) => {
        const late = Date.parse(at) - Date.parse(enrolledAt) - (simulated?.times[index] ?? 0);
        // never early; late by what busy processors need for the mails before it, which says nothing about the engine
        expect(late).toBeGreaterThan(-RATE);
        expect(late).toBeLessThan(RATE * 30_000);
      });
    }
    // every outcome of a step on a list or another sequence is among them, or nothing would be compared
    for (const line of OUTCOMES) expect(told).toContain(line);
  }, 300_000);

  it('sends no step twice and loses nobody while the sequence is edited 50 times', async () => {
    const { updateSequence, publishSequence, listEnrollments } = engine.runtime.useCases;
    const first = [mail('m0'), days('w0', 1), mail('m1'), days('w1', 1), mail('m2')];
    const sequence = await engine.sequence('Edited', first);
    const ids: string[] = [];
    const enrolling = (async () => {
      for (let n = 0; n < 200; n++) ids.push(await engine.enroll(sequence, `edit${n}@example.com`));
    })();
    const edits = fc.sample(
      fc.record({
        kind: fc.constantFrom('insert', 'remove', 'move', 'branch', 'reword'),
        at: fc.nat(20),
        to: fc.nat(20),
      }),
      { seed: SEED, numRuns: 50 },
    );
    let steps: Step[] = first;
    let published = 0;
    for (const [n, edit] of edits.entries()) {
      const next = edited(steps, edit, n);
      await updateSequence.execute(engine.actor, sequence, { steps: next as never });
      try {
        const { effects } = await publishSequence.execute(engine.actor, sequence, { running: 'move', dryRun: false });
        expect(effects.find(({ kind }) => kind === 'resends')?.count).toBe(0);
        steps = next;
        published++;
      } catch (error) {
        // an edit that cannot be published changes nothing for anybody
        expect(error).toMatchObject({ code: 'sequence.not_publishable' });
      }
    }
    expect(published).toBeGreaterThan(25);
    await enrolling;
    await allEnd(ids, 120_000);
    let seen = 0;
    for (let cursor: string | undefined; ;) {
      const page = await listEnrollments.execute(engine.actor, sequence, { limit: 100, cursor, state: 'ended' });
      for (const { id, outcome } of page.items) {
        expect(outcome).toBe('completed');
        const sent = (await messagesOf(id)).map(({ stepId }) => stepId);
        expect(new Set(sent).size).toBe(sent.length);
        seen++;
      }
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toBe(200);
  }, 300_000);

  it('goes on in a new run when the history has grown long, and loses nothing', async () => {
    const sequence = await engine.sequence('Long', [mail('a'), days('w', 400), mail('b')]);
    const id = await engine.enroll(sequence, 'long@example.com');
    await until(async () => (await engine.get(id)).next?.stepId === 'b', { deadlineMs: 30_000, message: 'the wait' });
    const handle = engine.temporal.workflow.getHandle(enrollmentWorkflowId(id));
    const { runId } = await handle.describe();
    // every signal is a question to the database: about ten events each, and the server suggests a new run at 4,096
    await until(
      async () => {
        for (let n = 0; n < 20; n++) await engine.runtime.orchestrator.signalChanged(id, 'a test asks again');
        return (await handle.describe()).runId !== runId;
      },
      { deadlineMs: 120_000, message: 'a new run' },
    );
    expect(await engine.get(id)).toMatchObject({ state: 'active', next: { do: 'sendEmail', stepId: 'b' }, sent: 1 });
    await engine.runtime.useCases.controlEnrollment.execute(engine.actor, id, {
      do: 'due',
      at: '2020-01-01T00:00:00Z',
    });
    await allEnd([id], 30_000);
    expect(engine.mailsTo('long@example.com').map(({ subject }) => subject)).toEqual(['Mail a', 'Mail b']);
  }, 180_000);
});

const OUTCOMES = [
  "Add to list 'Kept'",
  "Not added to list 'Kept': already on it",
  'Not added: the list is gone',
  "Remove from list 'Kept'",
  "Not removed from list 'Kept': not on it",
  'Not removed: the list is gone',
  "Enroll in 'Open'",
  "Not enrolled in 'Open': already in it",
  "Not enrolled in 'Archived': it is archived",
];

/** Ids of the lists and sequences that steps name. */
interface Places {
  readonly lists: readonly string[];
  readonly sequences: readonly string[];
}

/** Random trees of steps that need nothing from outside, with waits of up to two days (seconds, here). */
const kindsArbitrary: fc.Arbitrary<Kind[]> = fc.array(kindArbitrary(2), { minLength: 1, maxLength: 5 });

type Kind =
  | { readonly kind: 'email' | 'tag' | 'setField' | 'exit' }
  | { readonly kind: 'wait'; readonly days: number }
  | { readonly kind: 'addToList' | 'removeFromList' | 'enroll'; readonly place: number }
  | {
      readonly kind: 'waitForEvent' | 'branch' | 'split';
      readonly left: readonly Kind[];
      readonly right: readonly Kind[];
    };

function kindArbitrary(depth: number): fc.Arbitrary<Kind> {
  const flat: fc.Arbitrary<Kind>[] = [
    fc.constant({ kind: 'email' as const }),
    fc.constantFrom<Kind>({ kind: 'tag' }, { kind: 'setField' }),
    fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 2 }) }),
    fc.record({
      kind: fc.constantFrom('addToList', 'removeFromList', 'enroll'),
      place: fc.integer({ min: 0, max: 1 }),
    }),
  ];
  if (depth === 0) return fc.oneof(...flat);
  const arm = fc.array(kindArbitrary(depth - 1), { minLength: 1, maxLength: 2 });
  const nested = fc.record({
    kind: fc.constantFrom('waitForEvent' as const, 'branch' as const, 'split' as const),
    left: arm,
    right: arm,
  });
  return fc.oneof({ weight: 3, arbitrary: fc.oneof(...flat) }, { weight: 2, arbitrary: nested });
}

function build(kinds: readonly Kind[], prefix: string, places: Places): Step[] {
  return kinds.map((one, index): Step => {
    const id = `${prefix}${index}`;
    switch (one.kind) {
      case 'email':
        return mail(id);
      case 'tag':
        return { id, kind: 'tag', tag: `t-${id}` };
      case 'setField':
        return { id, kind: 'setField', field: 'plan', value: 'pro' };
      case 'exit':
        return { id, kind: 'exit', reason: 'random' };
      case 'wait':
        return days(id, one.days);
      case 'addToList':
      case 'removeFromList':
        return { id, kind: one.kind, listId: places.lists[one.place] ?? '' };
      case 'enroll':
        return { id, kind: 'enroll', sequenceId: places.sequences[one.place] ?? '' };
      case 'branch': {
        const condition = {
          any: [{ field: 'plan', op: 'is' as const, value: 'pro' }, { tag: 't-s0' }, { list: places.lists[0] ?? '' }],
        };
        return {
          id,
          kind: 'branch',
          if: condition,
          then: build(one.left, `${id}l`, places),
          else: build(one.right, `${id}r`, places),
        };
      }
      case 'split':
        return {
          ...{ id, kind: 'split' },
          arms: [
            { weight: 1, steps: build(one.left, `${id}l`, places) },
            { weight: 1, steps: build(one.right, `${id}r`, places) },
          ],
        };
      case 'waitForEvent':
        return {
          ...{ id, kind: 'waitForEvent', event: 'never', timeout: { amount: 1, unit: 'days' } },
          ...{ then: build(one.left, `${id}l`, places), onTimeout: build(one.right, `${id}r`, places) },
        };
    }
  });
}

interface Edit {
  readonly kind: string;
  readonly at: number;
  readonly to: number;
}

/** The steps after one edit; every new step has an id of its own. */
function edited(steps: readonly Step[], { kind, at, to }: Edit, n: number): Step[] {
  const next = [...steps];
  const place = at % (next.length + 1);
  const existing = at % Math.max(1, next.length);
  switch (kind) {
    case 'insert':
      // the sequence stays short, so that everybody ends
      if (next.length < 9) next.splice(place, 0, n % 2 === 0 ? mail(`i${n}`) : days(`i${n}`, 1));
      return next;
    case 'branch':
      if (next.length < 9)
        next.splice(place, 0, {
          id: `b${n}`,
          kind: 'branch',
          if: { tag: 'x' },
          then: [mail(`t${n}`)],
          else: [mail(`e${n}`)],
        });
      return next;
    case 'remove':
      next.splice(existing, 1);
      return next;
    case 'move': {
      const [step] = next.splice(existing, 1);
      if (step !== undefined) next.splice(to % (next.length + 1), 0, step);
      return next;
    }
    default: {
      const step = next[existing];
      if (step?.kind === 'email') next[existing] = { ...step, subject: `Words ${n}` };
      return next;
    }
  }
}
