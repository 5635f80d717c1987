import { plainEvidence, type Withdrawal } from '@dripemails/application';
import type { PoolClient } from 'pg';
import { isMoreConsentSql } from './consent/consent-order-sql.js';
import { endEnrollments } from './consent/end-enrollments.js';
import { recordConsent } from './consent/record-consent.js';
import { cancelOptIns } from './opt-in/cancel-opt-ins.js';
import { addressesElsewhere, rememberNo } from './consent/remember-no.js';
import { suppressPerson } from './consent/suppress.js';
import type { SuppressionKey } from './consent/suppression-sql.js';

// Consent is only ever lowered: who unsubscribed does not become merely bounced, nor who complained unsubscribed.
const LOWER_STATUS = `
  update subscriber set status = $3, updated_at = now()
  where workspace_id = $1 and id = $2 and ${isMoreConsentSql('status', '$3')}`;

/** An address that bounced or complained is never written to again, also not as somebody new. */
const SUPPRESSES = { bounced: 'hardBounce', complained: 'complaint' } as const;

/** An erasure leaves a line of its own, which names nobody. */
const OWN_WORD = { unconfirmed: null, unsubscribed: 'unsubscribed', bounced: 'bounced', complained: 'complained', erased: null } as const; // prettier-ignore

/**
 * Takes consent away in a transaction: lowers the status, suppresses an address that bounced or complained, ends every
 * live enrollment, so that no send can be claimed once it is committed, and writes the consent log. Whoever calls it
 * writes the timeline.
 * @returns whether the status was lowered, and the enrollments that ended, to be told after the commit
 */
export async function withdrawConsent(
  client: PoolClient,
  key: SuppressionKey,
  who: { readonly workspaceId: string; readonly subscriberId: string },
  withdrawal: Withdrawal,
): Promise<{ isLowered: boolean; ended: readonly string[] }> {
  const { workspaceId, subscriberId } = who;
  const { status, outcome, what, why, at } = withdrawal;
  const { rowCount } = await client.query(LOWER_STATUS, [workspaceId, subscriberId, status]);
  const isLowered = rowCount === 1;
  const everything = { where: 'e.subscriber_id = $5', values: [subscriberId] };
  const ended = await endEnrollments(client, workspaceId, everything, { outcome, why: what, at });
  await cancelOptIns(client, workspaceId, subscriberId, at);
  // after the enrollments, so that these tell what happened and not merely that the address is suppressed
  if (status === 'bounced' || status === 'complained') {
    const how = { reason: SUPPRESSES[status], note: withoutAddresses(why ?? ''), at };
    await suppressPerson(client, key, who, how);
  }
  const elsewhere =
    status === 'unsubscribed' || status === 'complained'
      ? await rememberNo(client, key, who, await addressesElsewhere(client, who), { no: status, source: what, at })
      : [];
  const word = OWN_WORD[status];
  if (isLowered && word !== null) {
    const evidence = withdrawal.evidence ?? plainEvidence(what, at, { reason: why });
    await recordConsent(client, workspaceId, [{ subscriberId, what: word }], evidence);
  }
  return { isLowered, ended: [...ended, ...elsewhere] };
}

/** A note outlives the erasure of the person. */
function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>@]{1,64}@[^\s<>@]{1,255}/g, '…').slice(0, 200);
}
