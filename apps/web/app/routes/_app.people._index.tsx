import { id as idSchema, subscriberFilter, subscriberStatus, type Subscriber } from '@dripemails/contracts';
import { answer } from '@dripemails/api-client';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { CopyCheck, Download, Plus, Tags, Undo2, Upload, Users } from 'lucide-react';
import { useRef } from 'react';
import { BulkBar, bulkFormId } from '../components/bulk/bulk-bar';
import { useSelection } from '../components/bulk/use-selection';
import { Button, LinkButton } from '../components/button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { FilterBar, SearchFilter, SelectFilter } from '../components/filter-bar';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { SubscriberPill, SuppressedPill } from '../components/state-pill';
import { useLivePage } from '../components/use-live-page';
import { OperationRow } from '../components/work-tray';
import { readBulkAction } from '../people/bulk-actions';
import { bulkActs } from '../people/bulk-actions';
import { PeopleBulkDialog } from '../people/people-bulk-dialog';
import { peopleFor } from '../people/people-api.server';
import { attempt, load } from '../session/api.server';
import { pageOf, pick, pickWords } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { redirectWithToast } from '../session/toast.server';
import { number, people } from '../words/count';
import { personName } from '../words/person';

export const meta: MetaFunction = () => [{ title: 'People · DripEmails' }];

/** What the address filters by; a bulk action over "all" means the same people. */
const filterNames = ['query', 'status', 'list', 'tag', 'segment'] as const;

/** `?operation=` is the work that was just started here. */
export async function loader({ request }: LoaderFunctionArgs) {
  const api = peopleFor(request);
  const filter = {
    ...pick(request, 'status', subscriberStatus),
    ...pick(request, 'list', idSchema),
    ...pick(request, 'segment', idSchema),
    ...pickWords(request, 'tag'),
    ...pickWords(request, 'query'),
  };
  const { operation } = pick(request, 'operation', idSchema);
  const [page, matching, lists, segments, fields, started] = await Promise.all([
    load(api.list({ ...pageOf(request), ...filter })),
    load(api.count(filter)),
    load(api.lists()),
    load(api.segments()),
    load(api.fields()),
    operation ? attempt(() => answer(api.operation(operation))) : null,
  ]);
  return {
    ...{ page, matching, lists: lists.items, segments: segments.items, fields: fields.items },
    ...{ operation: started?.ok ?? null, filters: Object.entries(filter) },
  };
}

