import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImportPerson } from '@dripemails/application';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Emptied by every commit; a table of the connection's own, so that it is neither logged nor cleaned up after. */
const CREATE = `
  create temporary table if not exists import_stage (
    line int not null, wave int not null, id uuid not null, email text not null, first_name text, last_name text,
    time_zone text, locale text, fields jsonb not null, pid uuid, held boolean not null default false
  ) on commit delete rows`;
const COPY = 'copy import_stage (line, wave, id, email, first_name, last_name, time_zone, locale, fields) from stdin';

/**
 * Copies people into the staging table `import_stage` of a transaction.
 * @param people lines of `stagedLine`, in pieces
 */
export async function stagePeople(client: PoolClient, people: readonly Uint8Array[]): Promise<void> {
  await client.query(CREATE);
  await pipeline(Readable.from(people, { objectMode: true }), client.query(copyFrom(COPY)));
}

/** A person as a line of COPY's text format. */
export function stagedLine(person: ImportPerson): string {
  const { line, wave, newId, email, firstName, lastName, timeZone, locale, fields } = person;
  const cells = [email, firstName, lastName, timeZone, locale, JSON.stringify(fields)].map(cell);
  return `${line}\t${wave}\t${newId}\t${cells.join('\t')}\n`;
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in COPY's text format. */
function cell(value: string | null): string {
  if (value === null) return '\\N';
  return SPECIAL.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : value;
}
