import { answer } from '@dripemails/api-client';
import type { PrivacyRequest } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { DueDay } from '../components/due-day';
import { Moment } from '../components/moment';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { PrivacyAnswer } from '../components/privacy-answer';
import { PrivacyPill } from '../components/privacy-pill';
import { SectionCard } from '../components/section-card';
import { SubmitButton } from '../components/submit-button';
import { useLivePage } from '../components/use-live-page';
import { apiFor, finish, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { actorWords } from '../words/consent';
import { number } from '../words/count';
import { askedBy, privacyTitle } from '../words/privacy';

export const meta: MetaFunction = () => [{ title: 'Privacy request · DripEmails' }];

const requestOf = async (request: Request, id: string) =>
  await load(apiFor(request).GET('/api/v1/privacy/requests/{id}', { params: { path: { id } } }));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const item = await requestOf(request, idOf(params));
  if (item.status !== 'waiting' || item.kind !== 'erase') return { item, copyWanted: null };
  const query = { subscriberId: item.subscriberId, kind: 'export', status: 'waiting', limit: 1 } as const;
  const { items } = await load(apiFor(request).GET('/api/v1/privacy/requests', { params: { query } }));
  return { item, copyWanted: items[0]?.id ?? null };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const id = idOf(params);
  const form = await request.formData();
  const api = apiFor(request);
  const path = { params: { path: { id } } };
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const back = `/privacy/${id}`;
  const fulfil = () => answer(api.POST('/api/v1/privacy/requests/{id}/fulfil', path));
  switch (form.get('intent')) {
    case 'fulfil':
      return finish(fulfil, back, () => 'Noted. The person reads it on their preference page.');
    case 'erase': {
      const { email } = await requestOf(request, id);
      if (email !== null && text('confirmation').toLowerCase() !== email.toLowerCase()) {
        const message = 'Type the address exactly as it stands above.';
        return data({ refusal: { message, fields: { confirmation: [message] } } }, 422);
      }
      return finish(fulfil, back, () => 'They get no more mail. The rest is being removed.');
    }
    case 'decline': {
      const body = { reason: text('reason') };
      return finish(
        () => answer(api.POST('/api/v1/privacy/requests/{id}/decline', { ...path, body })),
        back,
        () => 'Declined. The person reads why on their preference page.',
      );
    }
    case 'again': {
      const { subscriberId } = await requestOf(request, id);
      const person = { params: { path: { id: subscriberId } } };
      return finish(
        () => answer(api.POST('/api/v1/subscribers/{id}/erase', person)),
        back,
        () => 'It is being done again.',
      );
    }
    default:
      throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  }
}

function situation({ kind, status, error, report, dueAt }: PrivacyRequest): ReactNode {
  if (status === 'waiting')
    return (
      <>
        The person asked {kind === 'erase' ? 'to be erased' : 'for a copy of everything that is held on them'}. The
        answer is due {dueAt === null ? 'soon' : <DueDay at={dueAt} />}.
      </>
    );
  if (status === 'declined') return 'It was declined; the person reads why on their preference page.';
  if (kind === 'export')
    return dueAt === null
      ? 'Everything that is held on the person was handed out as a file.'
      : 'The person was given a copy of everything that is held on them.';
  if (status === 'failed') return error ?? 'It could not be finished.';
  if (status !== 'completed') return 'The person gets no more mail. What is held on them is being removed.';
  const { scanned } = report;
  if (scanned === null) return 'It is done.';
  return `Nothing was found in ${number(scanned.rows)} rows of ${number(scanned.tables)} tables and ${number(scanned.workflows)} workflow histories.`;
}

export default function PrivacyRequestPage() {
  const { item, copyWanted } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  useLivePage(2_000, item.status === 'queued' || item.status === 'running');
  const { kind, status, report, dueAt, createdAt, answeredAt, answeredBy, reason } = item;
  const removed = Object.entries(report.removed);
  return (
    <>
      <PageHeader
        up={{ to: '/privacy', label: 'Privacy' }}
        title={<span className="break-all">{privacyTitle(item)}</span>}
        beside={<PrivacyPill status={status} />}
        situation={situation(item)}
      />
      {sent?.refusal && (
        <Notice tone="bad" className="mb-4">
          {sent.refusal.message}
        </Notice>
      )}
      <div className="max-w-2xl space-y-6">
        {status === 'waiting' && <PrivacyAnswer item={item} copyWanted={copyWanted} />}
        <SectionCard title="What was asked">
          <dl className="grid gap-3 px-4 pb-4 sm:grid-cols-3">
            <Fact name={`Asked by ${askedBy(item)}`}>
              <Moment at={createdAt} as="both" />
            </Fact>
            {dueAt !== null && (
              <>
                <Fact name="Answer due">
                  <Moment at={dueAt} as="both" />
                </Fact>
                <Fact name={answeredBy === null ? 'Answered' : `Answered by ${actorWords(answeredBy)}`}>
                  {answeredAt === null ? 'not yet' : <Moment at={answeredAt} as="both" />}
                </Fact>
              </>
            )}
            {reason !== null && (
              <Fact name="Why it was declined" className="sm:col-span-3">
                {reason}
              </Fact>
            )}
          </dl>
        </SectionCard>
        {report.found.length > 0 && (
          <SectionCard title="Where traces are left">
            <ul className="list-disc space-y-1 pr-4 pb-4 pl-8">
              {report.found.map(({ table, column, rows, what }) => (
                <li key={`${table} ${column} ${what}`}>
                  The {what} in <span className="font-mono">{`${table}.${column}`}</span>, {number(rows)} times
                </li>
              ))}
            </ul>
          </SectionCard>
        )}
        {report.mentions.length > 0 && (
          <SectionCard title="Where the name stands with others">
            <p className="px-4 text-text-quiet">
              People share names, so these were left as they are. Look whether they mean this person.
            </p>
            <ul className="list-disc space-y-1 pt-1 pr-4 pb-4 pl-8">
              {report.mentions.map(({ table, column, rows, subscriberIds }) => (
                <li key={`${table} ${column}`}>
                  <span className="font-mono">{`${table}.${column}`}</span>, {number(rows)} times
                  {subscriberIds.map((person, at) => (
                    <span key={person}>
                      {at === 0 ? ': ' : ', '}
                      <Link to={`/people/${person}`} className="link">
                        person {at + 1}
                      </Link>
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          </SectionCard>
        )}
        {kind === 'erase' && status === 'failed' && (
          <Form method="post">
            <SubmitButton name="intent" value="again" busy="Starting…">
              Erase again
            </SubmitButton>
          </Form>
        )}
        {removed.length > 0 && (
          <SectionCard title="What was removed">
            <dl className="grid grid-cols-2 gap-2 px-4 pb-4 sm:grid-cols-3">
              {removed.map(([table, rows]) => (
                <div key={table}>
                  <dt className="text-text-quiet">{table.replaceAll('_', ' ')}</dt>
                  <dd className="font-semibold">{number(rows)}</dd>
                </div>
              ))}
            </dl>
          </SectionCard>
        )}
      </div>
    </>
  );
}

function Fact({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return (
    <div className={className}>
      <dt className="text-text-quiet">{name}</dt>
      <dd className="break-words whitespace-pre-line">{children}</dd>
    </div>
  );
}
