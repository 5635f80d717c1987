import { answer } from '@dripemails/api-client';
import type { Topic } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { MessagesSquare, Plus } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { RowActions } from '../components/row-actions';
import { Pager } from '../components/pager';
import { TopicDialog } from '../components/topic-dialog';
import { apiFor, finish, load } from '../session/api.server';
import { pageOf } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { number } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Topics · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { page: await load(apiFor(request).GET('/api/v1/topics', { params: { query: pageOf(request) } })) };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = apiFor(request);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const path = { id: text('of') };
  const body = { name: text('name'), description: text('description') };
  const back = safePath(form.get('back'));
  switch (form.get('intent')) {
    case 'create':
      return finish(
        () => answer(api.POST('/api/v1/topics', { body })),
        back,
        ({ name }) => `The topic ${name} is there.`,
      );
    case 'change':
      return finish(
        () => answer(api.PATCH('/api/v1/topics/{id}', { params: { path }, body })),
        back,
        () => 'Saved.',
      );
    case 'delete':
      return finish(
        () => answer(api.DELETE('/api/v1/topics/{id}', { params: { path } })),
        back,
        () => 'The topic is deleted, with what people chose about it.',
      );
    default:
      throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  }
}

const columns: readonly Column<Topic>[] = [
  {
    name: 'Name',
    cell: ({ name, description }) => (
      <>
        <span className="font-medium">{name}</span>
        {description && <span className="line-clamp-1 text-xs text-text-quiet">{description}</span>}
      </>
    ),
  },
  { name: 'Want no mail about it', number: true, cell: ({ optOuts }) => number(optOuts) },
  { name: 'Made', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    name: 'Actions',
    bare: true,
    number: true,
    cell: ({ id, name }) => <RowActions id={id} name={name} />,
  },
];

export default function TopicsPage() {
  const { page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const newButton = (
    <AskButton ask="create" look="primary">
      <Plus aria-hidden />
      New topic
    </AskButton>
  );
  return (
    <>
      <PageHeader
        title="Topics"
        situation="A topic is a subject that people may want mail about or not, whatever list they are on."
        actions={page.items.length > 0 && newButton}
      />
      {page.items.length === 0 ? (
        <EmptyState icon={MessagesSquare} title="No topic yet" action={newButton}>
          Make a topic such as “Product news” and choose it in the settings of a sequence. People see it on their
          preference page, and whoever takes the tick away gets no mail about it.
        </EmptyState>
      ) : (
        <DataTable caption="Topics" columns={columns} rows={page.items} rowKey={({ id }) => id} />
      )}
      <Pager nextCursor={page.nextCursor} />
      <TopicDialog ask={params.get('ask')} topic={page.items.find(({ id }) => id === params.get('of'))} />
    </>
  );
}
