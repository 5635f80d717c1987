import { answer } from '@dripemails/api-client';
import type { Revision } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { Check, CheckCheck, Undo2 } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { EmptyState } from '../components/empty-state';
import { ReasonField } from '../components/enrollment/reason-field';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { QuestionDialog } from '../components/question-dialog';
import { RevisionCompare } from '../components/revision-compare';
import { useLivePage } from '../components/use-live-page';
import { namePlaceholders } from '../sequence/preview-placeholders';
import { attempt, finish, load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { pageOf } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { count } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Approvals · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const engine = engineFor(request);
  const [page, sequences] = await Promise.all([
    load(engine.awaitingApproval(pageOf(request))),
    attempt(() => answer(engine.sequences())),
  ]);
  return { page, sequences: (sequences.ok?.items ?? []).map(({ id, name }) => ({ id, name })) };
}

/** Answers a revision: for its person, or, when it was made once for everybody, for all who wait for it. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  if (text('intent') !== 'answer')
    throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  const engine = engineFor(request);
  const use = text('use') === 'original' ? 'original' : 'revised';
  const reason = text('reason') === '' ? {} : { reason: text('reason') };
  return finish(
    async () => {
      const { id, enrollmentId, sequenceId } = await answer(engine.revision(text('of')));
      if (enrollmentId) return answer(engine.control(enrollmentId, 'approve', { use, ...reason }));
      return answer(engine.bulk({ filter: { sequenceId, awaiting: id }, action: { do: 'approve', use }, ...reason }));
    },
    safePath(form.get('back')),
    () => (use === 'revised' ? 'Approved. It goes out as soon as it is due.' : 'The original goes out instead.'),
  );
}

export default function ApprovalsPage() {
  const { page, sequences } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  useLivePage(5_000);
  const asked = page.items.find(({ id }) => id === params.get('of'));
  const nameOf = (id: string) => sequences.find((one) => one.id === id)?.name ?? 'A sequence';
  return (
    <>
      <PageHeader
        title="Approvals"
        situation={
          page.items.length === 0
            ? 'Nothing waits for you.'
            : `${count(page.items.length, 'mail')}${
                page.nextCursor ? ' and more wait' : page.items.length === 1 ? ' waits' : ' wait'
              } for your answer; nobody gets them before.`
        }
      />
      {page.items.length === 0 ? (
        <EmptyState icon={CheckCheck} title="Nothing to approve">
          When a sequence has a step “AI revision” that needs approval, each revised mail waits here beside its original
          until you choose one of the two.
        </EmptyState>
      ) : (
        <ul role="list" className="space-y-6">
          {page.items.map((revision) => (
            <WaitingRevision key={revision.id} revision={revision} sequence={nameOf(revision.sequenceId)} />
          ))}
        </ul>
      )}
      <Pager nextCursor={page.nextCursor} />
      {asked && <AnswerDialog revision={asked} use={params.get('ask') === 'decline' ? 'original' : 'revised'} />}
    </>
  );
}

function WaitingRevision({ revision, sequence }: { revision: Revision; sequence: string }) {
  const { id, sequenceId, enrollmentId, original, revised, createdAt } = revision;
  const subject = namePlaceholders(original.subject);
  return (
    <li className="card p-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-base font-semibold">{subject}</h2>
          <p className="text-text-quiet">
            <Link to={`/sequences/${sequenceId}`} className="link">
              {sequence}
            </Link>
            {' · '}
            {enrollmentId ? (
              <Link to={`/enrollments/${enrollmentId}`} className="link">
                for one person
              </Link>
            ) : (
              'for everybody'
            )}
            {' · '}
            <Moment at={createdAt} />
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <AskButton ask="decline" of={id} label={`Use the original of ${subject}`}>
            <Undo2 aria-hidden />
            Use the original
          </AskButton>
          {revised && (
            <AskButton ask="approve" of={id} look="primary" label={`Approve ${subject}`}>
              <Check aria-hidden />
              Approve
            </AskButton>
          )}
        </div>
      </div>
      <RevisionCompare revision={revision} />
    </li>
  );
}

function AnswerDialog({ revision, use }: { revision: Revision; use: 'revised' | 'original' }) {
  const isRevised = use === 'revised';
  const who = revision.enrollmentId ? 'One person gets it' : 'Everybody who waits for it gets it';
  return (
    <QuestionDialog
      title={isRevised ? 'Send the revised mail?' : 'Send the original?'}
      action="/approvals"
      intent="answer"
      submit={isRevised ? 'Approve and send' : 'Send the original'}
      busy="Sending…"
    >
      <input type="hidden" name="of" value={revision.id} />
      <input type="hidden" name="use" value={use} />
      <p>
        “{namePlaceholders((isRevised ? revision.revised : null)?.subject ?? revision.original.subject)}”: {who} as soon
        as it is due.
      </p>
      <ReasonField />
    </QuestionDialog>
  );
}
