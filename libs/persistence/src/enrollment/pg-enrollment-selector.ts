import type { EnrollmentSelector } from '@dripemails/application';
import type { EnrollmentFilter } from '@dripemails/contracts';
import type { Pool } from 'pg';
import { SHOWN_STATE } from './pg-enrollment-repository.js';

const STATES_OF = { failed: 'rejected', unknown: 'unknown' } as const;

const MATCHING = `
  from enrollment e join sequence s on s.id = e.sequence_id
  where e.workspace_id = $1 and e.sequence_id = $2 and e.state <> 'ended'
    and ($3::text is null or ${SHOWN_STATE} = $3)
    and ($4::text is null or e.plan_step = $4)
    and ($5::uuid[] is null or e.id = any($5::uuid[]))
    and ($7::text is null or e.awaiting = $7)
    and ($6::text is null or $6 = (
      select m.state from message m where m.enrollment_id = e.id order by m.id desc limit 1))`;

export class PgEnrollmentSelector implements EnrollmentSelector {
  constructor(private readonly pool: Pool) {}

  async countKnown(workspaceId: string, ids: readonly string[]): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      'select count(*)::int as count from enrollment where workspace_id = $1 and id = any($2::uuid[])',
      [workspaceId, ids],
    );
    return rows[0]?.count ?? 0;
  }

  async count(workspaceId: string, filter: EnrollmentFilter): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      `select count(*)::int as count ${MATCHING}`,
      values(workspaceId, filter),
    );
    return rows[0]?.count ?? 0;
  }

  async page(
    workspaceId: string,
    filter: EnrollmentFilter,
    options: { cursor: string | null; limit: number },
  ): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select e.id ${MATCHING} and ($8::uuid is null or e.id > $8) order by e.id limit $9`,
      [...values(workspaceId, filter), options.cursor, options.limit],
    );
    return rows.map(({ id }) => id);
  }

  async reached(workspaceId: string, operationId: string, ids: readonly string[]): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      'select enrollment_id as id from event where workspace_id = $1 and operation_id = $2 and enrollment_id = any($3::uuid[])',
      [workspaceId, operationId, ids],
    );
    return rows.map(({ id }) => id);
  }
}

function values(workspaceId: string, filter: EnrollmentFilter): unknown[] {
  const { sequenceId, state, stepId, ids, awaiting, messageStatus } = filter;
  const message = messageStatus === undefined ? null : STATES_OF[messageStatus];
  return [workspaceId, sequenceId, state ?? null, stepId ?? null, ids ?? null, message, awaiting ?? null];
}
