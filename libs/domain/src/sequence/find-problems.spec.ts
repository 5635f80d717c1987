import { describe, expect, it } from '@jest/globals';
import { findSequenceProblems } from './find-problems.js';
import { nextSequenceState } from './sequence-state.js';

describe(findSequenceProblems, () => {
  it('asks for something to send', () => {
    expect(findSequenceProblems([{ id: 'w', kind: 'wait', for: { amount: 1, unit: 'days' } }])).toEqual([
      expect.objectContaining({ stepId: null, path: 'steps' }),
    ]);
  });

  it('finds two steps with one id and an empty mail', () => {
    const problems = findSequenceProblems([
      { id: 'a', kind: 'email', subject: 'One', html: '<p>x</p>' },
      { id: 'a', kind: 'email', subject: 'Two', html: '  ' },
    ]);
    expect(problems.map(({ path }) => path)).toEqual(['steps.1.id', 'steps.1.html']);
  });
});

describe(nextSequenceState, () => {
  it('leads from draft to active to paused and back', () => {
    expect(nextSequenceState('draft', 'activate')).toBe('active');
    expect(nextSequenceState('active', 'pause')).toBe('paused');
    expect(nextSequenceState('paused', 'resume')).toBe('active');
  });

  it('says what fits instead', () => {
    expect(() => nextSequenceState('paused', 'activate')).toThrow(/resume a paused one/);
    expect(() => nextSequenceState('archived', 'resume')).toThrow(
      expect.objectContaining({ code: 'sequence.wrong_state' }),
    );
  });
});
