import { id as idSchema } from '@dripemails/contracts';
import { data } from '@remix-run/node';

/** The id in the address of a page. One that cannot be an id names nothing, so the answer is that of a page that is not there. */
export function idOf(params: Readonly<Record<string, string | undefined>>): string {
  const parsed = idSchema.safeParse(params['id']);
  if (parsed.success) return parsed.data;
  throw data({ title: 'Nothing is here', detail: '' }, { status: 404 });
}
