import { DomainError } from '../errors.js';
import { isTimeZone } from '../schedule/add-wait.js';
import { parseEmailAddress } from '../subscriber/email-address.js';

/** Where a column goes: a field of the subscriber, a custom field (`field:<name>`), or nowhere. */
export type ColumnTarget = 'email' | 'firstName' | 'lastName' | 'timeZone' | 'locale' | 'ignore' | `field:${string}`;
export type ColumnMapping = Readonly<Record<string, string>>;

/** What a valid row says of a person; an empty cell says nothing. */
export interface ImportedPerson {
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly timeZone: string | null;
  readonly locale: string | null;
  readonly fields: Readonly<Record<string, string>>;
}

const KNOWN: Record<string, ColumnTarget> = {
  email: 'email',
  emailaddress: 'email',
  mail: 'email',
  'e-mail': 'email',
  firstname: 'firstName',
  givenname: 'firstName',
  first: 'firstName',
  vorname: 'firstName',
  prenom: 'firstName',
  lastname: 'lastName',
  surname: 'lastName',
  familyname: 'lastName',
  last: 'lastName',
  nachname: 'lastName',
  nom: 'lastName',
  timezone: 'timeZone',
  tz: 'timeZone',
  locale: 'locale',
  language: 'locale',
};

/**
 * A mapping guessed from the headers: well-known names go to the subscriber's fields, the others become custom fields
 * under a name made of letters, digits and _.
 */
export function guessMapping(header: readonly string[]): Record<string, ColumnTarget> {
  const taken = new Set<ColumnTarget>();
  return Object.fromEntries(
    header.map((column) => {
      const known = KNOWN[column.toLowerCase().replaceAll(/[\s_.-]/g, '')] ?? KNOWN[column.toLowerCase()];
      const target = known ?? fieldTarget(column);
      const free = taken.has(target) ? 'ignore' : target;
      taken.add(free);
      return [column, free];
    }),
  );
}

function fieldTarget(column: string): ColumnTarget {
  const name = column
    .trim()
    .replaceAll(/[^a-zA-Z0-9_]+/g, '_')
    .replace(/^[^a-zA-Z]+/, '')
    .slice(0, 64);
  return name === '' ? 'ignore' : `field:${name}`;
}

/**
 * The mapping to use: what was given, guesses for the other columns.
 * @throws DomainError `import.unreadable` when no column holds the email address, `input.invalid` for unknown columns
 */
export function completeMapping(header: readonly string[], given: ColumnMapping): Record<string, string> {
  const unknown = Object.keys(given).filter((column) => !header.includes(column));
  if (unknown.length > 0) {
    throw new DomainError(
      'input.invalid',
      'The mapping names columns that the file does not have.',
      unknown.map((column) => ({
        path: `mapping.${column}`,
        message: `The file has no column '${column}'; its columns are: ${header.join(', ').slice(0, 300)}.`,
      })),
    );
  }
  const taken = new Set(Object.values(given));
  const guesses = Object.entries(guessMapping(header)).map(([column, target]) => [
    column,
    taken.has(target) ? 'ignore' : target,
  ]);
  const mapping: Record<string, string> = { ...(Object.fromEntries(guesses) as Record<string, string>), ...given };
  if (!Object.values(mapping).includes('email')) {
    throw new DomainError(
      'import.unreadable',
      `No column holds the email address. Name one of them 'email' or map it; the first line of the file must be the header. Found: ${header.join(', ').slice(0, 300)}`,
      [{ path: 'file', message: "No column holds the email address: name one of them 'email'." }],
    );
  }
  return mapping;
}

const LIMIT = { name: 200, locale: 35, field: 2000 } as const;

/**
 * A row as a person.
 * @returns the person, or why the row is rejected, in words with the cure
 */
export function parseImportRow(
  values: Readonly<Record<string, string>>,
  mapping: ColumnMapping,
): ImportedPerson | { readonly rejected: string } {
  const person = {
    email: '',
    firstName: null as string | null,
    lastName: null as string | null,
    timeZone: null as string | null,
    locale: null as string | null,
  };
  const fields: Record<string, string> = {};
  for (const [column, target] of Object.entries(mapping)) {
    const value = (values[column] ?? '').trim();
    if (value === '' || target === 'ignore') continue;
    if (value.includes('\u0000')) return { rejected: `Column '${column}' holds a NUL character: remove it.` };
    if (target.startsWith('field:')) {
      if (value.length > LIMIT.field)
        return { rejected: `Column '${column}' has more than ${LIMIT.field} characters.` };
      fields[target.slice('field:'.length)] = value;
    } else if (
      target === 'email' ||
      target === 'firstName' ||
      target === 'lastName' ||
      target === 'timeZone' ||
      target === 'locale'
    ) {
      person[target] = value;
    }
  }
  if (person.email === '') return { rejected: 'The email address is missing.' };
  if (person.timeZone !== null && !isTimeZone(person.timeZone))
    return {
      rejected: `The time zone '${person.timeZone.slice(0, 60)}' is unknown: write an IANA name such as Europe/Paris.`,
    };
  if ((person.firstName?.length ?? 0) > LIMIT.name || (person.lastName?.length ?? 0) > LIMIT.name)
    return { rejected: `A name has more than ${LIMIT.name} characters.` };
  if ((person.locale?.length ?? 0) > LIMIT.locale)
    return { rejected: `The locale has more than ${LIMIT.locale} characters.` };
  try {
    return { ...person, email: parseEmailAddress(person.email), fields };
  } catch (error) {
    if (error instanceof DomainError) return { rejected: error.message };
    throw error;
  }
}
