import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.js';

/** Both ways into PostgreSQL: Prisma for ordinary reads and writes, pg for the hot paths. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Opens the database.
 * @param url postgres://user:password@host:port/name
 * @param connections most connections of the hot paths; Prisma takes as many again, at most 5
 * @param onError told of idle connections that broke, such as when PostgreSQL restarts; they are replaced by themselves
 */
export function openDatabase(url: string, options: { connections: number; onError: (error: Error) => void }): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.connections, application_name: 'dripemails' });
  pool.on('error', options.onError);
  const adapter = new PrismaPg(
    { connectionString: url, max: Math.min(options.connections, 5), application_name: 'dripemails-prisma' },
    { onPoolError: options.onError },
  );
  const prisma = new PrismaClient({ adapter });
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Runs `work` in a transaction on one connection; rolls back and rethrows on error. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // the connection may be the reason: then the rollback fails too and the first error is the one to tell
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

const MAX_DEADLOCKS = 5;

/** Like `inTransaction`, for work that may meet others in another order of locks: who is the victim of a deadlock begins anew. */
export async function inTransactionAgain<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(pool, work);
    } catch (error) {
      if (attempt === MAX_DEADLOCKS || !hasCode(error, '40P01')) throw error;
    }
  }
}

/** PostgreSQL's code for a broken unique constraint. */
export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, '23505') || hasCode(error, 'P2002');
}

/** A broken foreign key: something that is referred to does not exist. */
export function isForeignKeyViolation(error: unknown): boolean {
  return hasCode(error, '23503') || hasCode(error, 'P2003');
}

/** Whether an error carries this `code`, as those of PostgreSQL, Prisma and Node do. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
