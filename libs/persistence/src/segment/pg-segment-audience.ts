import type { AudienceCount, AudienceQuestion, SegmentAudience } from '@dripemails/application';
import { disjointParts, DomainError } from '@dripemails/domain';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { SuppressionKey } from '../consent/suppression-sql.js';
import { hasCode, inTransaction } from '../database.js';
import { compileCondition } from './compile-condition.js';
import { mailableSql, readSuppressionFacts } from './mailable-sql.js';
import { peopleZones } from './people-zones.js';

const PEOPLE = "from subscriber p where p.workspace_id = $1 and p.status <> 'erased'";

// What a slice holds is fixed first: a rule that hardly anybody fits must not search on for people to fill it with.
const SLICE = `
  with slice as materialized (
    select p.id, p.email, p.first_name, p.last_name, p.time_zone, p.locale, p.fields, p.created_at, p.status
    from subscriber p where p.workspace_id = $1 and ($2::uuid is null or p.id > $2) order by p.id limit $3)
  select p.id, p.time_zone, p.status, (p.status <> 'erased' and (`;

export class PgSegmentAudience implements SegmentAudience {
  constructor(
    private readonly pool: Pool,
    private readonly key: SuppressionKey,
  ) {}

  async count(question: AudienceQuestion, timeoutMs: number): Promise<AudienceCount> {
    const { workspaceId } = question;
    const rows = await this.withinTime(timeoutMs, async (client) => {
      const mailable = mailableSql(await readSuppressionFacts(client, workspaceId, this.key), 2);
      const values: unknown[] = [workspaceId, ...mailable.params];
      const parts: string[] = [];
      // People who are in for one reason or another are found by one hash after the other, in one process; those who are
      // in for one reason by a join, in several.
      const timeZones = await peopleZones(client, workspaceId, question.condition);
      for (const condition of disjointParts(question.condition)) {
        const { sql, params } = compileCondition(condition, { ...question, timeZones }, values.length + 1);
        parts.push(`select count(*) as n, count(*) filter (where ${mailable.sql}) as mailable ${PEOPLE} and (${sql})`);
        values.push(...params);
      }
      return await client.query<AudienceCount>(
        `select sum(n)::int as count, sum(mailable)::int as mailable from (${parts.join(' union all ')}) parts`,
        values,
      );
    });
    return rows[0] ?? { count: 0, mailable: 0 };
  }

  async newest(question: AudienceQuestion, limit: number, timeoutMs: number): Promise<readonly string[]> {
    const { workspaceId } = question;
    const rows = await this.withinTime(timeoutMs, async (client) => {
      const { sql, params } = await this.compiled(client, question, 3);
      const text = `select p.id ${PEOPLE} and (${sql}) order by p.id desc limit $2`;
      return await client.query<{ id: string }>(text, [workspaceId, limit, ...params]);
    });
    return rows.map(({ id }) => id);
  }

  async includes(question: AudienceQuestion, subscriberId: string): Promise<boolean> {
    const { workspaceId } = question;
    const { rows } = await this.pool.query<{ time_zone: string | null }>(
      'select time_zone from subscriber where workspace_id = $1 and id = $2',
      [workspaceId, subscriberId],
    );
    if (rows[0] === undefined) return false;
    // of one person the zone is known: nothing has to be looked up in the query
    const timeZone = rows[0].time_zone ?? question.timeZone;
    const { sql, params } = compileCondition(question.condition, { ...question, timeZone, timeZones: [] }, 3);
    const found = await this.pool.query(`select 1 ${PEOPLE} and p.id = $2 and (${sql})`, [
      workspaceId,
      subscriberId,
      ...params,
    ]);
    return found.rowCount === 1;
  }

  async slice(question: AudienceQuestion, cursor: string | null, size: number): ReturnType<SegmentAudience['slice']> {
    const { workspaceId } = question;
    const { sql, params } = await this.compiled(this.pool, question, 4);
    const { rows } = await this.pool.query<{ id: string; time_zone: string | null; status: string; fits: boolean }>(
      `${SLICE}${sql})) as fits from slice p order by p.id`,
      [workspaceId, cursor, size, ...params],
    );
    return {
      people: rows
        .filter(({ fits }) => fits)
        .map((row) => ({ subscriberId: row.id, timeZone: row.time_zone, status: row.status })),
      cursor: rows.length < size ? null : (rows.at(-1)?.id ?? null),
    };
  }

  private async compiled(client: Pool | PoolClient, question: AudienceQuestion, firstParam: number) {
    const timeZones = await peopleZones(client, question.workspaceId, question.condition);
    return compileCondition(question.condition, { ...question, timeZones }, firstParam);
  }

  /** Runs a query that has to end in time; compiling it would take longer than most of them run. */
  private async withinTime<T extends QueryResultRow>(
    timeoutMs: number,
    query: (client: PoolClient) => Promise<{ rows: T[] }>,
  ): Promise<readonly T[]> {
    try {
      return await inTransaction(this.pool, async (client) => {
        await client.query(
          `set local statement_timeout = ${Math.ceil(timeoutMs)}; set local jit = off; set local work_mem = '64MB'`,
        );
        return (await query(client)).rows;
      });
    } catch (error) {
      if (!hasCode(error, '57014')) throw error;
      throw new DomainError(
        'segment.too_slow',
        `The rule takes longer than ${Math.round(timeoutMs / 1000)} seconds to ask of everybody. Make it narrower: give events a period, or ask for a tag or a list first.`,
        [{ path: 'condition', message: 'It takes too long: make it narrower.' }],
      );
    }
  }
}
