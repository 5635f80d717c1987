const grouping = new Intl.NumberFormat('en-GB');

/** `1,000` */
export const number = (value: number): string => grouping.format(value);

/** A number with its noun: `1 person`, `412 people`, `0 mails`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${grouping.format(value)} ${value === 1 ? one : many}`;
}

export const people = (value: number): string => count(value, 'person', 'people');

/** `a, b and c` */
export function listing(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** Bytes for people: `312 B`, `4.2 kB`, `1.3 MB`. */
export function bytes(value: number): string {
  if (value < 1_000) return `${value} B`;
  const [size, unit] = value < 1_000_000 ? [value / 1_000, 'kB'] : [value / 1_000_000, 'MB'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
