/**
 * A language tag in its canonical form (BCP 47), such as `de-AT`; `_` is read as `-`. Null where the text is none.
 */
export function parseLocale(text: string): string | null {
  const tag = text.trim().replaceAll('_', '-');
  try {
    return tag.length > 35 ? null : (Intl.getCanonicalLocales(tag)[0] ?? null);
  } catch {
    // a text that is no tag is answered with a RangeError; the question is answered by that
    return null;
  }
}
