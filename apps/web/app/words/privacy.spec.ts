import { describe, expect, it } from '@jest/globals';
import { privacyTitle, waitingWords } from './privacy';

describe('the words of privacy requests', () => {
  const subscriberId = '01990000-0000-7000-8000-000000abcdef';

  it('names the person as long as they are known', () => {
    expect(privacyTitle({ kind: 'export', email: 'ada@example.com', subscriberId })).toBe('Copy of ada@example.com');
    expect(privacyTitle({ kind: 'erase', email: null, subscriberId })).toBe('Erasure of …abcdef');
  });

  it('counts what waits', () => {
    expect(waitingWords(1, false)).toBe('1 request waits for an answer.');
    expect(waitingWords(2, false)).toBe('2 requests wait for an answer.');
    expect(waitingWords(50, true)).toBe('More than 50 requests wait for an answer.');
  });
});
