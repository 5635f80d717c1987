import type { LoaderFunctionArgs } from '@remix-run/node';
import { apiFor, loadFile } from '../session/api.server';
import { idOf } from '../session/id-of.server';

/** Everything that is held on a person, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const id = idOf(params);
  const held = await loadFile(apiFor(request).GET('/api/v1/subscribers/{id}/export', { params: { path: { id } } }));
  return new Response(JSON.stringify(held, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="subscriber-${id}.json"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
