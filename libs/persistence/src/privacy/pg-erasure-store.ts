import { type ErasureStore, type PersonTrace, plainEvidence, type PrivacyProof } from '@dripemails/application';
import type { PrivacyReport } from '@dripemails/contracts';
import { enrollmentWorkflowId, optInWorkflowId } from '@dripemails/contracts/workflow';
import { DomainError } from '@dripemails/domain';
import type { Pool } from 'pg';
import { recordConsent } from '../consent/record-consent.js';
import { addressesElsewhere, rememberNo } from '../consent/remember-no.js';
import { suppress } from '../consent/suppress.js';
import { type SuppressionKey, keyAt, suppressionHashSql } from '../consent/suppression-sql.js';
import { inTransaction } from '../database.js';
import type { AnswerBox } from '../pg-idempotency-store.js';
import { leftAddressesSql } from '../subscriber/left-address.js';
import { withdrawConsent } from '../withdraw-consent.js';
import { type Identity, needlesOf } from './needles.js';
import { redactWorkspace, scanWorkspace, withFileNames } from './scan-workspace.js';
import { ERASED, NOTHING_HELD, answersAbout, scrubPerson } from './scrub-person.js';

interface Open {
  readonly workspaceId: string;
  readonly subscriberId: string;
  /** When the erasure began, real ms. */
  readonly at: number;
  readonly identity: Identity;
}

const EMPTY: PrivacyReport = { removed: {}, scanned: null, found: [], mentions: [] };

// Every address that is known to have been the person's; one that is another profile's now is that person's.
const ADDRESSES = `
  select distinct lower(x.address) as address from (
    select email as address from subscriber where workspace_id = $1 and id = $2
    union all select to_address from message where workspace_id = $1 and subscriber_id = $2
    union all ${leftAddressesSql('$1', '$2')}) as x
  where not exists (
    select 1 from subscriber o where o.workspace_id = $1 and lower(o.email) = lower(x.address) and o.id <> $2)
  order by 1`;

const START = `
  insert into privacy_request (id, workspace_id, kind, subscriber_id, requested_by, report, created_at)
  values ($1, $2, 'erase', $3, $4, $5, $6)`;

const FULFIL = `
  update privacy_request set status = 'queued', answered_by = $4, report = $5, answered_at = $6
  where id = $1 and workspace_id = $2 and subscriber_id = $3`;

/** What else the person waits for: a copy, or the same again where two profiles were merged. */
const CLOSE = `
  update privacy_request set status = 'declined', reason = $5, answered_by = $3, answered_at = $4, completed_at = $4
  where workspace_id = $1 and subscriber_id = $2 and status = 'waiting'`;

const FORGET_VALUE = `
  update suppression set value = null, note = ''
  where workspace_id = $1 and hash in (select ${suppressionHashSql('lower(a)', '$1', keyAt(3))} from unnest($2::text[]) as a)
    and (value is not null or note <> '')`;

/** Erases people in stages; what it has to look for lies sealed in the request until it is completed. */
export class PgErasureStore implements ErasureStore {
  /** @param box seals what is looked for; @param answers opens the stored answers of idempotent calls */
  constructor(
    private readonly pool: Pool,
    private readonly key: SuppressionKey,
    private readonly box: AnswerBox,
    private readonly answers: AnswerBox,
  ) {}

