import type { ImportPreview } from '@dripemails/contracts';

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

/**
 * What each column is shown as first. A field that is made by this import gets a name in the style of the others
 * (`plan`, `companyName`), as mails and rules are written; names that exist, or that the last import used, stay.
 */
export function firstTargets(
  { header, mapping, mappingFrom }: Pick<ImportPreview, 'header' | 'mapping' | 'mappingFrom'>,
  fields: readonly { name: string }[],
): string[] {
  return header.map((name, column) => {
    const guess = mapping[name] ?? 'ignore';
    const isNew = guess.startsWith('field:') && !fields.some((field) => guess === `field:${field.name}`);
    return isNew && mappingFrom === 'names' ? `field:${fieldNameOf(guess.slice('field:'.length), column)}` : guess;
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
