import { useSearchParams } from '@remix-run/react';
import { ChevronRight, ChevronsLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { LinkButton } from './button';

interface PagerProps {
  nextCursor: string | null;
  /** Where the cursor stands in the address; another than `cursor` where a page has several lists. */
  name?: string;
  /** What the pages are of, where a page has several lists. */
  label?: string;
}

/** Cursor paging, kept in the address; the browser's back button is "previous page". */
export function Pager({ nextCursor, name = 'cursor', label = 'Pages' }: PagerProps) {
  const [params] = useSearchParams();
  const cursor = params.get(name);
  const nav = useFocusOnPage(cursor);
  if (cursor === null && nextCursor === null) return null;
  const to = (next: string | null) => {
    const changed = new URLSearchParams(params);
    if (next === null) changed.delete(name);
    else changed.set(name, next);
    return `?${changed}`;
  };
  return (
    <nav ref={nav} aria-label={label} className="mt-3 flex justify-end gap-2">
      {cursor !== null && (
        <LinkButton to={to(null)}>
          <ChevronsLeft aria-hidden />
          First page
        </LinkButton>
      )}
      {nextCursor !== null && (
        <LinkButton to={to(nextCursor)}>
          Next page
          <ChevronRight aria-hidden />
        </LinkButton>
      )}
    </nav>
  );
}

/** Another page begins at its heading: that of the part of the page that it is in, or the page's own one. */
function useFocusOnPage(cursor: string | null) {
  const nav = useRef<HTMLElement>(null);
  const before = useRef(cursor);
  useEffect(() => {
    if (before.current === cursor) return;
    before.current = cursor;
    const part = nav.current?.closest('section')?.querySelector<HTMLElement>('h2');
    const heading = part ?? nav.current?.closest('main')?.querySelector<HTMLElement>('[data-page-title], h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [cursor]);
  return nav;
}
