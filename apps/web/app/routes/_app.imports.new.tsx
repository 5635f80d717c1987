import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useState, type ChangeEvent } from 'react';
import { LinkButton } from '../components/button';
import { ColumnMapping } from '../components/column-mapping';
import { SelectField, TextField } from '../components/field';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { SubmitButton } from '../components/submit-button';
import { csvHead, readHead, type CsvHead } from '../imports/csv-head';
import { startImport } from '../imports/start-import.server';
import { apiFor, load } from '../session/api.server';
import { bytes, count } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Import people · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { lists: (await load(apiFor(request).GET('/api/v1/lists', { params: { query: { limit: 200 } } }))).items };
}

export const action = startImport;

interface Chosen {
  file: File;
  head: CsvHead;
}

export default function NewImportPage() {
  const { lists } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [list, setList] = useState<string>(lists.length > 0 ? '' : 'new');

  async function look(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    setChosen(file ? { file, head: csvHead(await readHead(file)) } : null);
  }

  return (
    <>
      <PageHeader
        up={{ to: '/imports', label: 'Imports' }}
        title="Import people"
        situation="From a CSV file with one person a row. Known addresses are updated, nobody is added twice, and whoever unsubscribed stays unsubscribed."
      />
      <Form method="post" encType="multipart/form-data" className="max-w-[640px] space-y-5">
        {refusal && <Notice tone="bad">{refusal.message}</Notice>}
        <TextField
          id="file"
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          required
          label="File"
          hint="The first line names the columns; one of them holds email addresses."
          aria-invalid={refusal?.fields['file'] ? true : undefined}
          onChange={(event) => void look(event)}
          className="file:mr-3 file:rounded file:border-0 file:bg-surface-sunken file:px-2 file:py-0.5 file:font-medium file:text-text"
        />
        {chosen && chosen.head.headers.length === 0 && (
          <Notice tone="warn">The file looks empty. It should begin with a line that names the columns.</Notice>
        )}
        {chosen && chosen.head.headers.length > 0 && (
          <>
            <p className="text-text-quiet">
              {chosen.file.name}, {bytes(chosen.file.size)}, {count(chosen.head.headers.length, 'column')}
            </p>
            <ColumnMapping key={`${chosen.file.name} ${chosen.file.lastModified}`} head={chosen.head} />
          </>
        )}
        <noscript>
          <p className="text-text-quiet">
            The columns are recognised by their names, such as email, first name, last name and time zone; other columns
            become custom fields.
          </p>
        </noscript>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            id="list"
            name="list"
            label="Put them on a list"
            value={list}
            onChange={(event) => setList(event.target.value)}
            errors={refusal?.fields['list']}
          >
            <option value="">No list</option>
            <option value="new">A new list</option>
            {lists.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          {/* Before JavaScript the field is always there, because nothing could bring it. */}
          <div hidden={list !== 'new'} className="shown-without-script">
            <TextField
              id="newList"
              name="newList"
              label="Name of the new list"
              maxLength={120}
              required={list === 'new'}
              autoComplete="off"
              errors={refusal?.fields['name']}
            />
          </div>
        </div>
        <div className="flex gap-2">
          <SubmitButton busy="Uploading…">Start the import</SubmitButton>
          <LinkButton to="/imports">Cancel</LinkButton>
        </div>
      </Form>
    </>
  );
}
