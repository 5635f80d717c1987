/**
 * The path to go to after signing in, or `/` when what was asked for is not a path of this site.
 * Refuses other origins in every spelling that browsers accept (`//evil`, `/\evil`, tabs inside, schemes), so that `?to=` is no open redirect.
 */
export function safePath(to: unknown): string {
  if (typeof to !== 'string' || !/^\/(?![/\\])/.test(to) || to.includes('\\') || hasControls(to)) return '/';
  const base = 'http://this-site.invalid';
  const url = URL.canParse(to, base) ? new URL(to, base) : null;
  if (url?.origin !== base || url.pathname.startsWith('//')) return '/';
  if (url.pathname === '/sign-in' || url.pathname === '/sign-out') return '/';
  return url.pathname + url.search + url.hash;
}

const hasControls = (text: string) => [...text].some((sign) => sign < ' ');
