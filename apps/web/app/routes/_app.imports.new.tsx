import type { ImportPreview } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { LinkButton } from '../components/button';
import { ColumnMapping } from '../components/column-mapping';
import { TextField } from '../components/field';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { SubmitButton } from '../components/submit-button';
import { ImportOptionFields } from '../imports/import-options';
import { ReadOtherwise } from '../imports/read-otherwise';
import { importPeople } from '../imports/start-import.server';
import { peopleFor } from '../people/people-api.server';
import { apiFor, load } from '../session/api.server';
import { count } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Import people · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const [lists, fields] = await Promise.all([
    load(apiFor(request).GET('/api/v1/lists', { params: { query: { limit: 200 } } })),
    load(peopleFor(request).fields()),
  ]);
  return { lists: lists.items, fields: fields.items };
}

export const action = importPeople;

export default function NewImportPage() {
  const { lists, fields } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const refusal = result?.refusal;
  const preview = result?.preview ?? null;
  return (
    <>
      <PageHeader
        up={{ to: '/imports', label: 'Imports' }}
        title="Import people"
        situation="From a CSV or Excel file with one person a row. Nobody is added twice, and whoever unsubscribed stays unsubscribed."
      />
      {refusal && (
        <Notice tone="bad" className="mb-4 max-w-[640px]">
          {refusal.message}
        </Notice>
      )}
      {preview === null ? (
        <Form method="post" encType="multipart/form-data" className="max-w-[640px] space-y-5">
          <input type="hidden" name="intent" value="preview" />
          <TextField
            id="file"
            name="file"
            type="file"
            accept=".csv,.tsv,.txt,.xlsx,text/csv"
            required
            label="File"
            hint="CSV or XLSX. The first line names the columns; one of them holds email addresses."
            aria-invalid={refusal?.fields['file'] ? true : undefined}
            className="file:mr-3 file:rounded file:border-0 file:bg-surface-sunken file:px-2 file:py-0.5 file:font-medium file:text-text"
          />
          <div className="flex gap-2">
            <SubmitButton busy="Reading…">Look at the file</SubmitButton>
            <LinkButton to="/imports">Cancel</LinkButton>
          </div>
        </Form>
      ) : (
        <>
          <ReadOtherwise preview={preview} refusal={refusal} />
          <Form
            method="post"
            encType="multipart/form-data"
            className="max-w-[640px] space-y-5"
            key={`${preview.uploadId} ${preview.format.sheet ?? ''} ${preview.format.encoding ?? ''}`}
          >
            <input type="hidden" name="upload" value={preview.uploadId} />
            <input type="hidden" name="fileName" value={preview.fileName} />
            <input type="hidden" name="sheet" value={preview.format.sheet ?? ''} />
            <input
              type="hidden"
              name="encoding"
              value={preview.format.encodingFound === 'chosen' ? (preview.format.encoding ?? '') : ''}
            />
            <input type="hidden" name="preview" value={JSON.stringify(preview)} />
            <Summary preview={preview} />
            {preview.warning !== null && <Notice tone="warn">{preview.warning}</Notice>}
            <ColumnMapping preview={preview} fields={fields} />
            <Faults preview={preview} />
            <ImportOptionFields lists={lists} refusal={refusal} />
            <div className="flex flex-wrap gap-2">
              <SubmitButton name="intent" value="start" busy="Starting…">
                Start the import
              </SubmitButton>
              <SubmitButton name="intent" value="dryRun" look="secondary" busy="Starting…">
                Try it first (dry run)
              </SubmitButton>
              <LinkButton to="/imports/new">Another file</LinkButton>
            </div>
          </Form>
        </>
      )}
    </>
  );
}

const delimiters: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

function describe({ fileName, total, header, format }: ImportPreview): string {
  const how =
    format.kind === 'xlsx'
      ? `Excel, sheet “${format.sheet ?? ''}”`
      : `CSV with ${delimiters[format.delimiter ?? ','] ?? 'commas'}, ${format.encoding ?? ''}`;
  return `${fileName}: ${count(total, 'row')}, ${count(header.length, 'column')}, ${how}.`;
}

/** What was read. Takes the focus when it comes, because the button that was pressed is gone. */
function Summary({ preview }: { preview: ImportPreview }) {
  const ref = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    ref.current?.focus();
  }, []);
  return (
    <p ref={ref} tabIndex={-1} className="text-text-quiet">
      {describe(preview)}
    </p>
  );
}

/** What is wrong in the first rows, as they would be read. */
function Faults({ preview }: { preview: ImportPreview }) {
  const faulty = preview.rows.filter(({ fault }) => fault !== null);
  if (faulty.length === 0) return null;
  return (
    <Notice tone="warn">
      Of the first {preview.rows.length} rows these would be left out:
      <ul className="mt-1 list-disc pl-5">
        {faulty.map(({ line, fault }) => (
          <li key={line}>
            Line {line}: {fault}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
