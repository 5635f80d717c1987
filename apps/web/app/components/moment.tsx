import { exactWords } from '../time/exact-words';
import { relativeWords } from '../time/relative-words';
import { useWorkspaceNow } from '../time/workspace-clock';

interface MomentProps {
  at: string;
  /** `relative`: in 3 days (the exact instant as a tooltip); `due`: the same, but `now` once it has come; `exact`: Tue 2 Dec, 09:00; `both`: one above the other. */
  as?: 'relative' | 'due' | 'exact' | 'both';
  /** A person's own time zone, told beside the workspace's where it differs. */
  personZone?: string | null;
}

/** An instant of the workspace's own time, in words that stay right while the page is open. */
export function Moment({ at, as = 'relative', personZone }: MomentProps) {
  const { now, timeZone } = useWorkspaceNow();
  const instant = Date.parse(at);
  const relative = as === 'due' && instant <= now ? 'now' : relativeWords(instant, now);
  const exact = exactWords(instant, timeZone, now);
  const theirs =
    personZone && personZone !== timeZone ? ` (${exactWords(instant, personZone, now)} in ${personZone})` : '';
  // The words change with every tick and may differ between the server's render and the browser's first one.
  if (as === 'both') {
    return (
      <time dateTime={at} className="inline-block" suppressHydrationWarning>
        {relative}
        <span className="block text-xs text-text-quiet" suppressHydrationWarning>
          {exact}
          {theirs}
        </span>
      </time>
    );
  }
  return (
    <time
      dateTime={at}
      title={as === 'exact' ? `${relative}, ${timeZone}` : `${exact} ${timeZone}${theirs}`}
      className={as === 'exact' ? undefined : 'whitespace-nowrap'}
      suppressHydrationWarning
    >
      {as === 'exact' ? `${exact}${theirs}` : relative}
    </time>
  );
}
