import type { ImportMapping, ImportTarget } from '@dripemails/contracts';

type Target = ImportMapping[string];

/** Headers that people write for the fields we know, without spaces, signs and case. */
const known: Readonly<Record<Exclude<ImportTarget, 'ignore'>, readonly string[]>> = {
  email: ['email', 'emailaddress', 'mail', 'mailaddress', 'emailadresse', 'adresseemail', 'correo'],
  firstName: ['firstname', 'first', 'givenname', 'forename', 'fname', 'vorname', 'prenom', 'nombre'],
  lastName: ['lastname', 'last', 'surname', 'familyname', 'lname', 'nachname', 'nom', 'apellido'],
  timeZone: ['timezone', 'tz', 'timezoneid', 'zeitzone'],
  locale: ['locale', 'language', 'lang', 'sprache', 'langue'],
};

const bare = (header: string) =>
  header
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase();

/** A name for a custom field that the API takes, made from a header: `Company name` becomes `companyName`. */
export function fieldNameOf(header: string, column: number): string {
  const words = header
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean);
  const name = words
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
  return /^[a-zA-Z]/.test(name) ? name.slice(0, 64) : `column${column + 1}`;
}

/** What each column most likely is, in the order of the columns. Each field of a person is given once, to the first column that claims it. */
export function guessMapping(headers: readonly string[]): Target[] {
  const taken = new Set<Target>();
  return headers.map((header, column) => {
    const found = Object.entries(known).find(([, names]) => names.includes(bare(header)))?.[0] as Target | undefined;
    const target = found && !taken.has(found) ? found : (`field:${fieldNameOf(header, column)}` as const);
    if (taken.has(target)) return 'ignore';
    taken.add(target);
    return target;
  });
}

/** The mapping as the API takes it. Of two columns with one header only the first can be told apart, so the first counts. */
export function mappingOf(headers: readonly string[], targets: readonly string[]): Record<string, string> {
  const mapping = new Map<string, string>();
  headers.forEach((header, column) => {
    if (!mapping.has(header)) mapping.set(header, targets[column] ?? 'ignore');
  });
  return Object.fromEntries(mapping);
}
