import { describe, expect, it } from '@jest/globals';
import type { Step } from '@dripemails/domain';
import { checkAssumptions } from './check-assumptions.js';

const after = { amount: 1, unit: 'hours' as const };
const steps: Step[] = [
  { id: 't', kind: 'tag', tag: 'x' },
  {
    ...{ id: 'b', kind: 'branch', if: { tag: 'x' }, else: [] },
    then: [{ id: 'm', kind: 'email', subject: 'M', html: '<p>m</p>' }],
  },
];

describe(checkAssumptions, () => {
  it('takes a mail wherever it stands, and what is assumed of no mail', () => {
    const assume = [
      { does: 'open' as const, step: 'm', after },
      { does: 'reply' as const, after },
      { does: 'getTag' as const, tag: 'y', after },
    ];
    expect(() => checkAssumptions(assume, steps)).not.toThrow();
  });

  it.each(['gone', 't'])('names what is assumed of a step that is no mail: %s', (step) => {
    const assume = [
      { does: 'open' as const, step: 'm', after },
      { does: 'click' as const, step, after },
    ];
    expect(() => checkAssumptions(assume, steps)).toThrow(
      expect.objectContaining({
        code: 'input.invalid',
        errors: [{ path: 'assume.1.step', message: expect.stringContaining(`'${step}'`) }],
      }),
    );
  });
});
