import type { Retention } from '@dripemails/contracts';
import { RETENTION_FIELDS } from '../components/retention-form';
import { count } from './count';

/** The rules in a sentence: what goes, after how many days, and that the rest stays. */
export function retentionWords(retention: Retention): string {
  const limited = RETENTION_FIELDS.flatMap(({ name, label }) => {
    const days = retention[name];
    return days === null ? [] : [`${label.charAt(0).toLowerCase()}${label.slice(1)} ${count(days, 'day')}`];
  });
  const rest = limited.length < RETENTION_FIELDS.length ? '; everything else stays' : '';
  return `Kept for: ${limited.join(', ')}${rest}.`;
}
