import { answer } from '@dripemails/api-client';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { Pencil, UserX } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { LinkButton } from '../components/button';
import { TextField } from '../components/field';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { QuestionDialog } from '../components/question-dialog';
import { SectionCard } from '../components/section-card';
import { SubscriberPill } from '../components/state-pill';
import { lineOf, Timeline } from '../components/timeline';
import { useLivePage } from '../components/use-live-page';
import { apiFor, finish, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { pageOf } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { personName } from '../words/person';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? personName(data.person) : 'Person'} · DripEmails` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const path = { id: idOf(params) };
  const [person, timeline] = await Promise.all([
    load(api.GET('/api/v1/subscribers/{id}', { params: { path } })),
    load(api.GET('/api/v1/subscribers/{id}/timeline', { params: { path, query: pageOf(request) } })),
  ]);
  return { person, timeline };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  if (form.get('intent') !== 'unsubscribe')
    throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  const reason = String(form.get('reason') ?? '').trim();
  const path = { id: idOf(params) };
  return finish(
    () =>
      answer(
        apiFor(request).POST('/api/v1/subscribers/{id}/unsubscribe', {
          params: { path },
          body: reason === '' ? {} : { reason },
        }),
      ),
    safePath(form.get('back')),
    (person) => `${personName(person)} is unsubscribed.`,
  );
}

export default function PersonPage() {
  const { person, timeline } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  useLivePage(3_000, !params.has('cursor'));
  const name = personName(person);
  const facts = Object.entries(person.fields);
  return (
    <>
      <PageHeader
        up={{ to: '/people', label: 'People' }}
        title={name}
        beside={<SubscriberPill status={person.status} />}
        situation={
          person.status === 'active'
            ? name === person.email
              ? undefined
              : person.email
            : `${person.email} · gets no marketing mail.`
        }
        actions={
          <>
            {person.status === 'active' && (
              <AskButton ask="unsubscribe">
                <UserX aria-hidden />
                Unsubscribe
              </AskButton>
            )}
            {person.status !== 'erased' && (
              <LinkButton to={`/people/${person.id}/edit`}>
                <Pencil aria-hidden />
                Edit
              </LinkButton>
            )}
          </>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <SectionCard title="History">
          <div className="px-4 pb-4">
            {timeline.items.length === 0 ? (
              <p className="text-text-quiet">Nothing has happened yet.</p>
            ) : (
              <Timeline label="History" lines={timeline.items.map((entry) => lineOf(entry, true))} />
            )}
            <Pager nextCursor={timeline.nextCursor} />
          </div>
        </SectionCard>
        <SectionCard title="Facts">
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-4 pb-4 [&>dd]:break-words [&>dt]:text-text-quiet">
            <dt>Email</dt>
            <dd>{person.email}</dd>
            <dt>First name</dt>
            <dd>{person.firstName ?? '–'}</dd>
            <dt>Last name</dt>
            <dd>{person.lastName ?? '–'}</dd>
            <dt>Time zone</dt>
            <dd>{person.timeZone ?? 'that of the workspace'}</dd>
            <dt>Language</dt>
            <dd>{person.locale ?? '–'}</dd>
            <dt>Lists</dt>
            <dd>
              {person.lists.length === 0
                ? 'none'
                : person.lists.map(({ id, name: list }, index) => (
                    <span key={id}>
                      {index > 0 && ', '}
                      <Link to={`/people?list=${id}`} className="link">
                        {list}
                      </Link>
                    </span>
                  ))}
            </dd>
            {facts.map(([field, value]) => (
              <Fact key={field} name={field} value={value === null ? '–' : String(value)} />
            ))}
            <dt>Added</dt>
            <dd>
              <Moment at={person.createdAt} as="both" />
            </dd>
          </dl>
        </SectionCard>
      </div>
      {params.get('ask') === 'unsubscribe' && person.status === 'active' && (
        <QuestionDialog
          title={`Unsubscribe ${name}?`}
          action={`/people/${person.id}`}
          intent="unsubscribe"
          submit="Unsubscribe"
          busy="Unsubscribing…"
          look="danger"
        >
          <p>
            {name} leaves every sequence at once and gets no marketing mail any more. Only the person can subscribe
            again: an import or the API cannot.
          </p>
          <TextField
            id="reason"
            name="reason"
            label="Why (optional)"
            maxLength={500}
            hint="Shown in the history."
            autoComplete="off"
          />
        </QuestionDialog>
      )}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
