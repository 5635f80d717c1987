// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CUTS, CutPlan } from './cut-plan.mjs';
import { seededRandom } from './seeded-random.mjs';

/** @param {{ mails: number, times: number, seed: number, reaches?: (cut: string) => boolean }} run */
function cutAll({ mails, times, seed, reaches = () => true }) {
  const plan = new CutPlan({ kinds: [...CUTS], times, mails, random: seededRandom(seed) });
  plan.isOpen = true;
  const at = Array.from({ length: mails }, (_, mail) => mail).filter(() => {
    const cut = plan.next();
    if (!cut || !reaches(cut)) return false;
    plan.note(cut);
    return true;
  });
  return { plan, at };
}

describe('CutPlan', () => {
  it('does each kind as often as planned and no more, and leaves the last mails alone', () => {
    for (const [mails, times] of /** @type {[number, number][]} */ ([
      [100, 1],
      [100, 5],
      [6000, 2],
      [6000, 50],
    ]))
      for (let seed = 0; seed < 50; seed++) {
        const { plan, at } = cutAll({ mails, times, seed });
        assert.deepEqual(
          Object.values(plan.done),
          CUTS.map(() => times),
          `${mails} mails, seed ${seed}`,
        );
        assert.ok((at.at(-1) ?? 0) <= mails * 0.9, `${mails} mails, seed ${seed}: ${at.at(-1)}`);
      }
  });

  it('spreads them over the run', () => {
    const firsts = Array.from({ length: 200 }, (_, seed) => cutAll({ mails: 1000, times: 1, seed }).at[0] ?? 0);
    assert.ok(firsts.filter((mail) => mail < 100).length < 100);
    assert.ok(firsts.filter((mail) => mail > 300).length > 10);
  });

  it('wants a cut again that did not come about', () => {
    let isFirst = true;
    const reaches = (/** @type {string} */ cut) => cut !== 'cut-after-dot' || !(isFirst && !(isFirst = false));
    assert.deepEqual(cutAll({ mails: 500, times: 2, seed: 7, reaches }).plan.done['cut-after-dot'], 2);
  });

  it('cuts nothing before it is open, and nothing when nothing is asked for', () => {
    const random = seededRandom(1);
    const shut = new CutPlan({ kinds: [...CUTS], times: 5, mails: 10, random });
    const none = new CutPlan({ kinds: [], times: 5, mails: 10, random });
    none.isOpen = true;
    for (let mail = 0; mail < 50; mail++) assert.deepEqual([shut.next(), none.next()], [undefined, undefined]);
  });
});
