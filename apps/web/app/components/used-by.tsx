import type { ListUse } from '@dripemails/contracts';
import { Link } from '@remix-run/react';

type Use = ListUse['usedBy'][number];

const places: Record<Use['kind'], readonly [words: string, path: string | null]> = {
  draft: ['Draft of', '/sequences'],
  version: ['Sequence', '/sequences'],
  segment: ['Segment', '/segments'],
  form: ['Form', '/forms'],
  import: ['Import of', '/imports'],
  export: ['Export as', '/exports'],
  // the tray of the overview shows what is running
  operation: ['Running:', null],
};

/** Why something cannot be deleted yet, with the way to each place that uses it. */
export function UsedBy({ uses }: { uses: readonly Use[] }) {
  return (
    <>
      <p>It is used, so it cannot go yet. Take it out here first:</p>
      <ul className="list-disc pl-5">
        {uses.map(({ kind, id, name }) => {
          const [words, path] = places[kind];
          return (
            <li key={`${kind} ${id}`}>
              {words}{' '}
              <Link to={path === null ? '/' : `${path}/${id}`} className="link break-words">
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
