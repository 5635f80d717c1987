import { type Acted, type InboundAct, type NewInbound, plainEvidence, type Withdrawal } from '@dripemails/application';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import type { SuppressionKey } from './consent/suppression-sql.js';
import { keepLastActivity } from './trigger/last-activity.js';
import { noticeFacts } from './trigger/notice-facts.js';
import { withdrawConsent } from './withdraw-consent.js';

// A reply ends the enrollment that wrote the mail, if its version says so (it does where it says nothing). The lock on
// the row orders it against a claim of a send, which asks for the revision that is raised here.
const END_BY_REPLY = `
  with e as (
    update enrollment set state = 'ended', outcome = 'replied', reason = null, ended_at = $3, paused_at = null, revision = revision + 1,
      plan_do = 'end', plan_step = null, plan_at = $3, plan_why = 'The subscriber replied', parked = false, due_at = null, watches = '{}', awaiting = null
    from sequence_version v
    where enrollment.id = $1 and enrollment.workspace_id = $2 and enrollment.state <> 'ended'
      and v.sequence_id = enrollment.sequence_id and v.version = enrollment.version
      and coalesce((v.settings ->> 'stopOnReply')::boolean, true)
    returning enrollment.id, enrollment.workspace_id, enrollment.subscriber_id),
  written as (
    insert into event (id, workspace_id, subscriber_id, enrollment_id, kind, what, why, at)
    select gen_random_uuid(), workspace_id, subscriber_id, id, 'ended', 'Left the sequence', 'The subscriber replied', $3 from e)
  select id from e`;

const WRITE_EVENT = `
  insert into event (id, workspace_id, subscriber_id, enrollment_id, message_id, step_id, kind, what, why, name, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

/**
 * Whether the same mail was stored before: a sender that did not hear our 250 sends it again. The advisory lock makes
 * two copies that arrive at once look one after the other.
 */
export async function cameBefore(client: PoolClient, mail: NewInbound): Promise<boolean> {
  if (mail.messageIdHeader === null) return false;
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`inbound:${mail.messageIdHeader}`]);
  const { rowCount } = await client.query(
    `select 1 from inbound_message
     where message_id_header = $1 and workspace_id = $2 and kind = $3 and mail_from = $4 and rcpt_to @> $5 and message_id = $6 limit 1`,
    [mail.messageIdHeader, mail.workspaceId, mail.kind, mail.mailFrom, mail.rcptTo, mail.messageId],
  );
  return (rowCount ?? 0) > 0;
}

/** Does what a mail asks for, in the transaction that stores it. */
export async function carryOut(
  client: PoolClient,
  key: SuppressionKey,
  acts: readonly InboundAct[],
  at: number,
): Promise<Acted> {
  const ended: string[] = [];
  const waiting: string[] = [];
  // in one order for all, so that two mails about the same people do not wait for each other
  const ordered = [...acts].sort((a, b) => a.about.subscriberId.localeCompare(b.about.subscriberId));
  for (const act of ordered) {
    const { workspaceId, subscriberId, enrollmentId } = act.about;
    if (act.then === 'record') {
      await writeEvent(client, act, at);
    } else if (act.then === 'reply') {
      await writeEvent(client, act, at);
      await keepLastActivity(client, { workspaceId, subscriberId, kind: 'replied', at });
      if (enrollmentId !== null) {
        const { rows } = await client.query<{ id: string }>(END_BY_REPLY, [enrollmentId, workspaceId, new Date(at)]);
        ended.push(...rows.map(({ id }) => id));
      }
      const fact = { subscriberId, key: 'replied', kind: 'activity', at, data: {} } as const;
      waiting.push(...(await noticeFacts(client, workspaceId, [fact])));
    } else {
      const withdrawn = await withdrawConsent(client, key, { workspaceId, subscriberId }, withEvidence(act.then, at));
      ended.push(...withdrawn.ended);
      // a bounce or complaint is news of that mail each time; to unsubscribe again is none
      if (withdrawn.isLowered || act.event.kind !== 'unsubscribed') await writeEvent(client, act, at);
    }
  }
  return { ended, waiting };
}

/** Where it came from, for the consent log, where the act itself does not say more: a report. */
function withEvidence(withdrawal: Exclude<InboundAct['then'], string>, at: number): Withdrawal {
  const source = SOURCE[withdrawal.status] ?? 'Mail';
  return { evidence: plainEvidence(source, at, { reason: withdrawal.why }), ...withdrawal };
}

const SOURCE: Partial<Record<Withdrawal['status'], string>> = {
  bounced: 'Report of the mail system',
  complained: 'Complaint by the mailbox provider',
};

async function writeEvent(client: PoolClient, { about, event }: InboundAct, at: number): Promise<void> {
  await client.query(WRITE_EVENT, [
    newId(),
    about.workspaceId,
    about.subscriberId,
    about.enrollmentId,
    about.id,
    about.stepId,
    event.kind,
    event.what,
    event.why,
    event.name,
    new Date(at),
  ]);
}
