import { useNavigation } from '@remix-run/react';
import { useEffect, useState } from 'react';

/** Shorter waits show nothing: a flash would be noise. */
const showAfterMs = 150;

/** A thin line at the top while the next page is on its way. */
export function NavigationProgress() {
  const isBusy = useNavigation().state !== 'idle';
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isBusy) return;
    const timer = setTimeout(() => setShown(true), showAfterMs);
    return () => {
      clearTimeout(timer);
      setShown(false);
    };
  }, [isBusy]);
  if (!isShown) return null;
  return <div aria-hidden className="fixed inset-x-0 top-0 z-50 h-0.5 animate-pulse bg-accent" />;
}
