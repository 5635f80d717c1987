import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { AppShell } from '../components/app-shell';
import { RouteProblem } from '../components/route-problem';
import { apiFor, load } from '../session/api.server';

/** Everything behind the sign-in. */
export async function loader({ request }: LoaderFunctionArgs) {
  return { me: await load(apiFor(request).GET('/api/v1/me')) };
}

export default function App() {
  const { me } = useLoaderData<typeof loader>();
  return (
    <AppShell me={me}>
      <Outlet />
    </AppShell>
  );
}

/** A page that fails keeps the rail, as long as the API still says who is signed in. */
export function ErrorBoundary() {
  const known = useRouteLoaderData<typeof loader>('routes/_app');
  if (known) {
    return (
      <AppShell me={known.me}>
        <RouteProblem />
      </AppShell>
    );
  }
  return (
    <main className="px-4">
      <RouteProblem />
    </main>
  );
}
