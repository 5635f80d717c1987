/** Somebody to fill placeholders with while writing. */
export const samplePerson: Readonly<Record<string, string>> = {
  'subscriber.email': 'ada@example.com',
  'subscriber.firstName': 'Ada',
  'subscriber.lastName': 'Lovelace',
  'subscriber.timeZone': 'Europe/Paris',
  'subscriber.locale': 'en',
};

/** The placeholders that the editor offers, with the words it offers them under. */
export const offeredPlaceholders: readonly { label: string; code: string }[] = [
  { label: 'First name', code: '{{ subscriber.firstName | default: "there" }}' },
  { label: 'Last name', code: '{{ subscriber.lastName | default: "" }}' },
  { label: 'Email', code: '{{ subscriber.email }}' },
];

/** The values of a real person, for sentences about what that person gets. */
export function placeholderValues({
  email,
  firstName,
  lastName,
  timeZone,
}: Record<'email', string> & Record<'firstName' | 'lastName' | 'timeZone', string | null>): Record<string, string> {
  return {
    'subscriber.email': email,
    'subscriber.firstName': firstName ?? '',
    'subscriber.lastName': lastName ?? '',
    'subscriber.timeZone': timeZone ?? '',
  };
}

const placeholder = /\{\{-?\s*([\w.]+)\s*((?:\|[^}]*)?)-?\}\}/g;
const fallback = /\|\s*default:\s*(?:"([^"]*)"|'([^']*)')/;

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * A quick look at a mail while it is written: known placeholders filled from `person`, a missing value with its default.
 * Only the API's renderer is the truth; what this cannot fill stays visible as it was typed, and publishing checks it.
 * @param as `html` escapes the values as the renderer does
 */
export function previewPlaceholders(
  source: string,
  as: 'html' | 'text',
  person: Readonly<Record<string, string>> = samplePerson,
): string {
  return source.replace(placeholder, (typed: string, path: string, filters: string) => {
    const given = person[path];
    const instead = fallback.exec(filters);
    const value = given === undefined || given === '' ? (instead?.[1] ?? instead?.[2]) : given;
    if (value !== undefined) return as === 'html' ? escapeHtml(value) : value;
    return as === 'html' ? `<mark title="Filled when the mail is sent">${escapeHtml(typed)}</mark>` : typed;
  });
}

/** A subject where nobody in particular is meant: `Welcome, {{ subscriber.firstName | default: "friend" }}` reads `Welcome, ‹first name›`. */
export function namePlaceholders(source: string): string {
  return source.replace(placeholder, (_typed: string, path: string) => {
    const name = path.split('.').at(-1) ?? path;
    return `‹${name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()}›`;
  });
}
