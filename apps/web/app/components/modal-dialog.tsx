import { Link, useLocation, useNavigate } from '@remix-run/react';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { buttonClass } from './button';

/** What an address holds for the dialog that it opens; all the rest is the page's own. */
export const dialogParams: readonly string[] = ['ask', 'of', 'do', 'ids', 'all'];

/** The address without the dialog: where closing goes. */
export function useCloseTo(): string {
  const { pathname, search } = useLocation();
  const params = new URLSearchParams(search);
  for (const name of dialogParams) params.delete(name);
  return params.size > 0 ? `${pathname}?${params}` : pathname;
}

interface ModalDialogProps {
  title: string;
  /** `Cancel` for a question, `Close` for something to read. */
  closeLabel?: string;
  /** The buttons that do something, left of the one that closes. */
  actions?: ReactNode;
  children: ReactNode;
}

/**
 * A native dialog, open in the HTML that the server sends and made modal (focus kept inside, Escape, backdrop) once JavaScript is there.
 * Closing is a navigation to the same address without `?ask=`.
 */
export function ModalDialog({ title, closeLabel = 'Cancel', actions, children }: ModalDialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const closeTo = useCloseTo();
  const navigate = useNavigate();
  const close = () => navigate(closeTo, { replace: true, preventScrollReset: true });

  useEffect(() => {
    const opener = document.activeElement;
    ref.current?.close();
    ref.current?.showModal();
    return () => {
      // What opened it may be gone by now: a paused sequence has no Pause button any more.
      const back =
        opener instanceof HTMLElement && opener.isConnected && opener !== document.body
          ? opener
          : document.querySelector('h1');
      back?.focus();
    };
  }, []);

  return (
    <dialog
      ref={ref}
      open
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) close();
      }}
      className="fixed inset-0 z-40 m-auto h-fit max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg overflow-y-auto rounded border border-line bg-surface-raised p-0 shadow-float backdrop:bg-shade"
    >
      <div className="p-5">
        <div className="flex items-start justify-between gap-4">
          <h2 id={titleId} className="text-base font-semibold">
            {title}
          </h2>
        </div>
        <div className="mt-3 space-y-4">{children}</div>
        <div className="mt-6 flex flex-row-reverse flex-wrap justify-start gap-2">
          {actions}
          <Link to={closeTo} replace preventScrollReset className={buttonClass('secondary')} role="button">
            {closeLabel}
          </Link>
        </div>
      </div>
      <Link
        to={closeTo}
        replace
        preventScrollReset
        aria-label="Close"
        className={buttonClass('quiet', 'absolute top-3 right-3 px-2')}
      >
        <X aria-hidden />
      </Link>
    </dialog>
  );
}
