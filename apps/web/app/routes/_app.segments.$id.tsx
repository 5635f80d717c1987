import { answer } from '@dripemails/api-client';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { Trash2, UserPlus, Users } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { LinkButton } from '../components/button';
import { PageHeader } from '../components/page-header';
import { ExplainCard, type Explained } from '../components/segment/explain-card';
import { SegmentBuilder } from '../components/segment/segment-builder';
import { SegmentDialog } from '../components/segment/segment-dialog';
import { builderAction, builderChoices } from '../segment/segment-action.server';
import { faultsOf } from '../segment/segment-form';
import { attempt, finish, load } from '../session/api.server';
import { engineFor, type Engine } from '../session/engine-api.server';
import { idOf } from '../session/id-of.server';
import { askOf, pickWords } from '../session/query.server';
import { number, people } from '../words/count';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.segment.name ?? 'Segment'} · DripEmails` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const engine = engineFor(request);
  const id = idOf(params);
  const { who } = pickWords(request, 'who');
  const [segment, choices, explained, sequences] = await Promise.all([
    load(engine.segment(id)),
    builderChoices(engine, id),
    who === undefined ? null : explain(engine, id, who),
    askOf(request) === 'enroll' ? load(engine.sequences({ state: 'active', limit: 200 })) : null,
  ]);
  return {
    segment,
    ...choices,
    explained,
    sequences: (sequences?.items ?? []).map((one) => ({ id: one.id, name: one.name })),
  };
}

async function explain(engine: Engine, id: string, who: string): Promise<Explained> {
  const { items } = await load(engine.subscribers(who));
  const person = items.find(({ email }) => email.toLowerCase() === who.toLowerCase());
  if (!person) return { who, person: null, explanation: null };
  return { who, person, explanation: await load(engine.explainSegment(id, person.id)) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const engine = engineFor(request);
  const id = idOf(params);
  const form = await request.formData();
  switch (form.get('intent')) {
    case 'delete':
      return finish(
        () => answer(engine.deleteSegment(id)),
        '/segments',
        () => 'The segment is deleted. Its people are still here.',
      );
    case 'enroll': {
      const sequence = String(form.get('sequence') ?? '');
      const { ok, refusal, status } = await attempt(() => answer(engine.enroll(sequence, { segmentId: id })));
      if (refusal) return data({ refusal }, status);
      const operation = ok && 'operationId' in ok ? `?operation=${ok.operationId}` : '';
      return finish(
        async () => undefined,
        `/sequences/${sequence}/people${operation}`,
        () => 'The people of the segment are being added.',
      );
    }
    default:
      return await builderAction(engine, form, (typed) => engine.updateSegment(id, typed));
  }
}

export default function SegmentPage() {
  const { segment, lists, segments, fields, explained, sequences } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { id, name, count, mailable } = segment;
  const situation =
    count === null || mailable === null
      ? 'Counting its people took too long: make the rule narrower.'
      : `${people(count)} in it now, ${number(mailable)} of them can be mailed.`;
  return (
    <>
      <PageHeader
        up={{ to: '/segments', label: 'Segments' }}
        title={name}
        situation={situation}
        actions={
          <>
            <AskButton ask="delete" look="quiet">
              <Trash2 aria-hidden />
              Delete
            </AskButton>
            <LinkButton to={`/people?segment=${id}`}>
              <Users aria-hidden />
              See its people
            </LinkButton>
            <AskButton ask="enroll" look="primary">
              <UserPlus aria-hidden />
              Add to a sequence
            </AskButton>
          </>
        }
      />
      <div className="space-y-6">
        <SegmentBuilder
          key={`${id} ${segment.updatedAt}`}
          saved={segment}
          faults={faultsOf(segment)}
          sent={useActionData<typeof action>()}
          lists={lists}
          segments={segments}
          fields={fields}
          submit="Save the segment"
          cancelTo="/segments"
        />
        <ExplainCard explained={explained} />
      </div>
      <SegmentDialog ask={params.get('ask')} segment={segment} sequences={sequences} />
    </>
  );
}
