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

/** The mapping as the API takes it. Of two columns with one header only the first can be told apart, so the first counts. */
export function mappingOf(headers: readonly string[], targets: readonly string[]): Record<string, string> {
  const mapping = new Map<string, string>();
  headers.forEach((header, column) => {
    if (!mapping.has(header)) mapping.set(header, targets[column] ?? 'ignore');
  });
  return Object.fromEntries(mapping);
}
