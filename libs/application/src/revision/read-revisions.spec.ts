import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { ReadRevisions } from './read-revisions.js';
import type { RevisionRecord } from './revision-port.js';

const RECORD: RevisionRecord = {
  ...{ id: 'r', workspaceId: 'w', sequenceId: 's', version: 3, aiStepId: 'ai', stepId: 'mail', enrollmentId: null },
  ...{
    status: 'awaitingApproval',
    instructions: 'Shorter',
    subject: 'New',
    html: '<p>New</p>',
    model: 'm',
    error: null,
  },
  ...{ createdAt: 2_000, decidedAt: null },
};
const FAILED = { ...RECORD, id: 'f', status: 'failed' as const, subject: null, html: null, model: null, error: 'no' };
const WORKSPACE = { id: 'w', clock: { startedAt: 1_000, rate: 10 } } as WorkspaceRecord;
const ACTOR = { workspaceId: 'w' } as Actor;

describe(ReadRevisions, () => {
  const read = new ReadRevisions({
    revisions: {
      get: () => Promise.resolve(RECORD),
      list: (workspaceId, query) => {
        expect([workspaceId, query.status]).toEqual(['w', 'awaitingApproval']);
        return Promise.resolve({ items: [RECORD, FAILED], nextCursor: 'f' });
      },
    },
    sequences: {
      definition: (_, sequenceId, version) =>
        Promise.resolve({
          ...{ sequenceId, version, settings: DEFAULT_SETTINGS },
          steps: [{ id: 'mail', kind: 'email', subject: `Old ${version}`, html: '<p>Old</p>' }],
        }),
    },
    workspaces: { get: () => Promise.resolve(WORKSPACE) },
  });

  it('shows a revision beside the original of its version, in the time of the workspace', async () => {
    expect(await read.get(ACTOR, 'r')).toEqual({
      ...{ id: 'r', sequenceId: 's', stepId: 'mail', enrollmentId: null, status: 'awaitingApproval' },
      ...{ instructions: 'Shorter', model: 'm', error: null, createdAt: new Date(11_000).toISOString() },
      original: { subject: 'Old 3', html: '<p>Old</p>' },
      revised: { subject: 'New', html: '<p>New</p>' },
    });
  });

  it('lists them by page; a failure has nothing revised', async () => {
    const page = await read.list(ACTOR, { limit: 2, status: 'awaitingApproval' });
    expect(page.nextCursor).toBe('f');
    expect(page.items.map(({ id, revised, error }) => [id, revised?.subject, error])).toEqual([
      ['r', 'New', null],
      ['f', undefined, 'no'],
    ]);
  });
});