  async begin(request: Parameters<ErasureStore['begin']>[0]) {
    const { workspaceId, subscriberId } = request;
    const at = new Date(request.at);
    return await inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<Omit<Identity, 'addresses'>>(
        'select first_name as "firstName", last_name as "lastName" from subscriber where workspace_id = $1 and id = $2 for no key update',
        [workspaceId, subscriberId],
      );
      const name = rows[0];
      if (name === undefined) throw new DomainError('subscriber.not_found', 'There is no such subscriber.');
      // locked, so that none of them is declined meanwhile
      const known = await client.query<{ id: string; status: string }>(
        "select id, status from privacy_request where workspace_id = $1 and subscriber_id = $2 and kind = 'erase' and status <> 'declined' order by id for update",
        [workspaceId, subscriberId],
      );
      if (request.answers !== undefined && !known.rows.some(({ id }) => id === request.answers))
        throw new DomainError('privacy_request.answered', 'This request was declined meanwhile. Look at it again.');
      const before = known.rows.find(({ status }) => status !== 'waiting');
      if (before !== undefined) {
        await client.query(
          "update privacy_request set status = 'queued', error = null, completed_at = null where id = $1 and workspace_id = $2 and status = 'failed'",
          [before.id, workspaceId],
        );
        return { id: before.id, isOver: before.status === 'completed', ended: [], optIns: [] };
      }
      const theirs = await client.query<{ address: string }>(ADDRESSES, [workspaceId, subscriberId]);
      const addresses = theirs.rows.map(({ address }) => address);
      const identity: Identity = { ...name, addresses };
      const report = JSON.stringify({ ...EMPTY, sealed: this.box.seal(JSON.stringify(identity)) });
      const waiting = known.rows.find(({ id }) => id === request.answers) ?? known.rows[0];
      const id = waiting?.id ?? request.id;
      await client.query(waiting === undefined ? START : FULFIL, [
        ...[id, workspaceId, subscriberId, request.requestedBy, report, at],
      ]);
      await client.query(CLOSE, [workspaceId, subscriberId, request.requestedBy, at, NOTHING_HELD]);
      const who = { workspaceId, subscriberId };
      // whoever has one of their addresses by now may be somebody else: not erased, and not mailed unless they confirm
      const shared = (await addressesElsewhere(client, who)).filter((address) => !addresses.includes(address));
      const no = { no: 'unsubscribed', source: 'Another profile had this address', at: request.at } as const;
      const elsewhere = await rememberNo(client, this.key, who, shared, no);
      const optIns = await client.query<{ id: string }>(
        `update opt_in set state = 'cancelled', ended_at = $3, revision = revision + 1
         where workspace_id = $1 and subscriber_id = $2 and state = 'pending' returning id`,
        [workspaceId, subscriberId, at],
      );
      const { ended } = await withdrawConsent(client, this.key, who, {
        ...{ status: 'erased', outcome: 'erased', what: ERASED, why: null, at: request.at },
      });
      // after the enrollments, so that these tell what happened; the hashes stay, and so does nothing that a confirmation takes back
      const entries = addresses.map((value) => ({ kind: 'address' as const, value }));
      const byAddress = await suppress(client, this.key, workspaceId, entries, {
        reason: 'erased',
        note: '',
        at: request.at,
      });
      // of nobody: that somebody was erased, and when
      const evidence = plainEvidence('Erasure', request.at);
      await recordConsent(client, workspaceId, [{ subscriberId: null, what: 'erased' }], evidence);
      return {
        id,
        isOver: false,
        ended: [...ended, ...elsewhere, ...byAddress.ended],
        optIns: optIns.rows.map(({ id }) => id),
      };
    });
  }

  async scrub(workspaceId: string, requestId: string): Promise<void> {
    const open = await this.open(workspaceId, requestId);
    const removed = await scrubPerson(this.pool, this.answers, open, needlesOf(open.identity));
    const forgotten = await this.pool.query(FORGET_VALUE, [
      ...[workspaceId, open.identity.addresses, ...this.key.parameters],
    ]);
    await this.count(workspaceId, requestId, { ...removed, suppression: forgotten.rowCount ?? 0 });
  }

  async isWorkGoing(workspaceId: string, requestId: string): Promise<boolean> {
    const { subscriberId, at } = await this.open(workspaceId, requestId);
    const { rows } = await this.pool.query<{ going: boolean }>(
      `select exists (select 1 from message where workspace_id = $1 and subscriber_id = $2 and state = 'transmitting')
         or exists (select 1 from import_job where workspace_id = $1 and status in ('queued', 'running') and created_at <= $3) as going`,
      [workspaceId, subscriberId, new Date(at)],
    );
    return rows[0]?.going === true;
  }

  async redact(workspaceId: string, requestId: string): Promise<void> {
    const open = await this.open(workspaceId, requestId);
    await this.count(workspaceId, requestId, await redactWorkspace(this.pool, open, needlesOf(open.identity)));
  }

  async scan(workspaceId: string, requestId: string): Promise<PrivacyProof> {
    const open = await this.open(workspaceId, requestId);
    const needles = needlesOf(open.identity);
    const proof = await scanWorkspace(this.pool, open, await withFileNames(this.pool, workspaceId, needles));
    let answers = 0;
    // what is encrypted in the database is opened for it
    for await (const _answer of answersAbout(this.pool, this.answers, workspaceId, needles.address)) answers++;
    if (answers === 0) return proof;
    return {
      ...proof,
      found: [...proof.found, { table: 'idempotency_key', column: 'body', rows: answers, what: 'address' }],
    };
  }

  async trace(workspaceId: string, requestId: string): Promise<PersonTrace> {
    const { subscriberId, identity } = await this.open(workspaceId, requestId);
    const { rows } = await this.pool.query<{ kind: string; id: string }>(
      `select 'enrollment' as kind, id from enrollment where workspace_id = $1 and subscriber_id = $2
       union all select 'optIn', id from opt_in where workspace_id = $1 and subscriber_id = $2`,
      [workspaceId, subscriberId],
    );
    const ids = rows.map(({ kind, id }) => (kind === 'optIn' ? optInWorkflowId(id) : enrollmentWorkflowId(id)));
    return { workflowIds: [...ids, `erase/${requestId}`], needles: needlesOf(identity) };
  }

  async finish(
    workspaceId: string,
    requestId: string,
    end: { proof: PrivacyProof | null; error: string | null; at: number },
  ): Promise<void> {
    const isDone = end.error === null;
    await this.pool.query(
      `update privacy_request set status = $3, error = $4, completed_at = $5,
         report = (case when $3 = 'completed' then report - 'sealed' else report end) || $6::jsonb
       where workspace_id = $1 and id = $2 and kind = 'erase' and completed_at is null`,
      [
        ...[workspaceId, requestId, isDone ? 'completed' : 'failed', end.error?.slice(0, 1000) ?? null],
        ...[new Date(end.at), JSON.stringify(end.proof ?? {})],
      ],
    );
  }

  /** Adds to what the report says was removed. */
  private async count(workspaceId: string, requestId: string, removed: Record<string, number>): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<{ removed: Record<string, number> | null }>(
        "select report -> 'removed' as removed from privacy_request where workspace_id = $1 and id = $2 for update",
        [workspaceId, requestId],
      );
      const sums = { ...rows[0]?.removed };
      for (const [table, n] of Object.entries(removed)) if (n > 0) sums[table] = (sums[table] ?? 0) + n;
      await client.query(
        `update privacy_request set status = case when status = 'queued' then 'running' else status end, report = jsonb_set(report, '{removed}', $3)
         where workspace_id = $1 and id = $2`,
        [workspaceId, requestId, JSON.stringify(sums)],
      );
    });
  }

  private async open(workspaceId: string, requestId: string): Promise<Open> {
    const { rows } = await this.pool.query<{ subscriber_id: string; sealed: string | null; at: Date }>(
      "select subscriber_id, report ->> 'sealed' as sealed, coalesce(answered_at, created_at) as at from privacy_request where workspace_id = $1 and id = $2 and kind = 'erase'",
      [workspaceId, requestId],
    );
    const row = rows[0];
    if (row === undefined) throw new DomainError('privacy_request.not_found', 'There is no such privacy request.');
    const text = row.sealed === null ? null : this.box.open(row.sealed);
    if (text === null)
      throw new Error(
        `what erasure ${requestId} looks for cannot be read: it is over, or APP_SECRET has changed since`,
      );
    return { workspaceId, subscriberId: row.subscriber_id, at: row.at.getTime(), identity: toIdentity(text) };
  }
}

/** What was sealed; an erasure that began when only the last address was looked for has one. */
function toIdentity(text: string): Identity {
  const sealed = JSON.parse(text) as Omit<Identity, 'addresses'> & { addresses?: readonly string[]; email?: string };
  return { ...sealed, addresses: sealed.addresses ?? (sealed.email === undefined ? [] : [sealed.email]) };
}
