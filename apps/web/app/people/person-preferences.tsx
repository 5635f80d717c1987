import type { Preferences } from '@dripemails/contracts';
import { Moment } from '../components/moment';
import { SectionCard } from '../components/section-card';
import { count, listing } from '../words/count';

/** What a person said about the mail they want, beyond the lists that they are on. Nothing where they said nothing. */
export function PersonPreferences({ preferences }: { preferences: Preferences }) {
  const { lists, topics, pausedUntil, capPerWeek } = preferences;
  const named = (status: 'unconfirmed' | 'unsubscribed') =>
    listing(lists.filter((list) => list.status === status).map(({ name }) => name));
  const facts = [
    { name: 'Yet to confirm', value: named('unconfirmed') },
    { name: 'Left', value: named('unsubscribed') },
    { name: 'No mail about', value: listing(topics.filter(({ wanted }) => !wanted).map(({ name }) => name)) },
    { name: 'At most', value: capPerWeek === null ? '' : `${count(capPerWeek, 'mail')} in 7 days` },
    { name: 'Paused until', value: pausedUntil === null ? '' : <Moment at={pausedUntil} as="both" /> },
  ].filter(({ value }) => value !== '');
  if (facts.length === 0) return null;
  return (
    <SectionCard title="What they want">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-4 pb-4">
        {facts.map(({ name, value }) => (
          <div key={name} className="contents [&>dd]:break-words [&>dt]:text-text-quiet">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </SectionCard>
  );
}
