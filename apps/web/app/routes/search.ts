import type { LoaderFunctionArgs } from '@remix-run/node';
import { apiFor, load } from '../session/api.server';
import { personName } from '../words/person';

/** What the command palette finds. Sequences are few, so they are matched here. */
export async function loader({ request }: LoaderFunctionArgs) {
  const query = (new URL(request.url).searchParams.get('query') ?? '').trim().toLowerCase().slice(0, 200);
  const api = apiFor(request);
  const [subscribers, sequences] = await Promise.all([
    load(api.GET('/api/v1/subscribers', { params: { query: { query, limit: 6 } } })),
    load(api.GET('/api/v1/sequences', { params: { query: { limit: 200 } } })),
  ]);
  return {
    query,
    people: subscribers.items.map((one) => ({ id: one.id, name: personName(one), email: one.email })),
    sequences: sequences.items
      .filter(({ name }) => name.toLowerCase().includes(query))
      .slice(0, 6)
      .map(({ id, name }) => ({ id, name })),
  };
}
