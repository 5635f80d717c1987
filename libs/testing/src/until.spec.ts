import { describe, expect, it } from '@jest/globals';
import { until } from './until.js';

const late = { deadlineMs: 60, message: 'the end', everyMs: 5 };

describe(until.name, () => {
  it('answers the first truthy value', async () => {
    let asked = 0;
    expect(await until(() => (++asked === 3 ? `asked ${asked}` : undefined), { ...late, deadlineMs: 5_000 })).toBe(
      'asked 3',
    );
  });

  it('takes an error for "not yet" and names the last one at the deadline', async () => {
    const refused = new Error('connection refused');
    await expect(until(() => Promise.reject(refused), late)).rejects.toMatchObject({
      message: 'Waited 60 ms for the end',
      cause: refused,
    });
  });

  it('does not blame an error that was followed by an answer', async () => {
    let asked = 0;
    const probe = (): boolean => {
      if (++asked === 1) throw new Error('connection refused');
      return false;
    };
    await expect(until(probe, late)).rejects.toMatchObject({ cause: undefined });
  });

  it('asks at least once, however short the deadline', async () => {
    expect(await until(() => 'here', { deadlineMs: 0, message: 'nothing' })).toBe('here');
  });

  it('gives up on a question that hangs', async () => {
    await expect(until(() => new Promise<boolean>(() => undefined), late)).rejects.toThrow('Waited 60 ms for the end');
  });

  it('words the error at the deadline when the message is a function', async () => {
    let count = 0;
    const message = (): string => `three, got ${count}`;
    await expect(until(() => ++count > 1_000, { deadlineMs: 30, message, everyMs: 10 })).rejects.toThrow(
      /three, got [1-9]/,
    );
  });
});
