import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Me } from '@dripemails/contracts';
import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { AppShell } from '../components/app-shell';
import { RouteProblem } from '../components/route-problem';
import { load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';

/** Everything behind the sign-in. */
export async function loader({ request }: LoaderFunctionArgs) {
  return { me: await load(engineFor(request).me()) };
}

/** Who was signed in when the page last had an answer. Only effects write it, so it never exists on the server, where it would be shared. */
let lastKnown: Me | null = null;

export default function App() {
  const { me } = useLoaderData<typeof loader>();
  useEffect(() => {
    lastKnown = me;
  }, [me]);
  return (
    <AppShell me={me}>
      <Outlet />
    </AppShell>
  );
}

/** A page that fails keeps the rail, also when the API is gone so that it cannot even say who is signed in. */
export function ErrorBoundary() {
  const me = useRouteLoaderData<typeof loader>('routes/_app')?.me ?? lastKnown;
  if (me) {
    return (
      <AppShell me={me}>
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
