import { answer } from '@dripemails/api-client';
import { fieldType, id as idSchema, type CustomField } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Plus, TableProperties } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { RowActions } from '../components/row-actions';
import { Pager } from '../components/pager';
import { FieldDialog, typeWords } from '../people/field-dialog';
import { peopleFor } from '../people/people-api.server';
import { attempt, finish, load } from '../session/api.server';
import { askOf, pageOf, pick } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { people } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Fields · DripEmails' }];

/** What uses a field is asked only where a dialog is open on it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const api = peopleFor(request);
  const { of } = pick(request, 'of', idSchema);
  const [page, use] = await Promise.all([
    load(api.fields({ ...pageOf(request, 100) })),
    askOf(request) !== null && of ? attempt(() => answer(api.fieldUse(of))) : null,
  ]);
  return { page, use: use?.ok ?? null };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = peopleFor(request);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const back = safePath(form.get('back'));
  const type = fieldType.catch('text').parse(text('type'));
  const choices = text('choices')
    .split('\n')
    .map((choice) => choice.trim())
    .filter((choice) => choice !== '');
  const body = { label: text('label'), type, ...(type === 'choice' && { choices: [...new Set(choices)] }) };
  switch (form.get('intent')) {
    case 'create':
      return finish(
        () => answer(api.createField({ choices: [], ...body, name: text('name') })),
        back,
        ({ label }) => `The field ${label} is there.`,
      );
    case 'change':
      return finish(
        () => answer(api.updateField(text('of'), body)),
        back,
        ({ converted }) => (converted > 0 ? `Saved. The values of ${people(converted)} were written anew.` : 'Saved.'),
      );
    case 'delete':
      return finish(
        () => answer(api.deleteField(text('of'))),
        back,
        ({ operationId }) =>
          operationId === null
            ? 'The field is deleted.'
            : 'The field is being deleted. The progress stands on the overview.',
      );
    default:
      throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  }
}

const columns: readonly Column<CustomField>[] = [
  { name: 'Field', cell: ({ label }) => <span className="font-medium">{label}</span> },
  { name: 'Name', cell: ({ name }) => <code className="text-xs break-all">{name}</code> },
  {
    name: 'Holds',
    cell: ({ type, choices }) => (
      <>
        {typeWords[type]}
        {choices.length > 0 && <span className="line-clamp-1 text-xs text-text-quiet">{choices.join(', ')}</span>}
      </>
    ),
  },
  { name: 'Made', wide: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
  {
    name: 'Actions',
    bare: true,
    number: true,
    cell: ({ id, label }) => <RowActions id={id} name={label} />,
  },
];

export default function FieldsPage() {
  const { page, use } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const newButton = (
    <AskButton ask="create" look="primary">
      <Plus aria-hidden />
      New field
    </AskButton>
  );
  return (
    <>
      <PageHeader
        up={{ to: '/people', label: 'People' }}
        title="Fields"
        situation="What you know of people beside their name: a plan, a birthday, a number of seats. Mails and rules use it."
        actions={page.items.length > 0 && newButton}
      />
      {page.items.length === 0 ? (
        <EmptyState icon={TableProperties} title="No field yet" action={newButton}>
          An import or the API makes fields by itself. Or make one here, such as “Plan” with the choices Free and Pro.
        </EmptyState>
      ) : (
        <DataTable caption="Custom fields" columns={columns} rows={page.items} rowKey={({ id }) => id} />
      )}
      <Pager nextCursor={page.nextCursor} />
      <FieldDialog ask={params.get('ask')} field={page.items.find(({ id }) => id === params.get('of'))} use={use} />
    </>
  );
}
