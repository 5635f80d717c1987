import type { EventKind, EventReader, EventRecord, NewEvent } from '@dripemails/application';
import type { Page, PageQuery } from '@dripemails/contracts';
import { storableText } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import type { Database } from './database.js';
import type { Event } from './generated/client.js';
import { afterCursor, pageOfRows } from './keyset-page.js';

/** Columns of `jsonb_to_recordset` over `eventJson`. */
export const EVENT_RECORD =
  'x(id uuid, kind text, "stepId" text, "messageId" uuid, "operationId" uuid, what text, why text, at timestamptz)';
export const EVENT_COLUMNS = 'id, kind, step_id, message_id, operation_id, what, why, at';
export const EVENT_VALUES = 'x.id, x.kind, x."stepId", x."messageId", x."operationId", x.what, x.why, x.at';

/**
 * Events as a JSON parameter, each with an id, for a statement that writes them beside the change they tell of. What is
 * told may be cut from somewhere else's words, in the middle of a character.
 */
export function eventJson(events: readonly NewEvent[]): string {
  const stored = events.map(({ what, why, at, ...event }) => ({
    ...{ ...event, id: newId(), at: new Date(at).toISOString() },
    ...{ what: storableText(what), why: why === null ? null : storableText(why) },
  }));
  return JSON.stringify(stored);
}

/**
 * Writes one line of the timeline of a person for each row; one statement for any number.
 * @param how `at` real ms
 */
export async function writeEvents<R extends { readonly subscriber_id: string }>(
  client: Pick<PoolClient, 'query'>,
  { workspaceId, at, why }: { readonly workspaceId: string; readonly at: number; readonly why: string | null },
  kind: EventKind,
  rows: readonly R[],
  what: (row: R) => string,
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into event (id, workspace_id, subscriber_id, kind, what, why, at)
     select x.id, $1, x.who, $2, x.what, $3, $4 from unnest($5::uuid[], $6::uuid[], $7::text[]) as x(id, who, what)`,
    [
      ...[workspaceId, kind, why, new Date(at)],
      ...[rows.map(() => newId()), rows.map(({ subscriber_id }) => subscriber_id), rows.map(what)],
    ],
  );
}

export function toEventRecord(row: Event): EventRecord {
  return {
    id: row.id,
    kind: row.kind as EventRecord['kind'],
    enrollmentId: row.enrollmentId,
    stepId: row.stepId,
    messageId: row.messageId,
    what: row.what,
    why: row.why,
    at: row.at.getTime(),
  };
}

export class PrismaEventReader implements EventReader {
  constructor(private readonly db: Database) {}

  async ofSubscriber(workspaceId: string, subscriberId: string, query: PageQuery): Promise<Page<EventRecord>> {
    const after = afterCursor(query.cursor);
    const rows = await this.db.prisma.event.findMany({
      where: { workspaceId, subscriberId, ...(after === undefined ? {} : { id: { lt: after } }) },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return pageOfRows(rows, query.limit, toEventRecord);
  }
}
