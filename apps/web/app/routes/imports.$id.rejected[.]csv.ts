import type { LoaderFunctionArgs } from '@remix-run/node';
import { apiFor, loadFile } from '../session/api.server';

/** Hands the API's file to the browser, whose session the API knows by the cookie that only this server may pass on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const body = await loadFile(
    apiFor(request).GET('/api/v1/imports/{id}/rejected.csv', {
      params: { path: { id: params.id ?? '' } },
      parseAs: 'stream',
    }),
  );
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="rejected.csv"',
      'Cache-Control': 'private, no-store',
    },
  });
}
