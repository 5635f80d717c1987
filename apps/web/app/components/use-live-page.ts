import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

/**
 * Asks the page's loaders again every `everyMs` while the tab is visible and `when` holds, and at once when the tab comes back.
 * Waits for the answer before it counts again, so that a slow server is not flooded.
 */
export function useLivePage(everyMs: number, when = true): void {
  const { revalidate, state } = useRevalidator();
  const isIdle = state === 'idle';
  useEffect(() => {
    if (!when || !isIdle) return;
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') revalidate();
    }, everyMs);
    const onVisible = () => {
      if (document.visibilityState === 'visible') revalidate();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [everyMs, when, isIdle, revalidate]);
}
