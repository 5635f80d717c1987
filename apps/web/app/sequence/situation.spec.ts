import { describe, expect, it } from '@jest/globals';
import type { Sequence } from '@dripemails/contracts';
import { sequenceSituation } from './situation';

const aSequence = (given: Partial<Sequence>): Sequence => ({
  id: '0',
  name: 'Welcome',
  state: 'active',
  version: 2,
  steps: [],
  settings: { window: null, jitterMinutes: 1, reentry: { rule: 'afterCompletion' }, triggers: [], stopOnReply: true },
  hasUnpublishedChanges: false,
  counts: { active: 409, held: 3, paused: 1, ended: 10, sent: 1_204 },
  pausedAt: null,
  createdAt: '',
  updatedAt: '',
  ...given,
});

describe('sequenceSituation', () => {
  it('counts who is in it and tells who stands still', () => {
    expect(sequenceSituation(aSequence({}))).toBe('413 people in it, 3 held and 1 paused, 1,204 mails sent.');
  });

  it('says when nobody is in it', () => {
    const counts = { active: 0, held: 0, paused: 0, ended: 993, sent: 2_979 };
    expect(sequenceSituation(aSequence({ counts }))).toBe(
      'Nobody is in it now: 993 people are through, 2,979 mails sent.',
    );
    expect(sequenceSituation(aSequence({ counts: { ...counts, ended: 0, sent: 0 } }))).toBe('Nobody is in it yet.');
  });

  it('says that a draft sends nothing, and what to do after publishing', () => {
    expect(sequenceSituation(aSequence({ state: 'draft', version: null, hasUnpublishedChanges: true }))).toBe(
      'A draft: nobody gets mail from it until it is published and active.',
    );
    expect(sequenceSituation(aSequence({ state: 'draft', version: 1 }))).toBe(
      'Version 1 is published. Activate it, then add people.',
    );
  });

  it('tells that edits are not live', () => {
    const counts = { active: 1, held: 0, paused: 0, ended: 0, sent: 0 };
    expect(sequenceSituation(aSequence({ state: 'paused', counts, hasUnpublishedChanges: true }))).toBe(
      'Paused: nobody gets mail from it. 1 person in it. Your draft has changes that are not published yet.',
    );
  });
});
