import { CircleCheck, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';

const shownMs = 8_000;

/** What the last action did, said once: on the page after a redirect. The region is always there, so that screen readers notice what comes into it. */
export function Toaster({ toast }: { toast: { id: string; text: string } | null }) {
  const [shown, setShown] = useState(toast);
  const [seenId, setSeenId] = useState(toast?.id);
  if (toast && toast.id !== seenId) {
    setSeenId(toast.id);
    setShown(toast);
  }
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(null), shownMs);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex justify-center px-4 md:bottom-6"
    >
      {shown && (
        <div className="pointer-events-auto flex items-center gap-3 rounded border border-line bg-surface-raised py-1.5 pr-1.5 pl-4 shadow-float">
          <CircleCheck aria-hidden className="size-4 flex-none text-good" />
          <p>{shown.text}</p>
          <Button type="button" look="quiet" className="px-2" aria-label="Dismiss" onClick={() => setShown(null)}>
            <X aria-hidden />
          </Button>
        </div>
      )}
    </div>
  );
}
