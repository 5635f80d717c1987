import type { LoaderFunctionArgs } from '@remix-run/node';
import { apiFor } from '../session/api.server';
import { idOf } from '../session/id-of.server';

/** Hands the API's file to the browser, whose session the API knows by the cookie that only this server may pass on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { data, error, response } = await apiFor(request).GET('/api/v1/exports/{id}/file', {
    params: { path: { id: idOf(params) } },
    parseAs: 'stream',
  });
  if (error !== undefined) throw new Response('This file is not there (any more).', { status: response.status });
  const kept = (name: string) => response.headers.get(name) ?? '';
  return new Response(data as ReadableStream | null, {
    headers: {
      'Content-Type': kept('content-type'),
      'Content-Disposition': kept('content-disposition'),
      'Cache-Control': 'private, no-store',
    },
  });
}
