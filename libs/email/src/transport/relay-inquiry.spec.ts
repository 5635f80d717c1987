import { describe, expect, it } from '@jest/globals';
import { NoRelayInquiry, OwnRelayInquiry } from './relay-inquiry.js';

describe(OwnRelayInquiry.name, () => {
  it('finds a mail that was captured', async () => {
    const asked: string[] = [];
    const hasMessageId = async (id: string): Promise<boolean> => asked.push(id) > 0;
    expect(await new OwnRelayInquiry({ hasMessageId }).ask('<1@a.example>')).toBe('accepted');
    expect(asked).toEqual(['<1@a.example>']);
  });

  it('waits for one that is still being committed', async () => {
    const committedAt = Date.now() + 100;
    const hasMessageId = async (): Promise<boolean> => Date.now() >= committedAt;
    expect(await new OwnRelayInquiry({ hasMessageId }, 2_000).ask('<1@a.example>')).toBe('accepted');
  });

  it('says absent only when the time to settle is over', async () => {
    const began = Date.now();
    expect(await new OwnRelayInquiry({ hasMessageId: async () => false }, 300).ask('<1@a.example>')).toBe('absent');
    expect(Date.now() - began).toBeGreaterThanOrEqual(295);
  });

  it('passes on that the database does not answer', async () => {
    const hasMessageId = async (): Promise<boolean> => Promise.reject(new Error('database is down'));
    await expect(new OwnRelayInquiry({ hasMessageId }).ask('<1@a.example>')).rejects.toThrow('database is down');
  });
});

describe(NoRelayInquiry.name, () => {
  it('knows nothing', async () => {
    expect(await new NoRelayInquiry().ask()).toBe('unknown');
  });
});
