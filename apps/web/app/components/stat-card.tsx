import { Link } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { number } from '../words/count';

interface StatCardProps {
  icon: LucideIcon;
  label: string;
  value: number;
  /** One line under the number that puts it into proportion. */
  detail: string;
  to: string;
}

/** A number that leads to what it counts. Its box does not change size as the number moves. */
export function StatCard({ icon: Icon, label, value, detail, to }: StatCardProps) {
  return (
    <Link to={to} prefetch="intent" className="card group block p-4 hover:border-line-strong">
      <span className="flex items-center gap-2 text-text-quiet">
        <Icon aria-hidden className="size-4" />
        {label}
      </span>
      <span className="mt-2 block text-xl font-semibold tracking-tight">{number(value)}</span>
      <span className="block min-h-[1.125rem] truncate text-xs text-text-quiet">{detail}</span>
    </Link>
  );
}
