import type { LoaderFunctionArgs } from '@remix-run/node';
import { apiFor, loadFile } from '../session/api.server';

/** The mail as it came, to be saved and opened in a mail program. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const id = params.id ?? '';
  const body = await loadFile(
    apiFor(request).GET('/api/v1/inbound/{id}/raw', { params: { path: { id } }, parseAs: 'stream' }),
  );
  const name = /^[\w-]+$/.test(id) ? id : 'mail';
  return new Response(body, {
    headers: {
      'Content-Type': 'message/rfc822',
      'Content-Disposition': `attachment; filename="${name}.eml"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
