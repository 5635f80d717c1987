import type { UpdateWorkspace } from '@dripemails/contracts';
import { RETENTION_FIELDS } from '../components/retention-form';
import { typedNumber } from './typed-number';

/** How long things are kept as the form holds it: empty keeps them. What is no number of days the API refuses. */
export function readRetention(form: FormData): UpdateWorkspace {
  const days = RETENTION_FIELDS.map(({ name }) => [name, typedNumber(String(form.get(name) ?? ''))]);
  return { retention: Object.fromEntries(days) as UpdateWorkspace['retention'] };
}
