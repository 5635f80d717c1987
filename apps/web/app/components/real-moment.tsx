import { exactWords } from '../time/exact-words';
import { relativeWords } from '../time/relative-words';
import { useWorkspaceNow } from '../time/workspace-clock';

/**
 * A real instant, as the few that are not in workspace time: `in 6 days (Fri 4 Dec, 09:00)`. Where the workspace has a clock
 * of its own, it says that the one on the wall is meant.
 */
export function RealMoment({ at }: { at: string }) {
  const { timeZone, isReal } = useWorkspaceNow();
  const instant = Date.parse(at);
  const now = Date.now();
  // the words change while the page is open, and may differ between the server's render and the browser's first one
  return (
    <time dateTime={at} title={timeZone} suppressHydrationWarning>
      {relativeWords(instant, now)} ({exactWords(instant, timeZone, now)}
      {isReal ? '' : ', real time'})
    </time>
  );
}
