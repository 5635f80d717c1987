import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react';
import { CircleAlert, SearchX } from 'lucide-react';
import { LinkButton } from './button';
import { useLivePage } from './use-live-page';

interface Explained {
  status: number;
  title: string;
  detail: string;
  requestId?: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function explain(error: unknown): Explained {
  if (!isRouteErrorResponse(error))
    return {
      status: 500,
      title: 'Something went wrong',
      detail: 'The page could not be put together. Your data is safe; try again.',
    };
  const problem: Record<string, unknown> = typeof error.data === 'object' && error.data !== null ? error.data : {};
  if (error.status === 404)
    return {
      status: 404,
      title: 'Nothing is here',
      detail: text(problem.detail) || 'The address may be mistyped, or what it showed was deleted.',
    };
  return {
    status: error.status,
    title: text(problem.title) || 'Something went wrong',
    detail: text(problem.detail) || 'Try again; if it stays, look at the log of the API.',
    requestId: text(problem.requestId),
  };
}

/** What stands in place of a page that could not be shown. An API that is down is asked again by itself. */
export function RouteProblem() {
  const { status, title, detail, requestId } = explain(useRouteError());
  const { pathname, search } = useLocation();
  const Icon = status === 404 ? SearchX : CircleAlert;
  useLivePage(3_000, status === 503);
  return (
    <div className="mx-auto max-w-lg py-16 text-center">
      <Icon aria-hidden className="mx-auto mb-4 size-10 text-text-quiet" />
      <h1 tabIndex={-1} className="text-lg font-semibold">
        {title}
      </h1>
      <p className="mt-2 text-text-quiet">{detail}</p>
      {requestId && <p className="mt-2 text-xs text-text-quiet">Request {requestId}</p>}
      <div className="mt-6 flex justify-center gap-2">
        {status !== 404 && (
          // An address whose filters or page the API does not understand would only fail again.
          <LinkButton look="primary" to={status === 422 ? pathname : pathname + search} reloadDocument>
            {status === 422 ? 'Start again' : 'Try again'}
          </LinkButton>
        )}
        <LinkButton to="/">Go to the overview</LinkButton>
      </div>
    </div>
  );
}
