import { answer } from '@dripemails/api-client';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ExportForm } from '../components/export-form';
import { PageHeader } from '../components/page-header';
import { readExport } from '../exports/export-form';
import { apiFor, attempt, load } from '../session/api.server';

export const meta: MetaFunction = () => [{ title: 'Export people · DripEmails' }];

/** More than anybody chooses from; who has more names one in the address. */
const CHOICES = { params: { query: { limit: 200 } } };

export async function loader({ request }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const [lists, segments] = await Promise.all([
    load(api.GET('/api/v1/lists', CHOICES)),
    load(api.GET('/api/v1/segments', CHOICES)),
  ]);
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
  return { lists: lists.items.map(named), segments: segments.items.map(named) };
}

export async function action({ request }: ActionFunctionArgs) {
  const body = readExport(await request.formData());
  const { ok, refusal, status } = await attempt(() => answer(apiFor(request).POST('/api/v1/exports', { body })));
  if (refusal) return data({ refusal }, status);
  return redirect(`/exports/${ok.id}`);
}

export default function NewExportPage() {
  const { lists, segments } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const [chosen] = useSearchParams();
  return (
    <>
      <PageHeader
        up={{ to: '/exports', label: 'Exports' }}
        title="Export people"
        situation="The file has every column and custom field. People who were erased are in none."
      />
      <ExportForm lists={lists} segments={segments} chosen={chosen} refusal={sent?.refusal} />
    </>
  );
}
