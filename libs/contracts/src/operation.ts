import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';

const count = z.number().int();
/** Bulk work that runs as a workflow: enrolling a list or a segment, waking the people of a resumed sequence. */
export const operation = z
  .object({
    id,
    kind: z.enum([
      'enrollList',
      'enrollSegment',
      'wakeSequence',
      'bulkControl',
      'backfillTrigger',
      'bulkSubscribers',
      'deleteField',
    ]),
    status: z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']),
    title: z.string(),
    total: count,
    done: count,
    failed: count,
    skipped: count.meta({ description: 'People left out with a reason, such as unsubscribed or already in it.' }),
    failures: z
      .array(z.object({ id, message: z.string() }))
      .meta({ description: 'The first 100 that failed, each with what is wrong.' }),
    canUndo: z.boolean().meta({ description: 'Whether `POST /operations/{id}/undo` would take it back.' }),
    createdAt: instant,
    completedAt: instant.nullable(),
  })
  .meta({ id: 'Operation' });
export type Operation = z.infer<typeof operation>;
export const operationPage = pageOf(operation, 'OperationPage');
