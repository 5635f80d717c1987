import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PageHeader } from '../components/page-header';
import { SegmentBuilder } from '../components/segment/segment-builder';
import { builderAction, builderChoices } from '../segment/segment-action.server';
import { emptySegment } from '../segment/segment-form';
import { engineFor } from '../session/engine-api.server';

export const meta: MetaFunction = () => [{ title: 'New segment · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  return await builderChoices(engineFor(request));
}

export async function action({ request }: ActionFunctionArgs) {
  const engine = engineFor(request);
  return await builderAction(engine, await request.formData(), (typed) => engine.createSegment(typed));
}

export default function NewSegmentPage() {
  const { lists, segments, fields } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        up={{ to: '/segments', label: 'Segments' }}
        title="New segment"
        situation="Nobody gets mail by being in a segment; it only says who is meant."
      />
      <SegmentBuilder
        saved={emptySegment}
        sent={useActionData<typeof action>()}
        lists={lists}
        segments={segments}
        fields={fields}
        submit="Make the segment"
        cancelTo="/segments"
      />
    </>
  );
}
