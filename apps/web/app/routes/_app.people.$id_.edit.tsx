import { parseWithZod } from '@conform-to/zod/v4';
import { answer } from '@dripemails/api-client';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PageHeader } from '../components/page-header';
import { SubscriberFields } from '../components/subscriber-fields';
import { readFieldInputs } from '../people/field-value-form';
import { peopleFor } from '../people/people-api.server';
import { subscriberBody, subscriberForm } from '../people/subscriber-form';
import { attempt, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { redirectWithToast } from '../session/toast.server';
import { personName } from '../words/person';

export const meta: MetaFunction = () => [{ title: 'Edit a person · DripEmails' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = peopleFor(request);
  const [person, fields] = await Promise.all([load(api.get(idOf(params))), load(api.fields())]);
  // of somebody who was erased nothing can be kept
  if (person.status === 'erased') throw redirect(`/people/${person.id}`);
  return { person, fields: fields.items };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = peopleFor(request);
  const submission = parseWithZod(form, { schema: subscriberForm });
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 });
  const id = idOf(params);
  const { values, problems } = readFieldInputs(form, (await load(api.fields())).items);
  if (Object.keys(problems).length > 0) return data(submission.reply({ fieldErrors: problems }), { status: 400 });
  const { refusal, status } = await attempt(() =>
    answer(api.update(id, { ...subscriberBody(submission.value), fields: values })),
  );
  if (refusal) return data(submission.reply({ formErrors: [refusal.message], fieldErrors: refusal.fields }), status);
  return redirectWithToast(`/people/${id}`, 'Saved.');
}

export default function EditPersonPage() {
  const { person, fields } = useLoaderData<typeof loader>();
  const profile = `/people/${person.id}`;
  return (
    <>
      <PageHeader up={{ to: profile, label: personName(person) }} title={`Edit ${personName(person)}`} />
      <SubscriberFields
        lastResult={useActionData<typeof action>()}
        person={person}
        customFields={fields}
        submit="Save"
        cancelTo={profile}
      />
    </>
  );
}
