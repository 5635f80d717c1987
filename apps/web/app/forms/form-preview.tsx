import { useFetcher } from '@remix-run/react';
import clsx from 'clsx';
import { useEffect, useRef, type RefObject } from 'react';

/** Milliseconds after the last key before the preview is made anew. */
const PAUSE_MS = 400;

/** The hosted page of what stands in the builder now; as it was stored before JavaScript arrives. */
export function usePreview(stored: string, ref: RefObject<HTMLFormElement>) {
  const fetcher = useFetcher<{ html: string | null }>();
  const timer = useRef<number>();
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const refresh = () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      if (ref.current) fetcher.submit(new FormData(ref.current), { method: 'post', action: '/forms/preview' });
    }, PAUSE_MS);
  };
  // while something is missing the last page that could be made stays
  const last = useRef(stored);
  if (fetcher.data?.html) last.current = fetcher.data.html;
  return { html: last.current, refresh, isStale: fetcher.data?.html === null };
}

interface FormPreviewProps {
  html: string;
  /** Whether something is missing, so that it could not be made anew. */
  isStale: boolean;
}

/** The preview on a wide screen: beside the form, and in sight wherever one is in it. */
export function FormPreviewBeside({ html, isStale }: FormPreviewProps) {
  return (
    <section
      aria-labelledby="form-preview"
      className="card sticky top-6 hidden h-[min(44rem,calc(100dvh-3rem))] flex-col p-4 lg:flex"
    >
      <h2 id="form-preview" className="mb-2 text-base font-semibold">
        Preview
      </h2>
      <PreviewFrame html={html} className="min-h-0 flex-1" />
      <PreviewWords isStale={isStale} />
    </section>
  );
}

/** The preview on a narrow screen: a bar that stays at the top of the form and opens to the page. */
export function FormPreviewAbove({ html, isStale }: FormPreviewProps) {
  return (
    <details className="card sticky top-0 z-10 shadow-float lg:hidden">
      <summary className="cursor-pointer px-4 py-3 font-semibold">Preview</summary>
      <div className="px-4 pb-3">
        <PreviewFrame html={html} className="h-[45dvh]" />
        <PreviewWords isStale={isStale} />
      </div>
    </details>
  );
}

/** The hosted page in a frame that may do nothing: no scripts, no forms, no origin of its own. */
function PreviewFrame({ html, className }: { html: string; className: string }) {
  return (
    <iframe
      sandbox=""
      srcDoc={html}
      title="Preview of the form"
      tabIndex={0}
      className={clsx('block w-full rounded border border-line bg-paper', className)}
    />
  );
}

function PreviewWords({ isStale }: { isStale: boolean }) {
  return (
    <p role="status" className="mt-2 text-xs text-text-quiet">
      {isStale
        ? 'Something is missing; the preview shows how it was before.'
        : 'This is the hosted page as visitors see it.'}
    </p>
  );
}
