import { useId, type ReactNode } from 'react';

/** A part of a page with its own heading. */
export function SectionCard({
  title,
  id: anchor,
  aside,
  children,
  className,
}: {
  title: string;
  /** For links that lead to this part. */
  id?: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <section id={anchor} aria-labelledby={id} className={`card ${className ?? ''}`}>
      <div className="flex items-baseline justify-between gap-4 px-4 pt-4 pb-3">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
