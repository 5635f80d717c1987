import type { Sequence } from '@dripemails/contracts';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useOutletContext } from '@remix-run/react';
import { CircleCheck, Layers } from 'lucide-react';
import { EmptyState } from '../components/empty-state';
import { Moment } from '../components/moment';
import { Pill } from '../components/pill';
import { stepTitle } from '../sequence/wait-words';
import { apiFor, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { count, people } from '../words/count';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const path = { id: idOf(params) };
  return { page: await load(apiFor(request).GET('/api/v1/sequences/{id}/versions', { params: { path } })) };
}

export default function VersionsTab() {
  const { page } = useLoaderData<typeof loader>();
  const sequence = useOutletContext<Sequence>();
  if (page.items.length === 0) {
    return (
      <EmptyState icon={Layers} title="Not published yet">
        Every publish makes a version that never changes again, so that you can always see what somebody got. They are
        listed here.
      </EmptyState>
    );
  }
  return (
    <ul role="list" className="space-y-3">
      {page.items.map(({ version, publishedAt, steps, people: running }) => (
        <li key={version} className="card p-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h2 className="flex items-center gap-3 text-base font-semibold">
              Version {version}
              {version === sequence.version && (
                <Pill tone="good" icon={CircleCheck}>
                  New people get this
                </Pill>
              )}
            </h2>
            <p className="text-text-quiet">
              {people(running)} on it · published <Moment at={publishedAt} />
            </p>
          </div>
          <details className="mt-2">
            <summary className="link inline-block rounded">{count(steps.length, 'step')}</summary>
            <ol className="mt-2 list-decimal space-y-1 pl-6">
              {steps.map((step) => (
                <li key={step.id} className={step.kind === 'wait' ? 'text-text-quiet' : undefined}>
                  {stepTitle(step)}
                </li>
              ))}
            </ol>
          </details>
        </li>
      ))}
    </ul>
  );
}
