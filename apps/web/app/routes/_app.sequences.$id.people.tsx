import { enrollmentState, id as idSchema, type Enrollment, type Sequence, type Step } from '@dripemails/contracts';
import { answer } from '@dripemails/api-client';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useOutletContext, useSearchParams } from '@remix-run/react';
import { UserPlus, Users } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { BulkBar, bulkFormId } from '../components/bulk/bulk-bar';
import { useSelection } from '../components/bulk/use-selection';
import { BulkDialog } from '../components/bulk/bulk-dialog';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { FilterBar, SearchFilter, SelectFilter } from '../components/filter-bar';
import { Moment } from '../components/moment';
import { Pager } from '../components/pager';
import { EnrollmentPill } from '../components/state-pill';
import { OperationRow } from '../components/work-tray';
import { bulkVerbs, readBulk } from '../sequence/bulk-form';
import { nextWords } from '../sequence/next-words';
import { attempt, load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { idOf } from '../session/id-of.server';
import { pageOf, pick, pickWords } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { redirectWithToast } from '../session/toast.server';
import { number, people } from '../words/count';
import { personName } from '../words/person';

/** `?operation=` is the work that was just started here: adding a list, or a bulk action. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const engine = engineFor(request);
  const query = { ...pageOf(request), ...pick(request, 'state', enrollmentState), ...pickWords(request, 'query') };
  const { operation } = pick(request, 'operation', idSchema);
  const [page, started] = await Promise.all([
    load(engine.enrollments(idOf(params), query)),
    operation ? attempt(() => answer(engine.operation(operation))) : null,
  ]);
  return { page, operation: started?.ok ?? null };
}

/** Starts a bulk action and leads back to the table, where its progress stands. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const state = enrollmentState.safeParse(form.get('state')).data;
  const body = readBulk(form, idOf(params), state);
  if ('field' in body)
    return data({ refusal: { message: body.message, fields: { [body.field]: [body.message] } } }, 400);
  const { ok, refusal, status } = await attempt(() => answer(engineFor(request).bulk(body)));
  if (refusal) return data({ refusal }, status);
  const back = new URL(safePath(form.get('back')), 'http://this-site.invalid');
  if (ok) back.searchParams.set('operation', ok.operationId);
  return redirectWithToast(back.pathname + back.search, 'It is being done. The progress stands above the table.');
}

interface Selection {
  ids: ReadonlySet<string>;
  isAll: boolean;
  toggle(id: string, isOn: boolean): void;
}

const columnsFor = (steps: readonly Step[], { ids, isAll, toggle }: Selection): readonly Column<Enrollment>[] => [
  {
    name: 'Person',
    cell: ({ id, subscriber }) => (
      <div className="flex items-start gap-3">
        <input
          type="checkbox"
          name="ids"
          value={id}
          form={bulkFormId}
          aria-label={`Select ${personName(subscriber)}`}
          checked={isAll || ids.has(id)}
          disabled={isAll}
          onChange={({ target }) => toggle(id, target.checked)}
          className="mt-1 size-4 flex-none accent-accent"
        />
        <div className="min-w-0">
          <Link to={`/enrollments/${id}`} prefetch="intent" className="link">
            {personName(subscriber)}
          </Link>
          {personName(subscriber) !== subscriber.email && (
            <span className="block text-xs text-text-quiet">{subscriber.email}</span>
          )}
        </div>
      </div>
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

export default function SequencePeopleTab() {
  const { page, operation } = useLoaderData<typeof loader>();
  const sequence = useOutletContext<Sequence>();
  const [params] = useSearchParams();
  const isFiltered = Boolean(params.get('state') ?? params.get('query'));
  const { active, held, paused, ended } = sequence.counts;
  const everybody = active + held + paused + ended;
  const { ids, isAll, setAll, toggle } = useSelection(operation?.id ?? null);
  const state = enrollmentState.safeParse(params.get('state')).data;
  const matching = state ? sequence.counts[state] : everybody;
  // A bulk action cannot search by words, so "all" would be more people than those shown.
  const all = params.get('query')
    ? null
    : `All ${people(matching)}${state ? ` who are ${state}` : ' of this sequence'}`;
  return (
    <>
      {operation && (
        <ul role="list" aria-label="Work in progress" className="card mb-4">
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
            <>
              <BulkBar acts={bulkVerbs} selected={ids.size} isAll={isAll && all !== null} onAll={setAll} all={all} />
              <DataTable
                caption={`People in ${sequence.name}`}
                columns={columnsFor(sequence.steps, { ids, isAll: isAll && all !== null, toggle })}
                rows={page.items}
                rowKey={({ id }) => id}
              />
            </>
          )}
          <Pager nextCursor={page.nextCursor} />
          {params.get('ask') === 'bulk' && <BulkDialog sequence={sequence} everybody={matching} />}
        </>
      )}
    </>
  );
}
