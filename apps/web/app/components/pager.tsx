import { useSearchParams } from '@remix-run/react';
import { ChevronRight, ChevronsLeft } from 'lucide-react';
import { LinkButton } from './button';

/** Cursor paging, kept in the address; the browser's back button is "previous page". */
export function Pager({ nextCursor }: { nextCursor: string | null }) {
  const [params] = useSearchParams();
  const onFirst = !params.has('cursor');
  if (onFirst && nextCursor === null) return null;
  const to = (cursor: string | null) => {
    const next = new URLSearchParams(params);
    if (cursor === null) next.delete('cursor');
    else next.set('cursor', cursor);
    return `?${next}`;
  };
  return (
    <nav aria-label="Pages" className="mt-3 flex justify-end gap-2">
      {!onFirst && (
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
