import { EVENT_COLUMNS, EVENT_RECORD, EVENT_VALUES } from '../event-rows.js';

/** Writes the events of a row that the statement's CTE `source` selects. */
const WRITE_EVENTS = (source: string, parameter: string) => `
  insert into event (workspace_id, enrollment_id, subscriber_id, ${EVENT_COLUMNS})
  select ${source}.workspace_id, ${source}.id, ${source}.subscriber_id, ${EVENT_VALUES} from ${source}, jsonb_to_recordset(${parameter}::jsonb) as ${EVENT_RECORD}`;

/** Since when nothing goes on for somebody. @param parked whether it does not */
const PARKED_AT = (parked: string): string => `case when ${parked}::boolean then coalesce(parked_at, now()) end`;

// A plan is derived from the row, so storing it is no change of the row and keeps its revision; an end is one, and why
// somebody was paused or held before is not why they ended.
export const SAVE_PLAN = `
  with e as (
    update enrollment set
      plan_do = $4, plan_step = $5, plan_at = $6, plan_why = $7, parked = $8, parked_at = ${PARKED_AT('$8')}, due_at = $9, watches = $10,
      state = case when $4 = 'end' then 'ended' else state end,
      outcome = case when $4 = 'end' then $11 else outcome end,
      reason = case when $4 = 'end' then null else reason end,
      ended_at = case when $4 = 'end' then $6::timestamptz else ended_at end,
      paused_at = case when $4 = 'end' then null else paused_at end
    where id = $1 and workspace_id = $2 and revision = $3 and state <> 'ended'
    returning id, workspace_id, subscriber_id),
  written as (${WRITE_EVENTS('e', '$12')})
  select id from e`;

export const ADVANCE = `
  with e as (
    update enrollment set
      plan_do = $4, plan_step = $5, plan_at = $6, plan_why = $7, parked = $8, parked_at = ${PARKED_AT('$8')}, due_at = $9, watches = $10,
      state = case when $4 = 'end' then 'ended' else state end,
      outcome = case when $4 = 'end' then $11 else outcome end,
      ended_at = case when $4 = 'end' then $6::timestamptz else ended_at end,
      done = done || $13::text[], choices = choices || $14::jsonb, anchor_at = $15, shifted_ms = 0,
      override_step = case when override_step = any($13::text[]) then null else override_step end,
      override_at = case when override_step = any($13::text[]) then null else override_at end,
      revision = revision + 1
    where id = $1 and workspace_id = $2 and revision = $3 - 1 and state = 'active'
    returning id, workspace_id, subscriber_id, sequence_id),
  written as (${WRITE_EVENTS('e', '$12')})
  select e.subscriber_id, e.sequence_id, s.name as sequence_name from e join sequence s on s.id = e.sequence_id`;

// What was sent is done even when the row was changed meanwhile; the plan and the end it may carry apply only if not.
export const SETTLE = `
  with m as (
    update message set state = $5, response = $6, error = $7, sent_at = $8::timestamptz, lease_until = null
    where id = $3 and workspace_id = $2 and fence = $4 and state = 'transmitting'
    returning enrollment_id),
  e as (
    update enrollment set
      done = done || $9::text[],
      anchor_at = coalesce($10::timestamptz, anchor_at),
      shifted_ms = case when $10::timestamptz is null then shifted_ms else 0 end,
      override_step = case when override_step = any($9::text[]) then null else override_step end,
      override_at = case when override_step = any($9::text[]) then null else override_at end,
      not_before = $11::timestamptz,
      sent = sent + case when $5 = 'accepted' then 1 else 0 end,
      state = case when revision <> $12 or state <> 'active' then state when $14 = 'end' then 'ended' when $13::text is not null then 'held' else state end,
      reason = case when revision = $12 and state = 'active' then $13 else reason end,
      outcome = case when revision = $12 and state = 'active' and $14 = 'end' then $19 else outcome end,
      ended_at = case when revision = $12 and state = 'active' and $14 = 'end' then $16::timestamptz else ended_at end,
      plan_do = case when revision = $12 then $14 else plan_do end,
      plan_step = case when revision = $12 then $15 else plan_step end,
      plan_at = case when revision = $12 then $16::timestamptz else plan_at end,
      plan_why = case when revision = $12 then $17 else plan_why end,
      parked = case when revision = $12 then $18 else parked end,
      parked_at = case when revision = $12 then ${PARKED_AT('$18')} else parked_at end,
      due_at = case when revision = $12 then $20::timestamptz else due_at end,
      watches = case when revision = $12 then $22::text[] else watches end,
      revision = revision + 1
    from m where enrollment.id = $1 and enrollment.workspace_id = $2
    returning enrollment.id, enrollment.workspace_id, enrollment.subscriber_id, enrollment.revision),
  written as (${WRITE_EVENTS('e', '$21')} where x.kind <> 'ended' or e.revision = $12 + 1)
  select revision from e`;

export const CONTROL = `
  with e as (
    update enrollment set
      state = $4, outcome = $5, reason = $6, paused_at = $7, anchor_at = $8, not_before = $9, ended_at = $10,
      plan_do = $11, plan_step = $12, plan_at = $13, plan_why = $14, parked = $15, parked_at = case when $15::boolean then coalesce($27::timestamptz, now()) end, due_at = $16, watches = $17,
      done = $18, choices = $19, kept = $20, shifted_ms = $21, skip_before = $22, override_step = $23, override_at = $24, awaiting = $25,
      revision = revision + 1
    where id = $1 and workspace_id = $2 and revision = $3
    returning id, workspace_id, subscriber_id),
  written as (${WRITE_EVENTS('e', '$26')})
  select id from e`;

export const COMPLETE_STEP = `
  with e as (
    update enrollment set
      done = done || $4::text[], anchor_at = coalesce($5::timestamptz, anchor_at),
      shifted_ms = case when $5::timestamptz is null then shifted_ms else 0 end,
      override_step = case when override_step = any($4::text[]) then null else override_step end,
      override_at = case when override_step = any($4::text[]) then null else override_at end,
      not_before = $6, reason = coalesce($7, reason), awaiting = $8,
      state = case when $9 = 'end' then 'ended' when $7::text is not null then 'held' else state end,
      outcome = case when $9 = 'end' then $10 else outcome end,
      ended_at = case when $9 = 'end' then $12::timestamptz else ended_at end,
      plan_do = $9, plan_step = $11, plan_at = $12, plan_why = $13, parked = $14, parked_at = ${PARKED_AT('$14')}, due_at = $15, watches = $16, revision = revision + 1
    where id = $1 and workspace_id = $2 and revision = $3 and state = 'active'
    returning id, workspace_id, subscriber_id, sequence_id),
  written as (${WRITE_EVENTS('e', '$17')})
  select id from e`;
