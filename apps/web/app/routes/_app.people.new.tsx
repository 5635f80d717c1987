import { parseWithZod } from '@conform-to/zod/v4';
import { answer } from '@dripemails/api-client';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PageHeader } from '../components/page-header';
import { SubscriberFields } from '../components/subscriber-fields';
import { subscriberBody, subscriberForm } from '../people/subscriber-form';
import { apiFor, attempt, load } from '../session/api.server';
import { redirectWithToast } from '../session/toast.server';

export const meta: MetaFunction = () => [{ title: 'Add a person · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { lists: (await load(apiFor(request).GET('/api/v1/lists', { params: { query: { limit: 50 } } }))).items };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: subscriberForm });
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 });
  const { email, ...given } = subscriberBody(submission.value);
  // An address that is known already is updated; what was left empty here must not wipe what is known.
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const listIds = form.getAll('listIds').filter((id) => typeof id === 'string');
  const { ok, refusal, status } = await attempt(() =>
    answer(apiFor(request).POST('/api/v1/subscribers', { body: { email, ...filled, listIds } })),
  );
  if (refusal) return data(submission.reply({ formErrors: [refusal.message], fieldErrors: refusal.fields }), status);
  return redirectWithToast(`/people/${ok?.id ?? ''}`, `${email} is saved.`);
}

export default function NewPersonPage() {
  const { lists } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        up={{ to: '/people', label: 'People' }}
        title="Add a person"
        situation="Somebody who unsubscribed stays unsubscribed, also when added again."
      />
      <SubscriberFields
        lastResult={useActionData<typeof action>()}
        lists={lists}
        submit="Add the person"
        cancelTo="/people"
      />
    </>
  );
}
