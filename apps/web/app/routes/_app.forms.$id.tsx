import { answer } from '@dripemails/api-client';
import { createForm } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ExternalLink } from 'lucide-react';
import { buttonClass } from '../components/button';
import { CopyCode } from '../components/copy-code';
import { CopyText } from '../components/copy-text';
import { PageHeader } from '../components/page-header';
import { SectionCard } from '../components/section-card';
import { FormBuilder } from '../forms/form-builder';
import { choicesFor, previewOf } from '../forms/form-data.server';
import { readForm } from '../forms/form-form';
import { apiFor, attempt, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { redirectWithToast } from '../session/toast.server';
import { count } from '../words/count';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.form.name ?? 'Form'} · Forms · DripEmails` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const path = { id: idOf(params) };
  const form = await load(apiFor(request).GET('/api/v1/forms/{id}', { params: { path } }));
  const {
    id: _id,
    submissions: _count,
    hostedUrl: _url,
    embed: _embed,
    createdAt: _made,
    updatedAt: _changed,
    ...content
  } = form;
  const preview = (await previewOf(request, createForm.parse(content))) ?? '';
  return { form, ...(await choicesFor(request)), preview };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const path = { id: idOf(params) };
  const { body, refusal } = readForm(await request.formData());
  if (refusal) return data({ refusal }, 400);
  const saved = await attempt(() => answer(apiFor(request).PATCH('/api/v1/forms/{id}', { params: { path }, body })));
  if (saved.refusal) return data({ refusal: saved.refusal }, saved.status);
  return redirectWithToast(`/forms/${path.id}`, 'Saved. The hosted page shows it at once.');
}

export default function FormPage() {
  const { form, lists, customFields, preview } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        up={{ to: '/forms', label: 'Forms' }}
        title={form.name}
        situation={`${count(form.submissions, 'submission')} so far.`}
        actions={
          <a href={form.hostedUrl} target="_blank" rel="noreferrer" className={buttonClass('secondary')}>
            <ExternalLink aria-hidden />
            Open the page
          </a>
        }
      />
      <FormBuilder
        key={form.updatedAt}
        form={form}
        lists={lists}
        customFields={customFields}
        refusal={useActionData<typeof action>()?.refusal}
        preview={preview}
        submit="Save"
        cancelTo="/forms"
      >
        <SectionCard title="Put it on your page">
          <div className="space-y-4 px-4 pb-4">
            <div>
              <p className="mb-1 font-medium">The hosted page</p>
              <CopyText label="Address of the hosted page" value={form.hostedUrl} />
            </div>
            <EmbedCode
              label="A plain form"
              hint="In the look of your page; works without scripts."
              code={form.embed.html}
            />
            <EmbedCode label="A frame" hint="The hosted page inside of yours." code={form.embed.iframe} />
          </div>
        </SectionCard>
      </FormBuilder>
    </>
  );
}

function EmbedCode({ label, hint, code }: { label: string; hint: string; code: string }) {
  return (
    <div>
      <p className="font-medium">{label}</p>
      <p className="mb-1 text-xs text-text-quiet">{hint}</p>
      <CopyCode label={`Code: ${label}`} value={code} />
    </div>
  );
}
