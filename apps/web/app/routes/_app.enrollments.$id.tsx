import { answer } from '@dripemails/api-client';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { CircleStop, ExternalLink, Pause, Play } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { EnrollmentDialog } from '../components/enrollment-dialog';
import { EnrollmentMails } from '../components/enrollment-mails';
import { Moment } from '../components/moment';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { SectionCard } from '../components/section-card';
import { EnrollmentPill, outcomeWord } from '../components/state-pill';
import { lineOf, Timeline } from '../components/timeline';
import { useLivePage } from '../components/use-live-page';
import { environment } from '../environment.server';
import { placeholderValues, previewPlaceholders } from '../sequence/preview-placeholders';
import { apiFor, finish, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { safePath } from '../session/safe-path';
import { count } from '../words/count';
import { personName } from '../words/person';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `${personName(data.enrollment.subscriber)} in ${data.enrollment.sequenceName} · DripEmails`
      : 'DripEmails',
  },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const id = idOf(params);
  const [enrollment, messages] = await Promise.all([
    load(api.GET('/api/v1/enrollments/{id}', { params: { path: { id } } })),
    load(api.GET('/api/v1/messages', { params: { query: { enrollmentId: id, limit: 50 } } })),
  ]);
  const sequence = await load(api.GET('/api/v1/sequences/{id}', { params: { path: { id: enrollment.sequenceId } } }));
  // The API's own link wins; without one the operator at least lands in Temporal's web UI.
  return {
    enrollment,
    sequenceState: sequence.state,
    messages: messages.items,
    workflowUrl: enrollment.workflowUrl || environment.TEMPORAL_UI_URL,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = apiFor(request);
  const reason = String(form.get('reason') ?? '').trim();
  const init = { params: { path: { id: idOf(params) } }, body: reason === '' ? {} : { reason } };
  const back = safePath(form.get('back'));
  switch (form.get('intent')) {
    case 'pause':
      return finish(
        () => answer(api.POST('/api/v1/enrollments/{id}/pause', init)),
        back,
        ({ subscriber }) => `${personName(subscriber)} is paused.`,
      );
    case 'resume':
      return finish(
        () => answer(api.POST('/api/v1/enrollments/{id}/resume', init)),
        back,
        ({ subscriber }) => `${personName(subscriber)} goes on.`,
      );
    case 'stop':
      return finish(
        () => answer(api.POST('/api/v1/enrollments/{id}/stop', init)),
        back,
        ({ subscriber }) => `Stopped. ${personName(subscriber)} gets no more of it.`,
      );
    default:
      throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  }
}

export default function EnrollmentPage() {
  const { enrollment, sequenceState, messages, workflowUrl } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { state, outcome, reason, next, subscriber } = enrollment;
  useLivePage(2_000, state !== 'ended');
  const name = personName(subscriber);
  // While the whole sequence stands still, resuming one person would change nothing.
  const sequenceStands = sequenceState !== 'active' && state !== 'ended';
  // The engine's words carry no personal data; here its placeholders may be read with this person's values.
  const filled = (words: string) => previewPlaceholders(words, 'text', placeholderValues(subscriber));
  const sentence = filled(
    next?.why ?? (outcome ? `${outcomeWord(outcome)}${reason ? `: ${reason}` : ''}` : (reason ?? '')),
  );
  return (
    <>
      <PageHeader
        up={{ to: `/sequences/${enrollment.sequenceId}/people`, label: enrollment.sequenceName }}
        title={name}
        beside={<EnrollmentPill state={state} outcome={outcome} />}
        situation={sentence}
        actions={
          state !== 'ended' && (
            <>
              <AskButton ask="stop">
                <CircleStop aria-hidden />
                Stop
              </AskButton>
              {state === 'paused' || state === 'held' ? (
                !sequenceStands && (
                  <AskButton ask="resume" look="primary">
                    <Play aria-hidden />
                    Resume
                  </AskButton>
                )
              ) : (
                <AskButton ask="pause">
                  <Pause aria-hidden />
                  Pause
                </AskButton>
              )}
            </>
          )
        }
      />
      {sequenceStands && (
        <Notice tone="warn" className="mb-4">
          The whole sequence is {sequenceState}, so nobody in it gets mail.{' '}
          <Link to={`/sequences/${enrollment.sequenceId}`} className="link">
            Go to the sequence
          </Link>
        </Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <SectionCard title="What happened, and what comes next">
          <div className="px-4 pb-4">
            <Timeline
              label="What happened"
              lines={enrollment.timeline.map((entry) => ({ ...lineOf(entry, false), what: filled(entry.what) }))}
            />
            {state !== 'ended' && (
              <>
                <p className="my-3 flex items-center gap-3 text-xs font-medium text-accent" aria-label="Now">
                  <span aria-hidden className="size-3.5 rounded-full bg-accent ring-4 ring-accent-soft" />
                  Now
                  <span aria-hidden className="h-px flex-1 bg-accent" />
                </p>
                {enrollment.forecast.length > 0 && (
                  <Timeline
                    quiet
                    label="What comes next, if nothing changes"
                    lines={enrollment.forecast.map((entry) => ({ ...entry, what: filled(entry.what) }))}
                    personZone={subscriber.timeZone}
                  />
                )}
                <p className="mt-2 text-xs text-text-quiet">
                  {state === 'paused' || state === 'held'
                    ? `Nothing happens while it is ${state}${reason ? ` (${reason})` : ''}.`
                    : 'Below “now” is what comes if nothing changes.'}
                </p>
              </>
            )}
          </div>
        </SectionCard>
        <div className="space-y-6">
          <SectionCard title="Facts">
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 px-4 pb-4 [&>dt]:text-text-quiet">
              <dt>Person</dt>
              <dd className="min-w-0">
                <Link to={`/people/${enrollment.subscriberId}`} className="link break-all">
                  {subscriber.email}
                </Link>
              </dd>
              <dt>Version</dt>
              <dd>{enrollment.version}</dd>
              <dt>Time zone</dt>
              <dd>{subscriber.timeZone ?? 'that of the workspace'}</dd>
              <dt>Added</dt>
              <dd>
                <Moment at={enrollment.enrolledAt} as="both" />
              </dd>
              {enrollment.endedAt && (
                <>
                  <dt>Ended</dt>
                  <dd>
                    <Moment at={enrollment.endedAt} as="both" />
                  </dd>
                </>
              )}
              {state === 'active' && next && (
                <>
                  <dt>Next due</dt>
                  <dd>
                    <Moment at={next.at} as="due" />
                    <span className="block text-xs text-text-quiet">
                      <Moment at={next.at} as="exact" personZone={subscriber.timeZone} />
                    </span>
                  </dd>
                </>
              )}
            </dl>
            <p className="border-t border-line px-4 py-3">
              <a href={workflowUrl} target="_blank" rel="noreferrer" className="link inline-flex items-center gap-1.5">
                Its workflow in Temporal Web
                <ExternalLink aria-hidden className="size-3.5" />
              </a>
            </p>
          </SectionCard>
          <SectionCard
            title="Mails"
            aside={<span className="text-text-quiet">{count(enrollment.sent, 'mail')} sent</span>}
          >
            <EnrollmentMails messages={messages} />
          </SectionCard>
        </div>
      </div>
      <EnrollmentDialog ask={params.get('ask')} enrollment={enrollment} />
    </>
  );
}