/** Counts whom a bulk action would change, starts it, or takes one back. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = peopleFor(request);
  const back = new URL(safePath(form.get('back')), 'http://this-site.invalid');
  const leadBack = (operationId: string) => {
    back.searchParams.set('operation', operationId);
    return back.pathname + back.search;
  };
  const intent = form.get('intent');
  if (intent === 'undo') {
    const { ok, refusal } = await attempt(() => answer(api.undo(String(form.get('of') ?? ''))));
    if (refusal) return redirectWithToast(back.pathname + back.search, refusal.message);
    return redirectWithToast(leadBack(ok.operationId), 'It is being taken back. The progress stands above the table.');
  }
  if (intent !== 'measure' && intent !== 'bulk')
    throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  const { items: fields } = await load(api.fields());
  const wanted = readBulkAction(form, fields);
  if ('message' in wanted)
    return data({ refusal: { message: wanted.message, fields: { [wanted.field]: [wanted.message] } } }, 400);
  const ids = form.getAll('ids').map(String);
  const filter = subscriberFilter.safeParse(
    ids.length > 0
      ? { ids }
      : Object.fromEntries(
          filterNames.flatMap((name) => {
            const value = form.get(`filter.${name}`);
            return typeof value === 'string' && value !== '' ? [[name, value]] : [];
          }),
        ),
  );
  if (!filter.success)
    return data({ refusal: { message: 'The filter is not valid: close this and filter anew.', fields: {} } }, 400);
  const { ok, refusal, status } = await attempt(() =>
    answer(api.bulk({ filter: filter.data, action: wanted, dryRun: intent === 'measure' })),
  );
  if (refusal) return data({ refusal }, status);
  if (ok.operationId === null) return data({ measured: ok, edit: String(form.get('edit') ?? '') });
  return redirectWithToast(
    leadBack(ok.operationId),
    'It is being done. The progress, and the way back, stand above the table.',
  );
}

interface Selection {
  ids: ReadonlySet<string>;
  isAll: boolean;
  toggle(id: string, isOn: boolean): void;
}

const columnsFor = ({ ids, isAll, toggle }: Selection): readonly Column<Subscriber>[] => [
  {
    name: 'Person',
    cell: (person) => (
      <div className="flex items-start gap-3">
        <input
          type="checkbox"
          name="ids"
          value={person.id}
          form={bulkFormId}
          aria-label={`Select ${personName(person)}`}
          checked={isAll || ids.has(person.id)}
          disabled={isAll}
          onChange={({ target }) => toggle(person.id, target.checked)}
          className="mt-1 size-4 flex-none accent-accent"
        />
        <div className="min-w-0">
          <Link to={`/people/${person.id}`} prefetch="intent" className="link">
            {personName(person)}
          </Link>
          {personName(person) !== person.email && person.status !== 'erased' && (
            <span className="block text-xs break-all text-text-quiet">{person.email}</span>
          )}
        </div>
      </div>
    ),
  },
  {
    name: 'Status',
    cell: ({ status, suppressed }) => (
      <span className="inline-flex flex-wrap gap-1">
        <SubscriberPill status={status} />
        {suppressed && <SuppressedPill />}
      </span>
    ),
  },
  {
    name: 'Lists',
    cell: ({ lists }) =>
      lists.length === 0 ? <span className="text-text-quiet">none</span> : lists.map(({ name }) => name).join(', '),
  },
  {
    name: 'Tags',
    wide: true,
    cell: ({ tags }) =>
      tags.length === 0 ? <span className="text-text-quiet">none</span> : tags.slice(0, 5).join(', '),
  },
  { name: 'Added', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];

export default function PeoplePage() {
  const { page, matching, lists, segments, fields, operation, filters } = useLoaderData<typeof loader>();
  const work = useRef<HTMLDivElement>(null);
  const [params] = useSearchParams();
  const isFiltered = filters.length > 0;
  const isGoing = operation?.status === 'queued' || operation?.status === 'running';
  useLivePage(2_000, isGoing);
  const { ids, isAll, setAll, toggle } = useSelection(operation?.id ?? null);
  const howMany = `${matching.isExact ? '' : 'about '}${people(matching.count)}`;
  const actions = (
    <>
      <LinkButton to="/people/duplicates">
        <CopyCheck aria-hidden />
        Duplicates
      </LinkButton>
      <LinkButton to="/fields">
        <Tags aria-hidden />
        Fields
      </LinkButton>
      {page.items.length > 0 && (
        <LinkButton to={`/exports/new?${new URLSearchParams(filters.map(([name, value]) => [name, String(value)]))}`}>
          <Download aria-hidden />
          Export
        </LinkButton>
      )}
      <LinkButton to="/people/new">
        <Plus aria-hidden />
        Add a person
      </LinkButton>
      <LinkButton look="primary" to="/imports/new">
        <Upload aria-hidden />
        Import
      </LinkButton>
    </>
  );
  if (page.items.length === 0 && !isFiltered && !params.has('cursor')) {
    return (
      <>
        <PageHeader title="People" />
        <EmptyState icon={Users} title="Nobody here yet" action={actions}>
          Bring in your subscribers from a file, or add them one at a time. Each has a profile with everything that was
          sent and what they did.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="People"
        situation={isFiltered ? `${capital(howMany)} with the filters below.` : `${capital(howMany)}.`}
        actions={actions}
      />
      {operation && (
        <div ref={work} tabIndex={-1} className="card mb-4">
          <ul role="list" aria-label="Work in progress">
            <OperationRow operation={operation} />
          </ul>
          {operation.canUndo && (
            // the button goes away with what it takes back; the focus stays at the progress of that
            <Form method="post" className="px-4 pb-3" onSubmit={() => work.current?.focus()}>
              <input type="hidden" name="of" value={operation.id} />
              <input type="hidden" name="back" value={`/people?${params}`} />
              <Button name="intent" value="undo">
                <Undo2 aria-hidden />
                Undo for {people(operation.done)}
              </Button>
            </Form>
          )}
        </div>
      )}
      <FilterBar label="Filter people">
        <SearchFilter label="Find by name or email" />
        <SelectFilter
          label="Status"
          name="status"
          any="Any status"
          options={[
            { value: 'active', label: 'Active' },
            { value: 'unconfirmed', label: 'Unconfirmed' },
            { value: 'unsubscribed', label: 'Unsubscribed' },
            { value: 'bounced', label: 'Bounced' },
            { value: 'complained', label: 'Complained' },
            { value: 'erased', label: 'Erased' },
          ]}
        />
        <SelectFilter
          label="List"
          name="list"
          any="Any list"
          options={lists.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {segments.length > 0 && (
          <SelectFilter
            label="Segment"
            name="segment"
            any="Any segment"
            options={segments.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <SearchFilter label="Tag" name="tag" />
      </FilterBar>
      {page.items.length === 0 ? (
        <EmptyState icon={Users} title="Nobody matches">
          No subscriber fits the filters above. Words are found by their beginnings: “love” finds “Lovelace”.
        </EmptyState>
      ) : (
        <>
          <BulkBar
            acts={bulkActs}
            selected={ids.size}
            isAll={isAll}
            onAll={setAll}
            all={isFiltered ? `All ${howMany} who match` : `All ${howMany}`}
          />
          <DataTable
            caption="Subscribers"
            columns={columnsFor({ ids, isAll, toggle })}
            rows={page.items}
            rowKey={({ id }) => id}
          />
        </>
      )}
      <Pager nextCursor={page.nextCursor} />
      {params.get('ask') === 'bulk' && (
        <PeopleBulkDialog
          lists={lists}
          fields={fields}
          filters={filters.map(([name, value]) => [name, String(value)] as const)}
        />
      )}
      <p className="sr-only" role="status">
        {number(page.items.length)} shown
      </p>
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
