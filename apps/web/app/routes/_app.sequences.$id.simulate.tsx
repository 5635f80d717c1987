import { answer } from '@dripemails/api-client';
import { id as idSchema, type Assumption, type Sequence, type Simulation } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useFetcher, useLoaderData, useOutletContext } from '@remix-run/react';
import { FlaskConical } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '../components/button';
import { EmptyState } from '../components/empty-state';
import { SelectField, TextField } from '../components/field';
import { Notice } from '../components/notice';
import { SectionCard } from '../components/section-card';
import { AssumptionRows } from '../components/simulation/assumption-rows';
import { SimulationResult } from '../components/simulation/simulation-result';
import { readAssumptions } from '../sequence/assumption-form';
import { changeRows, formTree } from '../sequence/form-tree';
import { parseJson } from '../sequence/parse-json';
import { stepTitle } from '../sequence/step-words';
import { placedSteps } from '../sequence/step-tree';
import { attempt, load } from '../session/api.server';
import { engineFor, type Engine } from '../session/engine-api.server';
import { idOf } from '../session/id-of.server';
import { pick } from '../session/query.server';
import type { Refusal } from '../session/refusal';
import { instantOf } from '../time/local-instant';
import { useWorkspaceNow } from '../time/workspace-clock';

/** `?person=` is the person to begin with. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { person } = pick(request, 'person', idSchema);
  return { person: person ? await load(engineFor(request).subscriber(person)) : null };
}

interface Answer {
  refusal?: Refusal | undefined;
  simulation?: Simulation | undefined;
  personZone?: string | null;
  assume?: Assumption[];
}

/** Runs the simulation; the buttons of rows, when they come here before JavaScript, only change the form. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const engine = engineFor(request);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const tree = formTree(form);
  const isRow = changeRows(tree, text('intent'));
  const assume = form.has('json') ? (parseJson(text('json')) as Assumption[]) : readAssumptions(tree);
  if (isRow) return data<Answer>({ assume });
  const startAt = text('startAt') === '' ? undefined : instantOf(text('startAt'), text('timeZone') || 'UTC');
  if (startAt === null) return refuse('startAt', 'Give a day and a time.', assume);
  const person = text('email') === '' ? null : await findPerson(engine, text('email'));
  if (person === undefined) return refuse('email', 'No subscriber has that address.', assume);
  const { ok, refusal, status } = await attempt(() =>
    answer(
      engine.simulate(idOf(params), {
        from: text('from') === 'published' ? 'published' : 'draft',
        ...(person && { subscriberId: person.id }),
        ...(startAt && { startAt }),
        assume,
      }),
    ),
  );
  return data<Answer>({ refusal, simulation: ok, personZone: person?.timeZone ?? null, assume }, status);
}

const refuse = (field: string, message: string, assume: Assumption[]) =>
  data<Answer>({ refusal: { message, fields: { [field]: [message] } }, assume }, 400);

async function findPerson(engine: Engine, email: string) {
  const { ok } = await attempt(() => answer(engine.subscribers(email)));
  return ok?.items.find((one) => one.email.toLowerCase() === email.toLowerCase());
}

export default function SimulateTab() {
  const { person } = useLoaderData<typeof loader>();
  const sequence = useOutletContext<Sequence>();
  const sent = useActionData<typeof action>();
  const fetcher = useFetcher<typeof action>();
  const { timeZone } = useWorkspaceNow();
  const result = fetcher.data ?? sent;
  const [assume, setAssume] = useState<Assumption[]>(sent?.assume ?? []);
  const isBusy = fetcher.state !== 'idle';
  const emails = placedSteps(sequence.steps).flatMap(({ step, place }) =>
    step.kind === 'email' ? [{ id: step.id, name: `${place} ${stepTitle(step)}` }] : [],
  );
  const errors = (field: string) => result?.refusal?.fields[field];
  function run(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = new FormData(event.currentTarget);
    body.set('json', JSON.stringify(assume));
    fetcher.submit(body, { method: 'post' });
  }
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <SectionCard title="Whom, when, and what they do">
        <fetcher.Form method="post" onSubmit={run} className="space-y-4 px-4 pb-4">
          {result?.refusal && <Notice tone="bad">{result.refusal.message}</Notice>}
          <input type="hidden" name="timeZone" value={timeZone} />
          <TextField
            id="simulate-email"
            name="email"
            type="email"
            label="Person (optional)"
            hint="Address of a subscriber: their fields, tags and time zone count. Empty takes a made-up person without any."
            defaultValue={person?.email ?? ''}
            errors={errors('email')}
            autoComplete="off"
          />
          <div className="flex flex-wrap gap-4">
            <SelectField id="simulate-from" name="from" label="Of" defaultValue="draft">
              <option value="draft">The draft</option>
              {sequence.version !== null && <option value="published">Version {sequence.version}</option>}
            </SelectField>
            <TextField
              id="simulate-start"
              name="startAt"
              type="datetime-local"
              label="They enter on (optional)"
              hint={`In ${timeZone}; empty is now.`}
              errors={errors('startAt')}
            />
          </div>
          <AssumptionRows value={assume} emails={emails} onChange={setAssume} />
          <Button look="primary" name="intent" value="run" aria-disabled={isBusy || undefined}>
            <FlaskConical aria-hidden />
            {isBusy ? 'Simulating…' : 'Simulate'}
          </Button>
        </fetcher.Form>
      </SectionCard>
      {result?.simulation ? (
        <SimulationResult simulation={result.simulation} personZone={result.personZone ?? null} />
      ) : (
        <EmptyState icon={FlaskConical} title="See months in a moment">
          The same rules that run for real are run on a made-up clock, and nobody gets mail. Every wait, branch and mail
          will stand here with its date.
        </EmptyState>
      )}
    </div>
  );
}
