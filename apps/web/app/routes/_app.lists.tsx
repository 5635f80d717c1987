import { answer } from '@dripemails/api-client';
import { id as idSchema, type List } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ListChecks, Plus } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { ListDialog } from '../components/list-dialog';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { RowActions } from '../components/row-actions';
import { Pager } from '../components/pager';
import { listBody } from '../forms/list-body';
import { apiFor, attempt, finish, load } from '../session/api.server';
import { askOf, pageOf, pick } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { number } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Lists · DripEmails' }];

/** What uses a list is asked only where somebody is about to delete it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const { of } = pick(request, 'of', idSchema);
  const [page, use] = await Promise.all([
    load(api.GET('/api/v1/lists', { params: { query: pageOf(request) } })),
    askOf(request) === 'delete' && of
      ? attempt(() => answer(api.GET('/api/v1/lists/{id}/use', { params: { path: { id: of } } })))
      : null,
  ]);
  return { page, usedBy: use?.ok?.usedBy ?? [] };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = apiFor(request);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const path = { id: text('of') };
  const body = listBody(form);
  const back = safePath(form.get('back'));
  switch (form.get('intent')) {
    case 'create':
      return finish(
        () => answer(api.POST('/api/v1/lists', { body })),
        back,
        ({ name }) => `The list ${name} is there.`,
      );
    case 'change':
      return finish(
        () => answer(api.PATCH('/api/v1/lists/{id}', { params: { path }, body })),
        back,
        () => 'Saved.',
      );
    case 'delete':
      return finish(
        () => answer(api.DELETE('/api/v1/lists/{id}', { params: { path } })),
        back,
        () => 'The list is deleted. Its people are still here.',
      );
    default:
      throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  }
}

const columns: readonly Column<List>[] = [
  {
    name: 'Name',
    cell: ({ id, name, description }) => (
      <>
        <Link to={`/people?list=${id}`} className="link">
          {name}
        </Link>
        {description && <span className="line-clamp-1 text-xs text-text-quiet">{description}</span>}
      </>
    ),
  },
  {
    name: 'Joining',
    wide: true,
    cell: ({ optIn, isPublic }) =>
      `${optIn === 'double' ? 'By confirmation' : 'At once'}${isPublic ? ' · public' : ''}`,
  },
  { name: 'Subscribers', number: true, cell: ({ subscribers }) => number(subscribers) },
  { name: 'Made', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    name: 'Actions',
    bare: true,
    number: true,
    cell: ({ id, name }) => <RowActions id={id} name={name} />,
  },
];

export default function ListsPage() {
  const { page, usedBy } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const newButton = (
    <AskButton ask="create" look="primary">
      <Plus aria-hidden />
      New list
    </AskButton>
  );
  return (
    <>
      <PageHeader
        title="Lists"
        situation="A list is a group you add people to by hand, by import or over the API."
        actions={page.items.length > 0 && newButton}
      />
      {page.items.length === 0 ? (
        <EmptyState icon={ListChecks} title="No list yet" action={newButton}>
          Make a list such as “Newsletter”, import people into it, and add the whole list to a sequence with one press.
        </EmptyState>
      ) : (
        <DataTable caption="Lists" columns={columns} rows={page.items} rowKey={({ id }) => id} />
      )}
      <Pager nextCursor={page.nextCursor} />
      <ListDialog ask={params.get('ask')} list={page.items.find(({ id }) => id === params.get('of'))} usedBy={usedBy} />
    </>
  );
}
