import { answer } from '@dripemails/api-client';
import type { Form as SignUpForm } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ClipboardPen, Plus, Trash2 } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { LinkButton } from '../components/button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { QuestionDialog } from '../components/question-dialog';
import { apiFor, finish, load } from '../session/api.server';
import { pageOf } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { count, number } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Forms · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { page: await load(apiFor(request).GET('/api/v1/forms', { params: { query: pageOf(request) } })) };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  if (form.get('intent') !== 'delete')
    throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  const path = { id: String(form.get('of') ?? '') };
  return finish(
    () => answer(apiFor(request).DELETE('/api/v1/forms/{id}', { params: { path } })),
    safePath(form.get('back')),
    () => 'The form is deleted. Whoever came by it is still here.',
  );
}

const columns: readonly Column<SignUpForm>[] = [
  {
    name: 'Name',
    cell: ({ id, name, title }) => (
      <>
        <Link to={`/forms/${id}`} prefetch="intent" className="link">
          {name}
        </Link>
        <span className="line-clamp-1 text-xs text-text-quiet">{title}</span>
      </>
    ),
  },
  { name: 'Submissions', number: true, cell: ({ submissions }) => number(submissions) },
  { name: 'Made', wide: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    name: 'Actions',
    bare: true,
    number: true,
    cell: ({ id, name }) => (
      <AskButton ask="delete" of={id} look="quiet" label={`Delete ${name}`} className="px-2">
        <Trash2 aria-hidden />
      </AskButton>
    ),
  },
];

export default function FormsPage() {
  const { page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const asked = page.items.find(({ id }) => id === params.get('of'));
  const newButton = (
    <LinkButton look="primary" to="/forms/new">
      <Plus aria-hidden />
      New form
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Forms"
        situation="People sign up by them, on a page of ours or of yours."
        actions={page.items.length > 0 && newButton}
      />
      {page.items.length === 0 ? (
        <EmptyState icon={ClipboardPen} title="No form yet" action={newButton}>
          Make a form, put it on your page with three lines of HTML, and see people confirm and come in.
        </EmptyState>
      ) : (
        <DataTable caption="Forms" columns={columns} rows={page.items} rowKey={({ id }) => id} />
      )}
      <Pager nextCursor={page.nextCursor} />
      {params.get('ask') === 'delete' && asked && (
        <QuestionDialog
          title={`Delete ${asked.name}?`}
          action="/forms?index"
          intent="delete"
          submit="Delete the form"
          busy="Deleting…"
          look="danger"
        >
          <input type="hidden" name="of" value={asked.id} />
          <p>
            Its page and its code stop working at once. Whoever came by its {count(asked.submissions, 'submission')}{' '}
            stays, and mails that ask to confirm stay good.
          </p>
        </QuestionDialog>
      )}
    </>
  );
}
