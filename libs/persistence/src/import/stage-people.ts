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
/** Text that is handed to the connection at once. */
const PIECE_CHARS = 64 * 1024;

/** Copies people into the staging table `import_stage` of a transaction. */
export async function stagePeople(client: PoolClient, people: readonly ImportPerson[]): Promise<void> {
  await client.query(CREATE);
  if (people.length === 0) return;
  await pipeline(Readable.from(pieces(people), { objectMode: true }), client.query(copyFrom(COPY)));
}

function* pieces(people: readonly ImportPerson[]): Generator<Buffer> {
  let text = '';
  for (const person of people) {
    text += `${person.line}\t${person.wave}\t${person.newId}\t${cell(person.email)}\t${cell(person.firstName)}\t${cell(person.lastName)}\t${cell(person.timeZone)}\t${cell(person.locale)}\t${cell(JSON.stringify(person.fields))}\n`;
    if (text.length >= PIECE_CHARS) {
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text !== '') yield Buffer.from(text);
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value in COPY's text format. */
function cell(value: string | null): string {
  if (value === null) return '\\N';
  return SPECIAL.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : value;
}
