import type { IdempotencyStore, StoredAnswer } from '@dripemails/application';
import type { Pool } from 'pg';

/** Keys are honoured for this long. */
const KEPT = "interval '24 hours'";

/** Encrypts the answers: one of them carries a new API key. */
export interface AnswerBox {
  seal(text: string): string;
  open(sealed: string): string | null;
}

export class PgIdempotencyStore implements IdempotencyStore {
  constructor(
    private readonly pool: Pool,
    private readonly box: AnswerBox,
  ) {}

  async begin(
    workspaceId: string,
    call: { key: string; route: string; requestHash: string; at: number; staleBefore: number },
  ) {
    await this.pool.query(
      `delete from idempotency_key where workspace_id = $1 and (created_at < now() - ${KEPT} or (key = $2 and status_code is null and created_at < $3))`,
      [workspaceId, call.key, new Date(call.staleBefore)],
    );
    const taken = await this.pool.query(
      'insert into idempotency_key (workspace_id, key, route, request_hash, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [workspaceId, call.key, call.route, call.requestHash, new Date(call.at)],
    );
    if (taken.rowCount === 1) return { isFirst: true as const };
    const { rows } = await this.pool.query<{
      route: string;
      request_hash: string;
      status_code: number | null;
      body: string;
    }>('select route, request_hash, status_code, body from idempotency_key where workspace_id = $1 and key = $2', [
      workspaceId,
      call.key,
    ]);
    const row = rows[0];
    // given back between the two statements: the same as a call that still runs
    if (row === undefined)
      return { isFirst: false as const, route: call.route, requestHash: call.requestHash, answer: null };
    return {
      isFirst: false as const,
      route: row.route,
      requestHash: row.request_hash,
      answer: row.status_code === null ? null : this.answerOf(row.status_code, row.body),
    };
  }

  /** Null when APP_SECRET has changed since: the first answer cannot be given again. */
  private answerOf(statusCode: number, sealed: string): StoredAnswer | null {
    const text = this.box.open(sealed);
    return text === null ? null : { statusCode, body: JSON.parse(text) as unknown };
  }

  async finish(workspaceId: string, key: string, answer: StoredAnswer): Promise<void> {
    await this.pool.query(
      'update idempotency_key set status_code = $3, body = $4 where workspace_id = $1 and key = $2',
      [workspaceId, key, answer.statusCode, JSON.stringify(this.box.seal(JSON.stringify(answer.body ?? null)))],
    );
  }

  async release(workspaceId: string, key: string): Promise<void> {
    await this.pool.query('delete from idempotency_key where workspace_id = $1 and key = $2 and status_code is null', [
      workspaceId,
      key,
    ]);
  }
}
