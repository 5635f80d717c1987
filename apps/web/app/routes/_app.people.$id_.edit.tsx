import { parseWithZod } from '@conform-to/zod/v4';
import { answer } from '@dripemails/api-client';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PageHeader } from '../components/page-header';
import { SubscriberFields } from '../components/subscriber-fields';
import { subscriberBody, subscriberForm } from '../people/subscriber-form';
import { apiFor, attempt, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { redirectWithToast } from '../session/toast.server';
import { personName } from '../words/person';

export const meta: MetaFunction = () => [{ title: 'Edit a person · DripEmails' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  return {
    person: await load(apiFor(request).GET('/api/v1/subscribers/{id}', { params: { path: { id: idOf(params) } } })),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: subscriberForm });
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 });
  const path = { id: idOf(params) };
  const { refusal, status } = await attempt(() =>
    answer(
      apiFor(request).PATCH('/api/v1/subscribers/{id}', { params: { path }, body: subscriberBody(submission.value) }),
    ),
  );
  if (refusal) return data(submission.reply({ formErrors: [refusal.message], fieldErrors: refusal.fields }), status);
  return redirectWithToast(`/people/${path.id}`, 'Saved.');
}

export default function EditPersonPage() {
  const { person } = useLoaderData<typeof loader>();
  const profile = `/people/${person.id}`;
  return (
    <>
      <PageHeader up={{ to: profile, label: personName(person) }} title={`Edit ${personName(person)}`} />
      <SubscriberFields lastResult={useActionData<typeof action>()} person={person} submit="Save" cancelTo={profile} />
    </>
  );
}
