import { answer } from '@dripemails/api-client';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { Check, CircleStop, Pause, Play, Undo2 } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { EnrollmentDialog } from '../components/enrollment/enrollment-dialog';
import { EnrollmentFacts } from '../components/enrollment/enrollment-facts';
import { EnrollmentMails } from '../components/enrollment/enrollment-mails';
import { EnrollmentRepairs } from '../components/enrollment/enrollment-repairs';
import { EnrollmentStory } from '../components/enrollment/enrollment-story';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { RevisionCompare } from '../components/revision-compare';
import { SectionCard } from '../components/section-card';
import { choicesOf } from '../components/sequence-editor/editor-world';
import { EnrollmentPill, outcomeWord } from '../components/state-pill';
import { useLivePage } from '../components/use-live-page';
import { environment } from '../environment.server';
import { placeholderValues, previewPlaceholders } from '../sequence/preview-placeholders';
import { readNamed } from '../sequence/read-named.server';
import { resumeModeOf } from '../sequence/resume-modes';
import { placedSteps } from '../sequence/step-tree';
import { noNames } from '../sequence/step-words';
import { apiFor, attempt, finish, load } from '../session/api.server';
import { engineFor, type EnrollmentVerb } from '../session/engine-api.server';
import { idOf } from '../session/id-of.server';
import { askOf } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { instantOf } from '../time/local-instant';
import { count } from '../words/count';
import { personName } from '../words/person';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `${personName(data.enrollment.subscriber)} in ${data.enrollment.sequenceName} · DripEmails`
      : 'DripEmails',
  },
];

/** The steps of the person's own version are asked for only where a dialog lets one choose among them. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const engine = engineFor(request);
  const id = idOf(params);
  const ask = askOf(request);
  const [enrollment, messages] = await Promise.all([
    load(engine.enrollment(id)),
    load(apiFor(request).GET('/api/v1/messages', { params: { query: { enrollmentId: id, limit: 50 } } })),
  ]);
  const { sequenceId, version, awaitingApproval } = enrollment;
  const asksForStep = ask === 'rewind' || ask === 'skip';
  const [sequence, versions, named, revision] = await Promise.all([
    load(engine.sequence(sequenceId)),
    asksForStep ? attempt(() => answer(engine.versions(sequenceId))) : null,
    asksForStep ? readNamed(request, sequenceId) : null,
    awaitingApproval ? attempt(() => answer(engine.revision(awaitingApproval.revisionId))) : null,
  ]);
  const theirs = versions?.ok?.items.find((one) => one.version === version);
  return {
    enrollment,
    sequenceState: sequence.state,
    messages: messages.items,
    steps: theirs?.steps ?? (versions ? sequence.steps : []),
    named,
    revision: revision?.ok ?? null,
    // The API's own link wins; without one the operator at least lands in Temporal's web UI.
    workflowUrl: enrollment.workflowUrl || environment.TEMPORAL_UI_URL,
  };
}

const said: Record<EnrollmentVerb, (name: string) => string> = {
  pause: (name) => `${name} is paused.`,
  resume: (name) => `${name} goes on.`,
  stop: (name) => `Stopped. ${name} gets no more of it.`,
  skip: (name) => `Skipped. ${name} goes on with what comes after it.`,
  rewind: (name) => `${name} is back at the step you chose.`,
  due: () => 'The due time is changed.',
  approve: (name) => `Answered. ${name} gets the mail as soon as it is due.`,
  retry: (name) => `It is tried again for ${name}.`,
};
const isVerb = (intent: string): intent is EnrollmentVerb => Object.hasOwn(said, intent);

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const intent = text('intent');
  if (!isVerb(intent))
    throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  const at = instantOf(text('at'), text('timeZone') || 'UTC');
  if (intent === 'due' && at === null) {
    const message = 'Give a day and a time.';
    return data({ refusal: { message, fields: { at: [message] } } }, 400);
  }
  const reason = text('reason') === '' ? {} : { reason: text('reason') };
  const own: Partial<Record<EnrollmentVerb, Record<string, unknown>>> = {
    resume: { mode: resumeModeOf(text('mode')) },
    skip: text('stepId') === '' ? {} : { stepId: text('stepId') },
    rewind: { stepId: text('stepId'), resend: text('resend') === 'yes' },
    due: { at },
    approve: { use: text('use') === 'original' ? 'original' : 'revised' },
  };
  const engine = engineFor(request);
  return finish(
    () => answer(engine.control(idOf(params), intent, { ...own[intent], ...reason })),
    safePath(form.get('back')),
    ({ subscriber }) => said[intent](personName(subscriber)),
  );
}

export default function EnrollmentPage() {
  const { enrollment, sequenceState, messages, steps, named, revision, workflowUrl } = useLoaderData<typeof loader>();
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
      {revision && enrollment.awaitingApproval && state !== 'ended' && (
        <SectionCard title="A mail that AI revised waits for your approval" className="mb-6">
          <div className="space-y-4 px-4 pb-4">
            <RevisionCompare revision={revision} />
            <div className="flex flex-wrap gap-2">
              {revision.revised && (
                <AskButton ask="approve" look="primary">
                  <Check aria-hidden />
                  Approve the revised mail
                </AskButton>
              )}
              <AskButton ask="decline">
                <Undo2 aria-hidden />
                Use the original
              </AskButton>
            </div>
          </div>
        </SectionCard>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <EnrollmentStory enrollment={enrollment} filled={filled} />
        <div className="space-y-6">
          <EnrollmentRepairs enrollment={enrollment} messages={messages} />
          <EnrollmentFacts enrollment={enrollment} workflowUrl={workflowUrl} />
          <SectionCard
            title="Mails"
            aside={<span className="text-text-quiet">{count(enrollment.sent, 'mail')} sent</span>}
          >
            <EnrollmentMails messages={messages} />
          </SectionCard>
        </div>
      </div>
      <EnrollmentDialog
        ask={params.get('ask')}
        enrollment={enrollment}
        steps={steps}
        names={named ? choicesOf(named, placedSteps(steps)).names : noNames}
        revision={revision}
      />
    </>
  );
}
