import { describe, expect, it } from '@jest/globals';
import { askedBy, privacyTitle, waitingWords } from './privacy';

describe('the words of privacy requests', () => {
  const subscriberId = '01990000-0000-7000-8000-000000abcdef';

  it('names the person as long as they are known', () => {
    expect(privacyTitle({ kind: 'export', email: 'ada@example.com', subscriberId })).toBe('Copy of ada@example.com');
    expect(privacyTitle({ kind: 'erase', email: null, subscriberId })).toBe('Erasure of …abcdef');
  });

  it('says who asked', () => {
    const user = { kind: 'user', id: 'u', name: 'Nora' } as const;
    expect(askedBy({ requestedBy: null, dueAt: '2026-12-24T00:00:00.000Z' })).toBe('the person');
    expect(askedBy({ requestedBy: user, dueAt: null })).toBe('Nora');
    expect(askedBy({ requestedBy: { ...user, name: null }, dueAt: null })).toBe('a former member');
    expect(askedBy({ requestedBy: { kind: 'apiKey', id: 'k', name: 'Shop' }, dueAt: null })).toBe('the API key Shop');
  });

  it('counts what waits', () => {
    expect(waitingWords(1, false)).toBe('1 request waits for an answer.');
    expect(waitingWords(2, false)).toBe('2 requests wait for an answer.');
    expect(waitingWords(50, true)).toBe('More than 50 requests wait for an answer.');
  });
});
