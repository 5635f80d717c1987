import { DomainError } from '../errors.js';
import { RESERVED_FIELD_NAMES, type FieldDefinition } from '../subscriber/field-value.js';

/** Where a column goes: a field of the subscriber, a custom field (`field:<name>`), or nowhere. */
export type ColumnTarget = 'email' | 'firstName' | 'lastName' | 'timeZone' | 'locale' | 'ignore' | `field:${string}`;
export type ColumnMapping = Readonly<Record<string, string>>;

/** A custom field's name, and the label under which people know it. */
export type KnownField = Pick<FieldDefinition, 'name'> & { readonly label?: string };

/** Headers that people write for the fields we know, without spaces, signs and case. */
const KNOWN: Readonly<Record<string, ColumnTarget>> = Object.fromEntries(
  (
    [
      ['email', 'email emailaddress mail mailaddress emailadresse adresseemail adressemail correo correoelectronico'],
      ['firstName', 'firstname first givenname forename fname vorname prenom nombre'],
      ['lastName', 'lastname last surname familyname lname nachname nom apellido apellidos'],
      ['timeZone', 'timezone tz timezoneid zeitzone'],
      ['locale', 'locale language lang sprache langue idioma'],
    ] as const
  ).flatMap(([target, names]) => names.split(' ').map((name): [string, ColumnTarget] => [name, target])),
);

const bare = (header: string): string =>
  header
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/**
 * A mapping guessed from the headers: well-known names go to the subscriber's fields, those of custom fields to these, and
 * the others become custom fields under a name made of letters, digits and _.
 * @param fields the custom fields that there are
 */
export function guessMapping(
  header: readonly string[],
  fields: readonly KnownField[] = [],
): Record<string, ColumnTarget> {
  const own = new Map<string, ColumnTarget>(
    fields.flatMap(({ name, label }) =>
      [label ?? name, name].map((text): [string, ColumnTarget] => [bare(text), `field:${name}`]),
    ),
  );
  const taken = new Set<string>();
  return Object.fromEntries(
    header.map((column) => {
      const text = bare(column);
      const target = own.get(text) ?? (Object.hasOwn(KNOWN, text) ? KNOWN[text] : undefined) ?? fieldTarget(column);
      const free = taken.has(target.toLowerCase()) ? 'ignore' : target;
      taken.add(free.toLowerCase());
      return [column, free];
    }),
  );
}

function fieldTarget(column: string): ColumnTarget {
  const name = column
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .trim()
    .replaceAll(/[^a-zA-Z0-9_]+/g, '_')
    .replace(/^[^a-zA-Z]+/, '')
    .replace(/_+$/, '')
    .slice(0, 64);
  if (name === '') return 'ignore';
  return RESERVED_FIELD_NAMES.includes(name) ? `field:file_${name}` : `field:${name}`;
}

/**
 * The mapping to use: what was given, guesses for the other columns.
 * @throws DomainError `import.unreadable` when no column holds the email address, `input.invalid` for unknown columns
 */
export function completeMapping(
  header: readonly string[],
  given: ColumnMapping,
  fields: readonly KnownField[] = [],
): Record<string, string> {
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
  refuseReserved(given);
  const taken = new Set(Object.values(given));
  const guesses = Object.entries(guessMapping(header, fields)).map(([column, target]) => [
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
  refuseTwice(mapping);
  return mapping;
}

function refuseReserved(given: ColumnMapping): void {
  for (const [column, target] of Object.entries(given)) {
    const name = target.replace(/^field:/, '');
    if (name === target || !RESERVED_FIELD_NAMES.includes(name)) continue;
    const message = `A custom field cannot be called '${name}': everybody has that by itself. Choose another name.`;
    throw new DomainError('input.invalid', message, [{ path: `mapping.${column}`, message }]);
  }
}

/** Two columns for one field would leave open which of them counts. */
function refuseTwice(mapping: ColumnMapping): void {
  const first = new Map<string, string>();
  for (const [column, target] of Object.entries(mapping)) {
    if (target === 'ignore') continue;
    const other = first.get(target);
    if (other !== undefined) {
      const message = `The columns '${other}' and '${column}' are both mapped to ${target}: set one of them to ignore.`;
      throw new DomainError('input.invalid', message, [{ path: `mapping.${column}`, message }]);
    }
    first.set(target, column);
  }
}
