const PREFIX = 'field:';

/** The custom field that a column, or what a column or a question is for, names as `field:<name>`; null for one of ours. */
export function customFieldOf(target: string): string | null {
  return target.startsWith(PREFIX) ? target.slice(PREFIX.length) : null;
}
