import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ConsentWorld } from './testing/consent-world.js';

/** What may happen to the one person or the other. */
const ACTIONS = [
  'import',
  'importDoubleOptIn',
  'upsert',
  'joinList',
  'enroll',
  'enrollAgain',
  'unsubscribe',
  'bounce',
  'suppress',
  'suppressDomain',
  'unsuppress',
  'optIn',
  'merge',
  'erase',
] as const;
type Action = (typeof ACTIONS)[number];
interface Move {
  readonly action: Action;
  readonly who: 0 | 1;
  /** A send is tried while the action runs, not only after it. */
  readonly races: boolean;
}

const RUNS = 1_000;
const AT_ONCE = 4;

/** What the world outside knows of a person: whether they said no, and nothing has taken it back since. */
interface Standing {
  said: 'yes' | 'no';
  suppressed: boolean;
  erased: boolean;
}

describe('consent', () => {
  let world: ConsentWorld;
  beforeAll(async () => {
    world = await ConsentWorld.start();
  }, 120_000);
  afterAll(async () => world.stop(), 60_000);

  const move: fc.Arbitrary<Move> = fc.record({
    action: fc.constantFrom(...ACTIONS, 'enroll' as const, 'import' as const, 'optIn' as const),
    who: fc.constantFrom(0 as const, 1 as const),
    races: fc.boolean(),
  });

  it(`never lets a send be claimed for somebody who said no, in ${RUNS} random lives`, async () => {
    let sent = 0;
    let refusedPeople = 0;
    const lives = fc.sample(fc.array(move, { minLength: 4, maxLength: 10 }), { numRuns: RUNS, seed: 2026 });
    let next = 0;
    const live = async () => {
      for (let n = next++; n < lives.length; n = next++) {
        const { mails, refused } = await liveThrough(n, lives[n] ?? []);
        sent += mails;
        refusedPeople += refused;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, live));
    // or the spec would prove nothing
    expect(sent).toBeGreaterThan(RUNS / 2);
    expect(refusedPeople).toBeGreaterThan(RUNS / 2);
  }, 900_000);

  /** One random life of two people; fails where a mail came although they had said no before it was tried. */
  async function liveThrough(n: number, moves: readonly Move[]): Promise<{ mails: number; refused: number }> {
    const emails = [`Life+${n}a@p${n}.example.com`, `life${n}b@q${n}.example.org`] as const;
    const standings: Standing[] = emails.map(() => ({ said: 'yes', suppressed: false, erased: false }));
    const told: string[] = [];
    let refused = 0;
    for (const { action, who, races } of moves) {
      told.push(`${action} ${who}${races ? ' in a race' : ''}`);
      const before = standings.map(mayMail);
      const counts = emails.map((email) => world.marketingTo(email));
      const racing = races ? world.trySending(emails) : Promise.resolve();
      await act(action, who, emails, standings);
      await racing;
      const during = emails.map((email) => world.marketingTo(email));
      await world.trySending(emails);
      standings.forEach((standing, index) => {
        const [was, is] = [before[index], mayMail(standing)];
        const count = world.marketingTo(emails[index] ?? '');
        // while the action ran either state may have been seen; afterwards only the new one
        const allowed = was || is ? (during[index] ?? 0) : (counts[index] ?? 0);
        if (!is) refused++;
        if (!is && count > allowed)
          throw new Error(`life ${n}: a mail for ${index} although they had said no: ${told.join(', ')}`);
      });
    }
    return { mails: emails.reduce((sum, email) => sum + world.marketingTo(email), 0), refused };
  }

  function mayMail({ said, suppressed, erased }: Standing): boolean {
    return said === 'yes' && !suppressed && !erased;
  }

  async function act(action: Action, who: 0 | 1, emails: readonly [string, string], standings: Standing[]) {
    const { useCases } = world.runtime;
    const { actor } = world;
    const email = emails[who];
    const standing = standings[who];
    if (standing === undefined) return;
    const id = await world.idOf(email);
    switch (action) {
      case 'import':
        return void (await world.import(email, 'single'));
      case 'importDoubleOptIn': {
        await world.import(email, 'doubleOptIn');
        // who was not there before has not said yes yet
        if (id === null) standing.said = 'no';
        return;
      }
      case 'upsert':
        return void (await world.allow(() => useCases.upsertSubscriber.execute(actor, { email, firstName: 'Bo' })));
      case 'joinList': {
        await world.allow(() => useCases.upsertSubscriber.execute(actor, { email, listIds: [world.listId] }));
        if (id === null) standing.said = 'no';
        return;
      }
      case 'enroll':
      case 'enrollAgain':
        return void (await world.allow(() => useCases.enrollSubscriber.execute(actor, world.sequenceId, { email })));
      case 'unsubscribe': {
        if (id === null) return;
        standing.said = 'no';
        return void (await useCases.unsubscribeSubscriber.execute(actor, id, null));
      }
      case 'bounce': {
        if (id === null) return;
        if (await world.bounce(email)) standing.said = 'no';
        return;
      }
      case 'suppress': {
        standing.suppressed = true;
        return void (await useCases.suppressions.add(actor, {
          addresses: [email.toUpperCase()],
          domains: [],
          note: '',
        }));
      }
      case 'suppressDomain': {
        standing.suppressed = true;
        const domain = email.slice(email.indexOf('@') + 1);
        return void (await useCases.suppressions.add(actor, { addresses: [], domains: [domain], note: '' }));
      }
      case 'unsuppress': {
        standing.suppressed = await world.unsuppress(email);
        return;
      }
      case 'optIn': {
        if ((await world.confirmOptIn(email)) && !standing.erased && !standing.suppressed) standing.said = 'yes';
        return;
      }
      case 'merge': {
        const other = await world.idOf(emails[who === 0 ? 1 : 0]);
        if (id === null || other === null) return;
        const merged = await world.allow(() => useCases.mergeSubscribers.execute(actor, id, other));
        const otherStanding = standings[who === 0 ? 1 : 0];
        if (merged === null || otherStanding === undefined) return;
        // the lower of both; the other address is nobody's any more
        if (!mayMail(otherStanding)) standing.said = 'no';
        return;
      }
      case 'erase': {
        if (id === null) return;
        standing.erased = true;
        return void (await world.erase(email));
      }
    }
  }
});
