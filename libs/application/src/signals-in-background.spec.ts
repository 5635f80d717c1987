import { describe, expect, it } from '@jest/globals';
import { SignalsInBackground } from './signals-in-background.js';

describe(SignalsInBackground.name, () => {
  it('holds nobody up, fails nobody, and is settled when all have been told', async () => {
    const told: string[] = [];
    const answers: ((error?: Error) => void)[] = [];
    const warnings: object[] = [];
    const log = { info: () => {}, warn: (data: object) => warnings.push(data), error: () => {} };
    const signals = new SignalsInBackground({
      orchestrator: {
        signalChanged: (id) => {
          told.push(id);
          return new Promise((resolve, reject) => answers.push((error) => (error ? reject(error) : resolve())));
        },
      },
      log,
    });
    await signals.signalChanged('a', 'x');
    await signals.signalChanged('b', 'x');
    expect(told).toEqual(['a', 'b']);
    let isSettled = false;
    const settled = signals.settled().then(() => (isSettled = true));
    answers[0]?.();
    await Promise.resolve();
    expect(isSettled).toBe(false);
    answers[1]?.(new Error('Temporal is away'));
    await settled;
    expect(warnings).toEqual([expect.objectContaining({ enrollmentId: 'b' })]);
    await signals.settled();
  });
});
