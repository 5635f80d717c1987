import type { FileRow } from '@dripemails/application';
import { wellFormed } from '@dripemails/domain';
import { unreadable } from './unreadable.js';

const MAX_COLUMNS = 500;
const NAME_CHARS = 100;

/**
 * The header's names, each made unique.
 * @throws DomainError `import.unreadable`
 */
export function headerOf(row: FileRow | undefined): string[] {
  if (row === undefined)
    throw unreadable('The file is empty. Its first line must be a header with a column for the email address.');
  if (row.cells === null) throw unreadable(`The header cannot be read. ${row.fault ?? ''}`);
  if (row.cells.length > MAX_COLUMNS)
    throw unreadable(`The file has ${row.cells.length} columns; at most ${MAX_COLUMNS} can be imported.`);
  const seen = new Map<string, number>();
  const taken = new Set<string>();
  return row.cells.map((cell, index) => {
    const name = cleaned(cell) || `Column ${index + 1}`;
    let times = seen.get(name) ?? 0;
    let unique: string;
    do unique = ++times === 1 ? name : `${name} (${times})`;
    while (taken.has(unique));
    seen.set(name, times);
    taken.add(unique);
    return unique;
  });
}

/** Names are kept and shown: nothing in them may hide or be what the database refuses. */
function cleaned(cell: string): string {
  const shown = cell.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  // the one name under which no object keeps a value
  return shown === '__proto__' ? 'proto' : wellFormed(shown.slice(0, NAME_CHARS));
}
