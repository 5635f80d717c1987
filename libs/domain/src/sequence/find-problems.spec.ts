import { describe, expect, it } from '@jest/globals';
import { findSequenceProblems } from './find-problems.js';
import type { Step } from './step.js';
import { nextSequenceState } from './sequence-state.js';

describe(findSequenceProblems, () => {
  it('asks for something to send', () => {
    expect(findSequenceProblems([{ id: 'w', kind: 'wait', for: { amount: 1, unit: 'days' } }])).toEqual([
      expect.objectContaining({ stepId: null, path: 'steps' }),
    ]);
  });

  it('refuses waits that nobody lives to see', () => {
    const steps: Step[] = [
      { id: 'w', kind: 'wait', for: { amount: 90, unit: 'years' } },
      { id: 'v', kind: 'wait', for: { amount: 600, unit: 'weeks' } },
      { id: 'a', kind: 'email', subject: 'A', html: '<p>a</p>' },
    ];
    expect(findSequenceProblems(steps)).toEqual([
      expect.objectContaining({ message: expect.stringContaining('100 years') }),
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
