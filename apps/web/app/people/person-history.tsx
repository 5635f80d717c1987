import type { TimelineEntry, TimelineTopic } from '@dripemails/contracts';
import { Form, Link, useSearchParams } from '@remix-run/react';
import { StickyNote, Trash2 } from 'lucide-react';
import { Button } from '../components/button';
import { TextAreaField } from '../components/field';
import { FilterBar, SelectFilter } from '../components/filter-bar';
import { Moment } from '../components/moment';
import { Pager } from '../components/pager';
import { SectionCard } from '../components/section-card';
import { lineOf, Timeline } from '../components/timeline';
import type { Refusal } from '../session/refusal';

const topics: Record<TimelineTopic, string> = {
  mail: 'Mails',
  activity: 'Opens, clicks and replies',
  sequences: 'Sequences',
  consent: 'Consent',
  profile: 'Profile, lists and tags',
  notes: 'Notes',
  events: 'Events',
};

interface PersonHistoryProps {
  items: readonly TimelineEntry[];
  nextCursor: string | null;
  canWrite: boolean;
  /** Why the note that was just written could not be added. */
  refusal: Refusal | undefined;
}

/** Everything that happened to a person, with the notes that members wrote. */
export function PersonHistory({ items, nextCursor, canWrite, refusal }: PersonHistoryProps) {
  const [params] = useSearchParams();
  const notes = items.filter(({ kind }) => kind === 'note');
  return (
    <SectionCard title="History">
      <div className="px-4 pb-4">
        {canWrite && (
          <Form key={notes[0]?.id ?? 'none'} method="post" className="mb-4 space-y-2">
            <TextAreaField
              id="note"
              name="text"
              label="Write a note"
              rows={2}
              required
              maxLength={5000}
              errors={refusal && (refusal.fields['text'] ?? [refusal.message])}
            />
            <Button name="intent" value="addNote">
              <StickyNote aria-hidden />
              Add the note
            </Button>
          </Form>
        )}
        <FilterBar label="Filter the history">
          <SelectFilter
            label="Show"
            name="kind"
            any="Everything"
            options={Object.entries(topics).map(([value, label]) => ({ value, label }))}
          />
        </FilterBar>
        {items.length === 0 ? (
          <p className="text-text-quiet">
            {params.get('kind') ? 'Nothing of this kind has happened yet.' : 'Nothing has happened yet.'}
          </p>
        ) : params.get('kind') === 'notes' ? (
          <Notes notes={notes} />
        ) : (
          <Timeline label="History" lines={items.map((entry) => lineOf(entry, true))} />
        )}
        {notes.length > 0 && params.get('kind') !== 'notes' && (
          <p className="mt-2">
            <Link to="?kind=notes" className="link">
              Only the notes
            </Link>
          </p>
        )}
        <Pager nextCursor={nextCursor} />
      </div>
    </SectionCard>
  );
}

function Notes({ notes }: { notes: readonly TimelineEntry[] }) {
  return (
    <ul role="list" aria-label="Notes" className="divide-y divide-line border-t border-line">
      {notes.map(({ id, at, what, why }) => (
        <li key={id} className="py-3">
          <p className="break-words whitespace-pre-wrap">{what}</p>
          <div className="mt-1 flex flex-wrap items-center justify-between gap-2 text-xs text-text-quiet">
            <p>
              {why} · <Moment at={at} as="exact" />
            </p>
            <Form method="post">
              <input type="hidden" name="noteId" value={id} />
              <Button name="intent" value="deleteNote" look="quiet" className="px-2" aria-label="Delete this note">
                <Trash2 aria-hidden />
              </Button>
            </Form>
          </div>
        </li>
      ))}
    </ul>
  );
}
