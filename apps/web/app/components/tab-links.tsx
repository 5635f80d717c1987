import { NavLink } from '@remix-run/react';
import clsx from 'clsx';

/** Tabs that are pages of their own, so each has an address. */
export function TabLinks({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { to: string; label: string; end?: boolean }[];
}) {
  return (
    <nav aria-label={label} className="mb-6 border-b border-line">
      <ul role="list" className="-mb-px flex gap-5 overflow-x-auto">
        {tabs.map(({ to, label, end }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={end ?? false}
              prefetch="intent"
              className={({ isActive }) =>
                clsx(
                  'block border-b-2 py-2 font-medium whitespace-nowrap',
                  isActive ? 'border-accent text-accent' : 'border-transparent text-text-quiet hover:text-text',
                )
              }
            >
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
