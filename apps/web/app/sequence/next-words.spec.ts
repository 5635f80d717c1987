import { describe, expect, it } from '@jest/globals';
import type { Step } from '@dripemails/contracts';
import { nextWords } from './next-words';

const subscriber = { email: 'ada@example.com', firstName: 'Ada', lastName: null, timeZone: null };
const steps: Step[] = [{ id: 'a', kind: 'email', subject: 'Hi {{ subscriber.firstName }}', html: '<p>Hi</p>' }];

describe('nextWords', () => {
  it('says to whom the mail that comes next is written', () => {
    const next = { do: 'sendEmail' as const, stepId: 'a', at: '2026-12-02T08:00:00.000Z', why: 'Waiting' };
    expect(nextWords({ state: 'active', reason: null, next, subscriber }, steps)).toBe('Hi Ada');
  });

  it('shows no placeholder to whoever reads why nothing goes on', () => {
    const reason = "The sequence is paused (since …; next: send 'Hi {{ subscriber.firstName }}', due …)";
    expect(nextWords({ state: 'paused', reason, next: null, subscriber }, steps)).toBe(
      "The sequence is paused (since …; next: send 'Hi Ada', due …)",
    );
  });
});
