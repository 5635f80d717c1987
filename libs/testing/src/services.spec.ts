import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporalAddress } from './services.js';

describe(temporalAddress.name, () => {
  const before = process.env.TEST_TEMPORAL_ADDRESS;
  beforeEach(() => {
    delete process.env.TEST_TEMPORAL_ADDRESS;
  });
  afterEach(() => {
    if (before !== undefined) process.env.TEST_TEMPORAL_ADDRESS = before;
  });

  it('says how to get a server when there is none', () => {
    expect(temporalAddress).toThrow(/\*\.int\.spec\.ts/);
  });

  it('answers what the set-up put there', () => {
    process.env.TEST_TEMPORAL_ADDRESS = '127.0.0.1:7233';
    expect(temporalAddress()).toBe('127.0.0.1:7233');
    delete process.env.TEST_TEMPORAL_ADDRESS;
  });
});
