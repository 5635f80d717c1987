import { describe, expect, it } from '@jest/globals';
import { step, type Step } from '@dripemails/contracts';
import { applyEdit, newStepId, parseEdit } from './step-list';

const wait = (id: string): Step => ({ id, kind: 'wait', for: { amount: 1, unit: 'days' } });
const ids = (steps: Step[]) => steps.map(({ id }) => id).join('');
const abc = [wait('a'), wait('b'), wait('c')];

describe('applyEdit', () => {
  it('adds a step at its place, valid for the API as it is', () => {
    const steps = applyEdit(abc, { do: 'add', kind: 'email', at: 1 }, () => 'n');
    expect(ids(steps)).toBe('anbc');
    expect(step.safeParse(steps[1]).success).toBe(true);
  });

  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 2, 'acb'],
    [0, -1, 'abc'],
    [2, 3, 'abc'],
    [7, 0, 'abc'],
  ])('moves %i to %i', (from, to, order) => {
    expect(ids(applyEdit(abc, { do: 'move', from, to }))).toBe(order);
  });

  it('removes a step, and putting it back restores the list', () => {
    const removed = applyEdit(abc, { do: 'remove', at: 1 });
    expect(ids(removed)).toBe('ac');
    expect(applyEdit(removed, { do: 'insert', at: 1, step: wait('b') })).toEqual(abc);
    expect(ids(applyEdit(abc, { do: 'remove', at: 9 }))).toBe('abc');
  });

  it('replaces a step without touching the list it was given', () => {
    const before = structuredClone(abc);
    expect(ids(applyEdit(abc, { do: 'replace', at: 2, step: wait('z') }))).toBe('abz');
    expect(abc).toEqual(before);
  });
});

describe('parseEdit', () => {
  it('reads the values of the buttons', () => {
    expect(parseEdit('add:email:2')).toEqual({ do: 'add', kind: 'email', at: 2 });
    expect(parseEdit('add:wait:0')).toEqual({ do: 'add', kind: 'wait', at: 0 });
    expect(parseEdit('up:3')).toEqual({ do: 'move', from: 3, to: 2 });
    expect(parseEdit('down:0')).toEqual({ do: 'move', from: 0, to: 1 });
    expect(parseEdit('remove:1')).toEqual({ do: 'remove', at: 1 });
  });

  it.each(['save', '', 'add:branch:1', 'up:', 'up:-1', 'up:x', 'remove:1.5'])('takes "%s" for no edit', (intent) => {
    expect(parseEdit(intent)).toBeNull();
  });
});

describe('newStepId', () => {
  it('gives different ids that the API takes', () => {
    expect(newStepId()).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(newStepId()).not.toBe(newStepId());
  });
});
