import pg from 'pg';
import { adminDatabaseUrl } from './services.js';

// Any number that nobody else uses for pg_advisory_lock in the admin database.
const LOCK = 7_238_402_211;

/**
 * Waits until no other spec file holds it. Spec files that run workers share one Temporal server and its task queues: two at
 * a time would do each other's work, each with its own database.
 * @returns what gives it back
 */
export async function exclusively(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: adminDatabaseUrl() });
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  return () => client.end();
}
