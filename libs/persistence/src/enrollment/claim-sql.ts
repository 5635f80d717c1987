import { keyAt, suppressedSql } from '../consent/suppression-sql.js';
import { topicLeftSql } from './snapshot-rows.js';

// The gate. The lock on the enrollment row orders it against every control and withdrawal, all of which raise the
// revision; the sequence's state and everything about consent are read in the same statement. What the person's own
// limits were when the send was decided must still hold.
export const CLAIM = `
  with e as (
    select id, workspace_id, sequence_id, subscriber_id from enrollment
    where id = $1 and workspace_id = $2 and revision = $3 and state = 'active'
      and exists (select 1 from sequence where id = $4 and state = 'active')
      and exists (
        select 1 from subscriber p where p.id = $5 and p.status = 'active' and coalesce(p.mail_paused_until <= $14, true)
          and p.cap_per_week is not distinct from $15 and not ${suppressedSql('p.email', '$2', keyAt(16))})
      and (list_id is null or exists (
        select 1 from membership m where m.list_id = enrollment.list_id and m.subscriber_id = $5 and m.status = 'active'))
      and not ${topicLeftSql('enrollment', '$5')}
    for update)
  insert into message (id, workspace_id, enrollment_id, sequence_id, subscriber_id, step_id, occurrence, message_id, to_address, subject, reply_to,
                       state, fence, lease_until, attempts, first_attempt_at)
  select $6, workspace_id, id, sequence_id, subscriber_id, $7, $8, $9, $10, $11, $12, 'transmitting', 1, $13, 1, $14 from e
  on conflict (enrollment_id, step_id, occurrence) do update set
    state = 'transmitting', fence = message.fence + 1, lease_until = excluded.lease_until, attempts = message.attempts + 1,
    to_address = excluded.to_address, subject = excluded.subject, reply_to = excluded.reply_to, error = null
  where message.state = 'planned'
  returning id, fence`;

// Two claims for one person, of two sequences, are ordered by this lock: the second counts the first. No stronger lock than
// that: a row of the outbox, written by somebody who holds the enrollment, refers to the person and must not wait for it.
export const LOCK_PERSON = 'select 1 from subscriber where id = $1 and workspace_id = $2 for no key update';

export const UNDER_CAP = `
  select coalesce(count(*) filter (where at > $3) < $4, true) and coalesce(count(*) < $5, true) as free from (
    select coalesce(sent_at, first_attempt_at) as at from message
    where subscriber_id = $1 and state in ('accepted', 'transmitting', 'unknown')
      and opt_in_id is null and coalesce(sent_at, first_attempt_at) > $2) m`;
