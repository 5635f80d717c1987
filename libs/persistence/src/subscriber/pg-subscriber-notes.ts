import { type EventRecord, type NewNote, type SubscriberNotes, personErased } from '@dripemails/application';
import { DomainError } from '@dripemails/domain';
import type { Pool } from 'pg';
import { v7 as newId } from 'uuid';
import { noSubscriber } from './subscriber-rows.js';

/** Notes stand in the timeline, among what happened. */
export class PgSubscriberNotes implements SubscriberNotes {
  constructor(private readonly pool: Pool) {}

  async add(workspaceId: string, subscriberId: string, { text, by, at }: NewNote): Promise<EventRecord> {
    const id = newId();
    const { rows } = await this.pool.query<{ isWritten: boolean }>(
      `with p as (select id, status from subscriber where workspace_id = $2 and id = $3 for no key update),
       written as (
         insert into event (id, workspace_id, subscriber_id, kind, what, why, at)
         select $1, $2, p.id, 'note', $4, $5, $6 from p where p.status <> 'erased' returning id)
       select exists (select 1 from written) as "isWritten" from p`,
      [id, workspaceId, subscriberId, text, by, new Date(at)],
    );
    if (rows[0] === undefined) throw noSubscriber();
    if (!rows[0].isWritten) throw personErased();
    return { id, kind: 'note', enrollmentId: null, stepId: null, messageId: null, what: text, why: by, at };
  }

  async delete(workspaceId: string, subscriberId: string, noteId: string): Promise<void> {
    const { rowCount } = await this.pool.query(
      "delete from event where workspace_id = $1 and subscriber_id = $2 and id = $3 and kind = 'note'",
      [workspaceId, subscriberId, noteId],
    );
    if (rowCount === 0) throw new DomainError('note.not_found', 'There is no such note.');
  }
}
