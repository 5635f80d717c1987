import { answer } from '@dripemails/api-client';
import { suppressionReason, type Suppression, type SuppressionsAdded } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Ban, ClipboardPaste, Plus, Trash2 } from 'lucide-react';
import { z } from 'zod';
import { AskButton } from '../components/ask-button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { FilterBar, SearchFilter, SelectFilter } from '../components/filter-bar';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { SuppressionDialog } from '../components/suppression-dialog';
import { apiFor, attempt, finish, load } from '../session/api.server';
import { pageOf, pick, pickWords } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { redirectWithToast } from '../session/toast.server';
import { suppressionReasons } from '../words/suppression';
import { addedWords, entryProblems, splitEntries } from '../words/suppression-entries';

export const meta: MetaFunction = () => [{ title: 'Suppression · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const query = {
    ...pageOf(request),
    ...pick(request, 'reason', suppressionReason),
    ...pick(request, 'kind', z.enum(['address', 'domain'])),
    ...pickWords(request, 'query'),
  };
  return { page: await load(apiFor(request).GET('/api/v1/suppressions', { params: { query } })) };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = apiFor(request);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const note = text('note');
  const back = safePath(form.get('back'));
  const words = (done: SuppressionsAdded) => addedWords(done);
  switch (form.get('intent')) {
    case 'add': {
      // not trimmed: an entry is named by the line that it stands in
      const typed = String(form.get('entries') ?? '');
      const done = await attempt(() =>
        answer(api.POST('/api/v1/suppressions', { body: { ...splitEntries(typed), note } })),
      );
      if (!done.refusal) return redirectWithToast(back, words(done.ok));
      const { message, fields } = done.refusal;
      const refusal = { message, fields: { ...fields, entries: entryProblems(typed, fields) } };
      return data({ refusal }, done.status);
    }
    case 'import':
      return finish(
        () => answer(api.POST('/api/v1/suppressions/import', { body: { text: text('text'), note } })),
        back,
        words,
      );
    case 'remove':
      return finish(
        () => answer(api.DELETE('/api/v1/suppressions/{id}', { params: { path: { id: text('of') } } })),
        back,
        () => 'That entry is gone. Nobody became active by that.',
      );
    default:
      throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  }
}

const columns: readonly Column<Suppression>[] = [
  {
    name: 'Address or domain',
    cell: ({ kind, value, note }) => (
      <>
        <span className="font-medium break-all">
          {value === null ? 'Erased' : kind === 'domain' ? `@${value}` : value}
        </span>
        {note && <span className="line-clamp-1 text-xs text-text-quiet">{note}</span>}
      </>
    ),
  },
  { name: 'Why', cell: ({ reason }) => suppressionReasons[reason] },
  { name: 'Since', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    name: 'Actions',
    bare: true,
    number: true,
    cell: ({ id, value, isRemovable }) =>
      isRemovable && (
        <AskButton ask="remove" of={id} look="quiet" label={`Remove ${value ?? 'the entry'}`} className="px-2">
          <Trash2 aria-hidden />
        </AskButton>
      ),
  },
];

export default function SuppressionPage() {
  const { page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const isFiltered = ['query', 'reason', 'kind', 'cursor'].some((name) => params.get(name));
  const actions = (
    <>
      <AskButton ask="import">
        <ClipboardPaste aria-hidden />
        Paste a list
      </AskButton>
      <AskButton ask="add" look="primary">
        <Plus aria-hidden />
        Suppress
      </AskButton>
    </>
  );
  const isEmpty = page.items.length === 0 && !isFiltered;
  return (
    <>
      <PageHeader
        title="Suppression"
        situation="What stands here is never mailed, by no sequence, import or API call. Hard bounces, complaints, and addresses that somebody unsubscribed and left come here by themselves."
        actions={!isEmpty && actions}
      />
      {isEmpty ? (
        <EmptyState icon={Ban} title="Nothing is suppressed" action={actions}>
          Write down an address that must never get mail, or a whole domain such as a competitor’s. Bring the
          suppression list of your former tool along by pasting it.
        </EmptyState>
      ) : (
        <>
          <FilterBar label="Filter the suppression list">
            <SearchFilter label="Find an address or domain" />
            <SelectFilter
              label="Why"
              name="reason"
              any="Any reason"
              options={suppressionReason.options.map((value) => ({ value, label: suppressionReasons[value] }))}
            />
            <SelectFilter
              label="Kind"
              name="kind"
              any="Addresses and domains"
              options={[
                { value: 'address', label: 'Addresses' },
                { value: 'domain', label: 'Domains' },
              ]}
            />
          </FilterBar>
          {page.items.length === 0 ? (
            <EmptyState icon={Ban} title="Nothing matches">
              No entry fits the filters above.
            </EmptyState>
          ) : (
            <DataTable caption="Suppression list" columns={columns} rows={page.items} rowKey={({ id }) => id} />
          )}
        </>
      )}
      <Pager nextCursor={page.nextCursor} />
      <SuppressionDialog ask={params.get('ask')} entry={page.items.find(({ id }) => id === params.get('of'))} />
    </>
  );
}
