import type { Sequence, SequenceStats, Step } from '@dripemails/contracts';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useOutletContext } from '@remix-run/react';
import { ChartNoAxesColumn } from 'lucide-react';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { SectionCard } from '../components/section-card';
import { outcomeWord } from '../components/state-pill';
import { placedSteps } from '../sequence/step-tree';
import { stepTitle } from '../sequence/step-words';
import { apiFor, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { number } from '../words/count';

export async function loader({ request, params }: LoaderFunctionArgs) {
  return {
    stats: await load(apiFor(request).GET('/api/v1/sequences/{id}/stats', { params: { path: { id: idOf(params) } } })),
  };
}

type Row = SequenceStats['steps'][number] & { step: Step | undefined; place: string; share: number };

/** People at a wait are counted at the mail they wait for, so a wait has no numbers of its own. */
const hasNumbers = ({ step, waiting, passed }: Row) => step?.kind !== 'wait' || waiting + passed > 0;
const quiet = <span className="text-text-quiet">–</span>;

const columns: readonly Column<Row>[] = [
  {
    name: 'Step',
    cell: ({ step, stepId, place }) =>
      step ? (
        <span className={step.kind === 'email' ? 'font-medium' : 'text-text-quiet'}>
          {place}. {stepTitle(step)}
        </span>
      ) : (
        <span className="text-text-quiet">A step of an older version ({stepId})</span>
      ),
  },
  { name: 'Waiting here', number: true, cell: (row) => (hasNumbers(row) ? number(row.waiting) : quiet) },
  {
    name: 'Passed',
    number: true,
    cell: (row) =>
      hasNumbers(row) ? (
        <span className="inline-flex items-center justify-end gap-2">
          <span aria-hidden className="hidden h-2 w-24 overflow-hidden rounded-full bg-surface-sunken sm:block">
            <span className="block h-full rounded-full bg-accent" style={{ width: `${row.share}%` }} />
          </span>
          {number(row.passed)}
        </span>
      ) : (
        quiet
      ),
  },
  {
    name: 'Failed',
    number: true,
    cell: (row) =>
      row.failed > 0 ? (
        <span className="font-medium text-bad">{number(row.failed)}</span>
      ) : hasNumbers(row) ? (
        '0'
      ) : (
        quiet
      ),
  },
  {
    name: 'Unknown',
    number: true,
    cell: (row) =>
      row.unknown > 0 ? (
        <span className="font-medium text-warn">{number(row.unknown)}</span>
      ) : hasNumbers(row) ? (
        '0'
      ) : (
        quiet
      ),
  },
];

export default function ResultsTab() {
  const { stats } = useLoaderData<typeof loader>();
  const sequence = useOutletContext<Sequence>();
  const { active, held, paused, ended } = stats.counts;
  if (active + held + paused + ended === 0) {
    return (
      <EmptyState icon={ChartNoAxesColumn} title="No results yet">
        Once people are in it, this shows how many wait at each step, how many passed it, and how it ended for them.
      </EmptyState>
    );
  }
  const most = Math.max(1, ...stats.steps.map(({ passed }) => passed));
  const places = placedSteps(sequence.steps);
  const rows = stats.steps.map((one) => {
    const placed = places.find(({ step }) => step.id === one.stepId);
    return { ...one, step: placed?.step, place: placed?.place ?? '', share: (100 * one.passed) / most };
  });
  const outcomes = Object.entries(stats.outcomes).sort(([, a], [, b]) => b - a);
  return (
    <div className="space-y-6">
      <section aria-labelledby="by-step">
        <h2 id="by-step" className="mb-3 text-base font-semibold">
          Step by step
        </h2>
        <DataTable caption="Results of each step" columns={columns} rows={rows} rowKey={({ stepId }) => stepId} />
      </section>
      <SectionCard
        title="How it ended"
        className="max-w-lg"
        aside={<span className="text-text-quiet">{number(ended)} ended</span>}
      >
        {outcomes.length === 0 ? (
          <p className="px-4 pb-4 text-text-quiet">Nobody has come to the end yet.</p>
        ) : (
          <dl className="px-4 pb-4">
            {outcomes.map(([outcome, people]) => (
              <div key={outcome} className="flex items-center gap-3 border-t border-line py-2">
                <dt className="w-32 flex-none">{outcomeWord(outcome)}</dt>
                <dd className="flex flex-1 items-center gap-3">
                  <span aria-hidden className="h-2 flex-1 overflow-hidden rounded-full bg-surface-sunken">
                    <span
                      className="block h-full rounded-full bg-accent"
                      style={{ width: `${(100 * people) / Math.max(1, ended)}%` }}
                    />
                  </span>
                  <span className="w-12 text-right">{number(people)}</span>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </SectionCard>
      <p className="text-text-quiet">
        “Unknown” is a mail whose fate the relay did not tell; it is never sent again by itself.{' '}
        <Link to="/messages?status=unknown" className="link">
          See them in Messages
        </Link>
      </p>
    </div>
  );
}
