import type { Me } from '@dripemails/contracts';
import { Form, Link, useLocation } from '@remix-run/react';
import clsx from 'clsx';
import { LogOut, Search } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { WorkspaceClockProvider } from '../time/workspace-clock';
import { Button } from './button';
import { CommandPalette, openCommandPalette } from './command-palette';
import { DemoClock } from './demo-clock';
import { isUnder, navigationLinks, phoneSiblings } from './navigation-links';
import { NavigationProgress } from './navigation-progress';
import { ThemeSwitch } from './theme-switch';
import { Wordmark } from './wordmark';

/** The frame of every page behind the sign-in: rail (desktop) or bottom bar (phone), and the main region. */
export function AppShell({ me, children }: { me: Me; children: ReactNode }) {
  const { pathname } = useLocation();
  const main = useFocusOnNavigation(pathname);
  return (
    <WorkspaceClockProvider workspace={me.workspace}>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-surface-raised focus:px-4 focus:py-2 focus:shadow-float"
      >
        Skip to content
      </a>
      <NavigationProgress />
      <div className="md:flex">
        <Rail me={me} pathname={pathname} />
        <PhoneHead me={me} />
        <main id="main" ref={main} tabIndex={-1} className="min-w-0 flex-1 px-4 pt-5 pb-28 md:px-8 md:pt-8 md:pb-16">
          <div className="mx-auto max-w-[1200px]">
            <PhoneSiblings pathname={pathname} />
            {children}
          </div>
        </main>
      </div>
      <BottomBar pathname={pathname} />
      <CommandPalette />
    </WorkspaceClockProvider>
  );
}

/** After a navigation to another page its title takes the focus (or that of the part that changed), so that a screen reader says where one is. */
function useFocusOnNavigation(pathname: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const title =
      main.current?.querySelector<HTMLElement>('[data-page-title]') ??
      main.current?.querySelector('h1') ??
      main.current;
    title?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

function Rail({ me, pathname }: { me: Me; pathname: string }) {
  return (
    <div className="sticky top-0 hidden h-dvh w-60 flex-none flex-col border-r border-line bg-surface-raised md:flex">
      <header className="space-y-3 p-4">
        <Wordmark />
        <p className="truncate font-medium" title={me.workspace.name}>
          {me.workspace.name}
        </p>
        <DemoClock clock={me.workspace.clock} />
        <Button type="button" className="w-full justify-start text-text-quiet" onClick={openCommandPalette}>
          <Search aria-hidden />
          Find
          <kbd className="ml-auto font-sans text-xs">Ctrl K</kbd>
        </Button>
      </header>
      <nav aria-label="Main" className="flex-1 overflow-y-auto px-2">
        <ul role="list" className="space-y-0.5">
          {navigationLinks.map((link) => {
            const isHere = isUnder(link, pathname);
            return (
              <li key={link.to}>
                <Link
                  to={link.to}
                  prefetch="intent"
                  aria-current={isHere ? 'page' : undefined}
                  className={clsx(
                    'flex min-h-9 items-center gap-3 rounded px-3 font-medium',
                    isHere ? 'bg-accent-soft text-accent' : 'text-text-quiet hover:bg-surface-hover hover:text-text',
                  )}
                >
                  <link.icon aria-hidden className="size-4" />
                  {link.label}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <footer className="flex items-center justify-between gap-2 border-t border-line p-3">
        <p className="min-w-0 truncate text-xs text-text-quiet" title={me.email ?? undefined}>
          {me.name}
        </p>
        <div className="flex">
          <ThemeSwitch />
          <SignOut />
        </div>
      </footer>
    </div>
  );
}

function SignOut() {
  return (
    <Form method="post" action="/sign-out">
      <Button look="quiet" className="px-2" aria-label="Sign out" title="Sign out">
        <LogOut aria-hidden />
      </Button>
    </Form>
  );
}

function PhoneHead({ me }: { me: Me }) {
  return (
    <header className="flex items-center justify-between gap-3 border-b border-line bg-surface-raised px-4 py-2 md:hidden">
      <div className="min-w-0">
        <Wordmark compact />
      </div>
      <DemoClock clock={me.workspace.clock} />
      <div className="flex">
        <Button type="button" look="quiet" className="px-2" aria-label="Find" onClick={openCommandPalette}>
          <Search aria-hidden />
        </Button>
        <SignOut />
      </div>
    </header>
  );
}

/** On a phone the pages without a place in the bottom bar are reached from their neighbour. */
function PhoneSiblings({ pathname }: { pathname: string }) {
  const family = Object.entries(phoneSiblings)
    .map(([head, others]) => [head, ...others])
    .find((paths) => paths.includes(pathname));
  const here = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void here.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  if (!family) return null;
  return (
    <nav aria-label="Related pages" className="-mx-4 mb-4 flex gap-1 overflow-x-auto px-4 py-1 md:hidden">
      {navigationLinks
        .filter(({ to }) => family.includes(to))
        .sort((a, b) => family.indexOf(a.to) - family.indexOf(b.to))
        .map(({ to, label }) => (
          <Link
            key={to}
            ref={to === pathname ? here : undefined}
            to={to}
            aria-current={to === pathname ? 'page' : undefined}
            className={clsx(
              'flex-none rounded-full px-3 py-1.5 font-medium',
              to === pathname ? 'bg-accent-soft text-accent' : 'text-text-quiet',
            )}
          >
            {label}
          </Link>
        ))}
    </nav>
  );
}

function BottomBar({ pathname }: { pathname: string }) {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface-raised pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul role="list" className="grid grid-cols-5">
        {navigationLinks
          .filter(({ onPhone }) => onPhone)
          .map((link) => {
            const family = [link.to, ...(phoneSiblings[link.to] ?? [])];
            const isHere =
              isUnder(link, pathname) ||
              family.some((path) => path !== '/' && (pathname === path || pathname.startsWith(`${path}/`)));
            return (
              <li key={link.to}>
                <Link
                  to={link.to}
                  aria-current={isHere ? 'page' : undefined}
                  className={clsx(
                    'flex min-h-14 flex-col items-center justify-center gap-0.5 text-xs font-medium',
                    isHere ? 'text-accent' : 'text-text-quiet',
                  )}
                >
                  <link.icon aria-hidden className="size-5" />
                  {link.label}
                </Link>
              </li>
            );
          })}
      </ul>
    </nav>
  );
}
