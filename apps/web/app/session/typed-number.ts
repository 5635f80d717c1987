/**
 * A number as it was typed; null when nothing was. What is no number goes to the API as it is, which refuses it in words:
 * `NaN` would become null on the way, and null means "no limit".
 */
export function typedNumber(typed: string): number | null {
  const text = typed.trim();
  if (text === '') return null;
  const value = Number(text);
  return Number.isNaN(value) ? (text as unknown as number) : value;
}
