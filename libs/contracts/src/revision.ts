import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf, pageQuery } from './paging.js';

export const revisionStatus = z.enum(['ready', 'awaitingApproval', 'approved', 'declined', 'failed']).meta({
  id: 'RevisionStatus',
  description:
    '`ready` and `approved` are sent instead of the original; `declined` is not; `failed` has no revised mail, it is tried again or the original goes.',
});
export type RevisionStatus = z.infer<typeof revisionStatus>;

/** A mail that AI revised, beside its original. */
export const revision = z
  .object({
    id,
    sequenceId: id,
    stepId: z.string().meta({ description: 'The email step.' }),
    enrollmentId: id.nullable().meta({ description: 'Null for a revision that is made once for the version.' }),
    status: revisionStatus,
    original: z.object({ subject: z.string(), html: z.string() }),
    revised: z.object({ subject: z.string(), html: z.string() }).nullable(),
    instructions: z.string(),
    model: z.string().nullable(),
    error: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Revision' });
export type Revision = z.infer<typeof revision>;

export const revisionPage = pageOf(revision, 'RevisionPage');

export const revisionQuery = pageQuery.extend({
  status: revisionStatus.optional(),
  sequenceId: id.optional(),
  enrollmentId: id.optional(),
});
export type RevisionQuery = z.infer<typeof revisionQuery>;
