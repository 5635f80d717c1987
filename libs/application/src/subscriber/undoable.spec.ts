import { describe, expect, it } from '@jest/globals';
import { isUndoable } from './bulk-subscribers.js';
import { TOPIC_KINDS } from './timeline-topics.js';

const tags = JSON.stringify({ do: 'addTags', tags: ['a'] });

describe(isUndoable, () => {
  it.each([
    ['a change of tags that is done', { params: { action: tags } }, true],
    ['what stopped half way', { status: 'failed' as const, params: { action: tags } }, true],
    ['what is going on', { status: 'running' as const, params: { action: tags } }, false],
    ['what was taken back', { params: { action: tags, undoneBy: 'x' } }, false],
    ['a taking back', { params: { action: tags, undoOf: 'x' } }, false],
    ['unsubscribing', { params: { action: JSON.stringify({ do: 'unsubscribe' }) } }, false],
    ['other work', { kind: 'enrollList' as const, params: { listId: 'x' } }, false],
  ])('%s', (_what, change, expected) => {
    expect(isUndoable({ kind: 'bulkSubscribers', status: 'completed', ...change } as never)).toBe(expected);
  });
});

it('finds notes and merges under the topics that people look for them in', () => {
  expect(TOPIC_KINDS.notes).toEqual(['note']);
  expect(TOPIC_KINDS.profile).toContain('merged');
});
