import { useFetcher } from '@remix-run/react';
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

/** The hosted page in a frame that may do nothing: no scripts, no forms, no origin of its own. */
export function FormPreviewFrame({ html, isStale }: { html: string; isStale: boolean }) {
  return (
    <section aria-labelledby="form-preview" className="card p-4">
      <h2 id="form-preview" className="mb-2 text-base font-semibold">
        Preview
      </h2>
      <iframe
        sandbox=""
        srcDoc={html}
        title="Preview of the form"
        tabIndex={0}
        className="block h-[36rem] w-full rounded border border-line bg-paper"
      />
      <p role="status" className="mt-2 text-xs text-text-quiet">
        {isStale
          ? 'Something is missing; the preview shows how it was before.'
          : 'This is the hosted page as visitors see it.'}
      </p>
    </section>
  );
}
