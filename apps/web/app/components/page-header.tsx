import { Link } from '@remix-run/react';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: ReactNode;
  /** One sentence that states the situation. */
  situation?: ReactNode;
  /** Beside the title, such as a state pill. */
  beside?: ReactNode;
  actions?: ReactNode;
  /** The page above this one. */
  up?: { to: string; label: string };
}

/** The head of every page: one title, one sentence, the primary action at the upper right. The title takes focus after a navigation. */
export function PageHeader({ title, situation, beside, actions, up }: PageHeaderProps) {
  return (
    <header className="mb-6">
      {up && (
        <Link to={up.to} className="mb-1 inline-flex max-w-full items-center gap-1 text-text-quiet hover:text-text">
          <ChevronLeft aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0">{up.label}</span>
        </Link>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 tabIndex={-1} className="min-w-0 text-xl font-semibold tracking-tight">
            {title}
          </h1>
          {beside}
        </div>
        {/* On a phone the sentence stands between the title and the buttons. */}
        {situation && (
          <div className="mt-1 w-full text-text-quiet sm:order-last">
            <p className="max-w-3xl">{situation}</p>
          </div>
        )}
        {actions && <div className="flex flex-wrap gap-2 max-sm:mt-3">{actions}</div>}
      </div>
    </header>
  );
}
