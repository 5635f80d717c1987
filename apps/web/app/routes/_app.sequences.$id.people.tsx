import { enrollmentState, id as idSchema, type Enrollment, type Sequence, type Step } from '@dripemails/contracts';
import { answer } from '@dripemails/api-client';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useOutletContext, useSearchParams } from '@remix-run/react';
import { UserPlus, Users } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { FilterBar, SearchFilter, SelectFilter } from '../components/filter-bar';
import { Moment } from '../components/moment';
import { Pager } from '../components/pager';
import { EnrollmentPill } from '../components/state-pill';
import { OperationRow } from '../components/work-tray';
import { placeholderValues, previewPlaceholders } from '../sequence/preview-placeholders';
import { apiFor, attempt, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { pageOf, pick, pickWords } from '../session/query.server';
import { number } from '../words/count';
import { personName } from '../words/person';

/** `?operation=` is the adding of a list that was just started here. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const query = { ...pageOf(request), ...pick(request, 'state', enrollmentState), ...pickWords(request, 'query') };
  const { operation } = pick(request, 'operation', idSchema);
  const [page, started] = await Promise.all([
    load(api.GET('/api/v1/sequences/{id}/enrollments', { params: { path: { id: idOf(params) }, query } })),
    operation
      ? attempt(() => answer(api.GET('/api/v1/operations/{id}', { params: { path: { id: operation } } })))
      : null,
  ]);
  return { page, operation: started?.ok ?? null };
}

const columnsFor = (steps: readonly Step[]): readonly Column<Enrollment>[] => [
  {
    name: 'Person',
    cell: ({ id, subscriber }) => (
      <>
        <Link to={`/enrollments/${id}`} prefetch="intent" className="link">
          {personName(subscriber)}
        </Link>
        {personName(subscriber) !== subscriber.email && (
          <span className="block text-xs text-text-quiet">{subscriber.email}</span>
        )}
      </>
    ),
  },
  { name: 'State', cell: ({ state, outcome }) => <EnrollmentPill state={state} outcome={outcome} /> },
  {
    name: 'Next',
    cell: (enrollment) => <span className="line-clamp-2 text-text-quiet">{nextWords(enrollment, steps)}</span>,
  },
  { name: 'Due', cell: ({ state, next }) => (state === 'active' && next ? <Moment at={next.at} as="due" /> : '–') },
  { name: 'Sent', number: true, cell: ({ sent }) => number(sent) },
  { name: 'Version', wide: true, number: true, cell: ({ version }) => version },
  { name: 'Added', wide: true, cell: ({ enrolledAt }) => <Moment at={enrolledAt} /> },
];

/** The mail that comes next by its subject, or why nothing does. */
function nextWords({ state, reason, next, subscriber }: Enrollment, steps: readonly Step[]): string {
  if (state !== 'active') return reason ?? next?.why ?? '';
  const step = next?.do === 'sendEmail' ? steps.find(({ id }) => id === next.stepId) : undefined;
  const words = step?.kind === 'email' ? step.subject : (next?.why ?? '');
  return previewPlaceholders(words, 'text', placeholderValues(subscriber));
}

export default function SequencePeopleTab() {
  const { page, operation } = useLoaderData<typeof loader>();
  const sequence = useOutletContext<Sequence>();
  const [params] = useSearchParams();
  const isFiltered = Boolean(params.get('state') ?? params.get('query'));
  const { active, held, paused, ended } = sequence.counts;
  const everybody = active + held + paused + ended;
  return (
    <>
      {operation && (
        <ul role="list" aria-label="Adding people" className="card mb-4">
          <OperationRow operation={operation} />
        </ul>
      )}
      {everybody === 0 && page.items.length === 0 && !isFiltered ? (
        <EmptyState
          icon={Users}
          title="Nobody is in it yet"
          action={
            sequence.state === 'active' && (
              <AskButton ask="enroll">
                <UserPlus aria-hidden />
                Add people
              </AskButton>
            )
          }
        >
          {sequence.state === 'active'
            ? 'Add a list or one person; each of them shows here with what comes next and when.'
            : 'Publish and activate the sequence, then add a list or one person. Each of them shows here with what comes next and when.'}
        </EmptyState>
      ) : (
        <>
          <FilterBar label="Filter people">
            <SearchFilter label="Find by name or email" />
            <SelectFilter
              label="State"
              name="state"
              any="Any state"
              options={[
                { value: 'active', label: `Active (${number(active)})` },
                { value: 'held', label: `Held (${number(held)})` },
                { value: 'paused', label: `Paused (${number(paused)})` },
                { value: 'ended', label: `Ended (${number(ended)})` },
              ]}
            />
          </FilterBar>
          {page.items.length === 0 ? (
            <EmptyState icon={Users} title="Nobody matches">
              Nobody in this sequence fits the filters above.
            </EmptyState>
          ) : (
            <DataTable
              caption={`People in ${sequence.name}`}
              columns={columnsFor(sequence.steps)}
              rows={page.items}
              rowKey={({ id }) => id}
            />
          )}
          <Pager nextCursor={page.nextCursor} />
        </>
      )}
    </>
  );
}
