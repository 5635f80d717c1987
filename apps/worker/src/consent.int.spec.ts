import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS, ConsentLife, type Move } from './testing/consent-life.js';
import { ConsentWorld } from './testing/consent-world.js';

const RUNS = 1_000;
const AT_ONCE = 4;
/** So many things happen in a life at most. */
const MOST_MOVES = 6;
/** Enough to find a small example where there is one. */
const SHRINK_MS = 600_000;

// two addresses for the most part, so that much happens to each
const address = fc.constantFrom(0, 0, 0, 1, 1, 1, 2);
/** Of all that can happen a life has some, so that it goes deep into these. */
const moves = fc.subarray([...ACTIONS], { minLength: 3, maxLength: 6 }).chain((actions) =>
  fc.array(
    fc.record({
      action: fc.constantFrom(...actions, 'confirm' as const, 'confirm' as const),
      ...{
        at: address,
        other: address,
        mail: fc.nat({ max: 5 }),
        spelling: fc.constantFrom('lower', 'upper', 'mixed'),
      },
      races: fc.constantFrom(false, false, true),
    }) satisfies fc.Arbitrary<Move>,
    { minLength: 3, maxLength: 16 },
  ),
);

type Step = readonly [action: Move['action'], at: number, other?: number, mail?: number];
/** Lives that ended in a mail after a no. Somebody at the first address had a mail; at the end all addresses are added again. */
const BROKEN: Record<string, readonly Step[]> = {
  'the address that a no left behind': [['unsubscribe', 0], ['rename', 0, 1]],
  'the address at which a later no came': [['rename', 0, 1], ['oneClick', 0]],
  'a no that was written down too, and that taken back': [['unsubscribe', 0], ['rename', 0, 1], ['suppress', 0], ['unsuppress', 0]],
  'a profile that was merged into who said no': [['unsubscribe', 0], ['upsert', 1], ['merge', 0, 1]],
  'an address of before of who was erased': [['rename', 0, 1], ['erase', 1]],
  'a link in a mail to an address of before, after a reminder': [['joinList', 1], ['rename', 1, 2], ['remind', 2], ['confirm', 0, 0, 1]],
  'a link that waited for the no': [['joinList', 1], ['unsubscribe', 1], ['confirm', 1]],
  'a link that waited for the merge': [['joinList', 1], ['merge', 0, 1], ['confirm', 1]],
  'who came back by a form': [['unsubscribe', 0], ['rename', 0, 1], ['form', 0], ['confirm', 0]],
}; // prettier-ignore

describe('consent', () => {
  let world: ConsentWorld;
  beforeAll(async () => {
    world = await ConsentWorld.start();
  }, 120_000);
  afterAll(async () => world.stop(), 60_000);

  it.each(Object.entries(BROKEN))('holds in a life that broke it before: %s', async (name, steps) => {
    const one = new ConsentLife(world, RUNS * 10 + Object.keys(BROKEN).indexOf(name));
    await one.begin(1);
    for (const [action, at, other = at, mail = 0] of steps)
      await one.live({ action, at, other, mail, spelling: 'mixed', races: false });
    await one.end();
  });

  it(`never lets a send be claimed for somebody who said no, in ${RUNS} random lives`, async () => {
    let lives = 0;
    let sent = 0;
    let refused = 0;
    const property = fc.asyncProperty(fc.constantFrom(1, 2), moves, async (people, moves) => {
      const one = new ConsentLife(world, lives++);
      await one.begin(people);
      let left = MOST_MOVES;
      for (const each of moves) if (left > 0 && (await one.live(each))) left--;
      await one.end();
      sent += one.marketing;
      refused += one.refused;
    });
    // each with a seed of its own, which a failure tells
    const share = { numRuns: RUNS / AT_ONCE, interruptAfterTimeLimit: SHRINK_MS };
    const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => fc.assert(property, share)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    // or the spec would prove nothing
    expect(lives).toBe(RUNS);
    expect(sent).toBeGreaterThan(RUNS);
    expect(refused).toBeGreaterThan(RUNS);
  }, 900_000);
});
