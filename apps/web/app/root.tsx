import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import stylesheet from './app.css?url';
import { useNonce } from './components/nonce';
import { RouteProblem } from './components/route-problem';
import { useTheme } from './components/theme-switch';
import { Toaster } from './components/toaster';
import { readTheme } from './session/theme.server';
import { clearToast, readToast } from './session/toast.server';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', type: 'image/svg+xml', href: '/favicon.svg' },
];

export const meta: MetaFunction = () => [{ title: 'DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const [theme, toast] = await Promise.all([readTheme(request), readToast(request)]);
  return data({ theme, toast }, toast ? { headers: { 'Set-Cookie': await clearToast() } } : undefined);
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const theme = useTheme();
  return (
    <html lang="en" data-theme={theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content={theme === 'system' ? 'light dark' : theme} />
        <Meta />
        <Links />
        {/* What JavaScript folds away stands open without it. */}
        <noscript>
          {/* In the layer of Tailwind’s own rule for [hidden]: an important rule of a layer beats one outside of all layers. */}
          <style>{'@layer base{.shown-without-script[hidden]{display:block!important}}'}</style>
        </noscript>
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  const { toast } = useLoaderData<typeof loader>();
  return (
    <>
      <Outlet />
      <Toaster toast={toast} />
    </>
  );
}

export function ErrorBoundary() {
  return (
    <main className="px-4">
      <RouteProblem />
    </main>
  );
}
