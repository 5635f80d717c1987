import type {
  NewRevision,
  RevisedTemplate,
  RevisionKey,
  RevisionRecord,
  RevisionRepository,
} from '@dripemails/application';
import type { Page, RevisionQuery } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import type { Database } from '../database.js';
import { afterCursor, pageOfRows } from '../keyset-page.js';

const COLUMNS =
  'id, workspace_id, sequence_id, version, ai_step_id, step_id, enrollment_id, status, instructions, subject, html, model, error, created_at, decided_at';

interface Row {
  id: string;
  workspace_id: string;
  sequence_id: string;
  version: number;
  ai_step_id: string;
  step_id: string;
  enrollment_id: string | null;
  status: RevisionRecord['status'];
  instructions: string;
  subject: string | null;
  html: string | null;
  model: string | null;
  error: string | null;
  created_at: Date;
  decided_at: Date | null;
}

const toRecord = (row: Row): RevisionRecord => ({
  id: row.id,
  workspaceId: row.workspace_id,
  sequenceId: row.sequence_id,
  version: row.version,
  aiStepId: row.ai_step_id,
  stepId: row.step_id,
  enrollmentId: row.enrollment_id,
  status: row.status,
  instructions: row.instructions,
  subject: row.subject,
  html: row.html,
  model: row.model,
  error: row.error,
  createdAt: row.created_at.getTime(),
  decidedAt: row.decided_at?.getTime() ?? null,
});

/** Only a failure that may be tried again gives way; `created_at` stays that of the first try. */
const SAVE = (conflict: string) => `
  insert into revision as r (${COLUMNS})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
  on conflict ${conflict} do update set status = excluded.status, instructions = excluded.instructions,
    subject = excluded.subject, html = excluded.html, model = excluded.model, error = excluded.error,
    decided_at = excluded.decided_at
  where r.status = 'failed' and r.decided_at is null`;
/** The partial unique indexes of the table, as each statement has to name them. */
const SAVE_FOR = {
  enrollment: SAVE('(enrollment_id, ai_step_id, version) where enrollment_id is not null'),
  version: SAVE('(sequence_id, version, ai_step_id) where enrollment_id is null'),
};
const FIND = {
  enrollment: `select ${COLUMNS} from revision where workspace_id = $1 and version = $2 and ai_step_id = $3 and enrollment_id = $4`,
  version: `select ${COLUMNS} from revision where workspace_id = $1 and version = $2 and ai_step_id = $3 and sequence_id = $4 and enrollment_id is null`,
};

/** Both halves of a query, because `enrollment_id = … or null` would use neither index. */
const FOR_MAIL = `
  select subject, html from (
    select id, subject, html from revision
    where enrollment_id = $2 and workspace_id = $1 and version = $4 and step_id = $5 and status in ('ready', 'approved')
    union all
    select id, subject, html from revision
    where enrollment_id is null and sequence_id = $3 and workspace_id = $1 and version = $4 and step_id = $5
      and status in ('ready', 'approved')) found
  order by id desc limit 1`;

export class PgRevisionRepository implements RevisionRepository {
  /** Connections that locks hold or wait for. */
  private locks = 0;

  /** @param db with at least two connections */
  constructor(private readonly db: Database) {}

  async find(key: RevisionKey): Promise<RevisionRecord | null> {
    const { rows } = await this.db.pool.query<Row>(key.enrollmentId === null ? FIND.version : FIND.enrollment, [
      key.workspaceId,
      key.version,
      key.aiStepId,
      key.enrollmentId ?? key.sequenceId,
    ]);
    return rows[0] === undefined ? null : toRecord(rows[0]);
  }

  /**
   * Holds one connection of the pool while `work` runs: the lock is the session's, and ends with it whatever crashes.
   * Takes half of the pool at the most and says no to more, as the work itself needs connections.
   */
  async alone<T>(key: RevisionKey, work: () => Promise<T>): Promise<T | null> {
    if (this.locks + 1 > this.db.pool.options.max / 2) return null;
    this.locks++;
    try {
      return await this.withLock(`revision/${key.enrollmentId ?? key.sequenceId}/${key.version}/${key.aiStepId}`, work);
    } finally {
      this.locks--;
    }
  }

