import { answer } from '@dripemails/api-client';
import { createForm } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PageHeader } from '../components/page-header';
import { FormBuilder } from '../forms/form-builder';
import { choicesFor, previewOf } from '../forms/form-data.server';
import { FIRST_FORM, readForm } from '../forms/form-form';
import { apiFor, attempt } from '../session/api.server';
import { redirectWithToast } from '../session/toast.server';

export const meta: MetaFunction = () => [{ title: 'New form · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const body = createForm.parse({ ...FIRST_FORM, name: 'New' });
  return { ...(await choicesFor(request)), preview: (await previewOf(request, body)) ?? '' };
}

export async function action({ request }: ActionFunctionArgs) {
  const { body, refusal } = readForm(await request.formData());
  if (refusal) return data({ refusal }, 400);
  const made = await attempt(() => answer(apiFor(request).POST('/api/v1/forms', { body })));
  if (made.refusal) return data({ refusal: made.refusal }, made.status);
  return redirectWithToast(`/forms/${made.ok.id}`, `${made.ok.name} is there. Copy its code into your page.`);
}

export default function NewFormPage() {
  const { lists, customFields, preview } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        up={{ to: '/forms', label: 'Forms' }}
        title="New form"
        situation="People sign up on a page of ours or of yours; nobody gets mail who has not agreed."
      />
      <FormBuilder
        form={FIRST_FORM}
        lists={lists}
        customFields={customFields}
        refusal={useActionData<typeof action>()?.refusal}
        preview={preview}
        submit="Make the form"
        cancelTo="/forms"
      />
    </>
  );
}
