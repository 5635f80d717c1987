import { useWorkspaceNow } from '../time/workspace-clock';
import { Moment } from './moment';

/** The instant by which something has to be done, told in words when it has passed. */
export function DueDay({ at }: { at: string }) {
  const { now } = useWorkspaceNow();
  const isLate = Date.parse(at) < now;
  return (
    <span className={isLate ? 'font-medium text-bad' : undefined} suppressHydrationWarning>
      {isLate && 'late, was due '}
      <Moment at={at} as="exact" />
    </span>
  );
}
