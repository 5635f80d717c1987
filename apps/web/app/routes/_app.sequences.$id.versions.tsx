import { answer } from '@dripemails/api-client';
import type { Sequence, VersionDiff } from '@dripemails/contracts';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useOutletContext, useSearchParams } from '@remix-run/react';
import { CircleCheck, Layers, Undo2 } from 'lucide-react';
import { z } from 'zod';
import { AskButton } from '../components/ask-button';
import { Button } from '../components/button';
import { EmptyState } from '../components/empty-state';
import { SelectField } from '../components/field';
import { Moment } from '../components/moment';
import { Notice } from '../components/notice';
import { Pill } from '../components/pill';
import { SectionCard } from '../components/section-card';
import { VersionChanges } from '../components/version-changes';
import { stepTitle } from '../sequence/step-words';
import { placedSteps } from '../sequence/step-tree';
import { attempt, load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { idOf } from '../session/id-of.server';
import { pick } from '../session/query.server';
import { count, people } from '../words/count';

const versionNumber = z.coerce.number().int().min(1);

/** The versions, and what changed between the two that the address names; the last two when it names none. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const engine = engineFor(request);
  const id = idOf(params);
  const page = await load(engine.versions(id));
  const [newest, before] = page.items.map(({ version }) => version).sort((a, b) => b - a);
  const from = pick(request, 'from', versionNumber).from ?? before;
  const to = pick(request, 'to', versionNumber).to ?? newest;
  if (from === undefined || to === undefined || from === to) return { page, diff: null, problem: null, from, to };
  const { ok, refusal } = await attempt(() => answer(engine.diff(id, from, to)));
  return { page, diff: ok ?? null, problem: refusal?.message ?? null, from, to };
}

export default function VersionsTab() {
  const { page, diff, problem, from, to } = useLoaderData<typeof loader>();
  const sequence = useOutletContext<Sequence>();
  if (page.items.length === 0) {
    return (
      <EmptyState icon={Layers} title="Not published yet">
        Every publish makes a version that never changes again, so that you can always see what somebody got. They are
        listed here, with what changed between them and the way back.
      </EmptyState>
    );
  }
  const numbers = page.items.map(({ version }) => version);
  return (
    <div className="space-y-6">
      {numbers.length > 1 && from !== undefined && to !== undefined && (
        <Comparison {...{ numbers, diff, problem, from, to }} />
      )}
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
            <div className="mt-2 flex flex-wrap items-start justify-between gap-3">
              <details className="min-w-0 flex-1">
                <summary className="link inline-block rounded">{count(placedSteps(steps).length, 'step')}</summary>
                <ul role="list" className="mt-2 space-y-1">
                  {placedSteps(steps).map(({ step, place }) => (
                    <li key={step.id} className={step.kind === 'email' ? undefined : 'text-text-quiet'}>
                      <span className="inline-block w-14">{place}</span>
                      {stepTitle(step)}
                    </li>
                  ))}
                </ul>
              </details>
              {version !== sequence.version && sequence.state !== 'archived' && (
                <AskButton ask="rollback" of={String(version)}>
                  <Undo2 aria-hidden />
                  Go back to version {version}
                </AskButton>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ComparisonProps {
  numbers: readonly number[];
  diff: VersionDiff | null;
  problem: string | null;
  from: number;
  to: number;
}

function Comparison({ numbers, diff, problem, from, to }: ComparisonProps) {
  const [params] = useSearchParams();
  const options = numbers.map((version) => (
    <option key={version} value={version}>
      Version {version}
    </option>
  ));
  return (
    <SectionCard title="What changed">
      <div className="space-y-4 px-4 pb-4">
        <Form method="get" preventScrollReset className="flex flex-wrap items-end gap-3" key={params.toString()}>
          <SelectField id="from" name="from" label="From" defaultValue={from}>
            {options}
          </SelectField>
          <SelectField id="to" name="to" label="To" defaultValue={to}>
            {options}
          </SelectField>
          <Button>Compare</Button>
        </Form>
        {problem && <Notice tone="bad">{problem}</Notice>}
        {from === to && <p className="text-text-quiet">Choose two different versions.</p>}
        {diff && <VersionChanges diff={diff} />}
      </div>
    </SectionCard>
  );
}
