import { type ConsentEffect, type Evidence, type Fact, sourceWords } from '@dripemails/application';
import { DomainError, type SubscriberStatus } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { noticeFacts } from '../trigger/notice-facts.js';
import { joinLists } from '../trigger/person-writes.js';
import { releaseEntries } from '../trigger/release-entries.js';
import { type ConsentLine, recordConsent } from './record-consent.js';
import { forgetNo, refusesConfirmationSql } from './remember-no.js';
import { type SuppressionKey, keyAt, suppressedSql } from './suppression-sql.js';

// Locked before it is changed: orders a grant against a withdrawal, whichever comes second sees the first.
const LOCK = `
  select p.status, p.mail_paused_until, ${suppressedSql('p.email', '$1', keyAt(3))} as suppressed,
    ${refusesConfirmationSql('p.email', '$1', keyAt(3))} as refused
  from subscriber p where p.workspace_id = $1 and p.id = $2 for no key update`;

const RAISE = `
  update subscriber set status = 'active', updated_at = now() where workspace_id = $1 and id = $2 and status <> 'active'`;

const END_PAUSE = `
  update subscriber set mail_paused_until = null, updated_at = now() where workspace_id = $1 and id = $2`;

const LIVE = "select id from enrollment where workspace_id = $1 and subscriber_id = $2 and state <> 'ended'";

const WRITE_EVENT = `
  insert into event (id, workspace_id, subscriber_id, kind, what, why, at) values ($1, $2, $3, 'subscribed', 'Confirmed', $4, $5)`;

interface LockedRow {
  status: SubscriberStatus;
  mail_paused_until: Date | null;
  suppressed: boolean;
  refused: boolean;
}

/** Statuses from which a confirmation leads to `active`. Who complained or was erased is never mailed again. */
const CAN_CONFIRM: ReadonlySet<SubscriberStatus> = new Set(['unconfirmed', 'active', 'unsubscribed', 'bounced']);

/**
 * Gives consent in a transaction of the caller's: the person becomes `active`, and so does their membership where it is
 * about a list. What triggers noticed about somebody unconfirmed is let go. Who came back gets mail, so a pause from before
 * is over; that of somebody who gets mail already stays, whatever list they join. Harmless when repeated. See
 * `ConsentRepository.grant`.
 * @returns the enrollments to be told after the commit
 * @throws DomainError `subscriber.not_found`
 */
export async function grantConsent(
  client: PoolClient,
  key: SuppressionKey,
  who: { readonly workspaceId: string; readonly subscriberId: string; readonly listId: string | null },
  evidence: Evidence,
): Promise<ConsentEffect & { readonly granted: boolean }> {
  const { workspaceId, subscriberId, listId } = who;
  const lock = async () => {
    const { rows } = await client.query<LockedRow>({
      name: 'consent-grant-lock',
      text: LOCK,
      values: [workspaceId, subscriberId, ...key.parameters],
    });
    if (rows[0] === undefined) throw new DomainError('subscriber.not_found', 'There is no such subscriber.');
    return rows[0];
  };
  let before = await lock();
  // a no is not forgotten for a confirmation that is refused all the same
  const canConfirm = CAN_CONFIRM.has(before.status) && !before.refused;
  const isNoOver = before.suppressed && canConfirm && (await forgetNo(client, key, who, evidence));
  if (isNoOver) before = await lock();
  if (!CAN_CONFIRM.has(before.status) || before.suppressed) return { granted: false, ended: [], waiting: [] };

  const lines: ConsentLine[] = [];
  const facts: Fact[] = [];
  const why = sourceWords(evidence.source);
  const raised = await client.query(RAISE, [workspaceId, subscriberId]);
  const isRaised = raised.rowCount === 1;
  if (isRaised) {
    lines.push({ subscriberId, what: 'confirmed', listId });
    await client.query(WRITE_EVENT, [newId(), workspaceId, subscriberId, why, new Date(evidence.at)]);
    await releaseEntries(client, workspaceId, subscriberId, evidence.at);
  }
  if ((isRaised || isNoOver) && before.mail_paused_until !== null) {
    await client.query(END_PAUSE, [workspaceId, subscriberId]);
    if (before.mail_paused_until.getTime() > evidence.at) lines.push({ subscriberId, what: 'resumed' });
  }
  if (listId !== null) {
    const write = { workspaceId, subscriberId, at: evidence.at, event: { why } };
    const joined = await joinLists(client, write, [listId], 'confirmed');
    if (joined.length > 0) lines.push({ subscriberId, what: isRaised ? 'listJoined' : 'confirmed', listId });
    facts.push(...joined);
  }
  await recordConsent(client, workspaceId, lines, evidence);
  const told = await noticeFacts(client, workspaceId, facts);
  const live = lines.length === 0 ? [] : (await client.query<{ id: string }>(LIVE, [workspaceId, subscriberId])).rows;
  return { granted: true, ended: [], waiting: [...new Set([...told, ...live.map(({ id }) => id)])] };
}