  private async withLock<T>(name: string, work: () => Promise<T>): Promise<T | null> {
    const client = await this.db.pool.connect();
    // a session that breaks while it lies idle would end the process; what it did is found out at the unlock
    const ignore = () => undefined;
    client.on('error', ignore);
    let isBroken = true;
    try {
      if (!(await tryLock(client, name))) {
        isBroken = false;
        return null;
      }
      try {
        return await work();
      } finally {
        isBroken = !(await unlock(client, name));
      }
    } finally {
      client.off('error', ignore);
      client.release(isBroken);
    }
  }

  async save(key: RevisionKey, revision: NewRevision): Promise<RevisionRecord> {
    const { mail, givenUpAt } = revision;
    await this.db.pool.query(key.enrollmentId === null ? SAVE_FOR.version : SAVE_FOR.enrollment, [
      ...[revision.id, key.workspaceId, key.sequenceId, key.version, key.aiStepId, key.stepId, key.enrollmentId],
      ...[revision.status, revision.instructions, mail?.subject, mail?.html, mail?.model],
      ...[revision.error, new Date(revision.askedAt), givenUpAt === null ? null : new Date(givenUpAt)],
    ]);
    const stored = await this.find(key);
    if (stored === null) throw notFound();
    return stored;
  }

  async forMail(
    workspaceId: string,
    mail: { enrollmentId: string; sequenceId: string; version: number; stepId: string },
  ): Promise<RevisedTemplate | null> {
    const { rows } = await this.db.pool.query<{ subject: string; html: string }>({
      name: 'revision-for-mail',
      text: FOR_MAIL,
      values: [workspaceId, mail.enrollmentId, mail.sequenceId, mail.version, mail.stepId],
    });
    return rows[0] === undefined ? null : { ...rows[0], text: null };
  }

  async get(workspaceId: string, id: string): Promise<RevisionRecord> {
    const { rows } = await this.db.pool.query<Row>(
      `select ${COLUMNS} from revision where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
    if (rows[0] === undefined) throw notFound();
    return toRecord(rows[0]);
  }

  async list(workspaceId: string, query: RevisionQuery): Promise<Page<RevisionRecord>> {
    const { rows } = await this.db.pool.query<Row>(
      `select ${COLUMNS} from revision
       where workspace_id = $1 and ($2::uuid is null or id < $2) and ($3::text is null or status = $3)
         and ($4::uuid is null or sequence_id = $4) and ($5::uuid is null or enrollment_id = $5)
       order by id desc limit $6`,
      [
        ...[workspaceId, afterCursor(query.cursor) ?? null, query.status ?? null],
        ...[query.sequenceId ?? null, query.enrollmentId ?? null, query.limit + 1],
      ],
    );
    return pageOfRows(rows, query.limit, toRecord);
  }

  async decide(workspaceId: string, id: string, status: 'approved' | 'declined', at: number): Promise<RevisionRecord> {
    await this.db.pool.query(
      "update revision set status = $3, decided_at = $4 where workspace_id = $1 and id = $2 and status = 'awaitingApproval'",
      [workspaceId, id, status, new Date(at)],
    );
    const stored = await this.get(workspaceId, id);
    if (stored.status === status) return stored;
    const said =
      stored.status === 'approved' || stored.status === 'declined' ? `was ${stored.status}` : 'needs no answer';
    throw new DomainError('revision.already_answered', `The revision ${said} already.`);
  }
}

async function tryLock(client: PoolClient, name: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
    [name],
  );
  return rows[0]?.taken === true;
}

/** @returns false when the session is gone, and the lock with it */
async function unlock(client: PoolClient, name: string): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    return true;
  } catch {
    return false;
  }
}

function notFound(): DomainError {
  return new DomainError('revision.not_found', 'There is no such revision.');
}
