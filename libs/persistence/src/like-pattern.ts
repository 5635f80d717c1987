/** A pattern for `ilike` that finds `text` anywhere, with its wildcards taken literally; null for no search. */
export function likePattern(text: string | undefined): string | null {
  return text ? `%${text.replaceAll(/[\\%_]/g, (char) => `\\${char}`)}%` : null;
}
