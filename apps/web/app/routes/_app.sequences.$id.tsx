import { answer } from '@dripemails/api-client';
import type { PublishResult, Sequence } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Outlet, useActionData, useLoaderData, useMatches, useSearchParams } from '@remix-run/react';
import { Archive, Pause, Pencil, Play, Rocket, UserPlus } from 'lucide-react';
import { z } from 'zod';
import { AskButton } from '../components/ask-button';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { SequenceDialog } from '../components/sequence-dialogs/sequence-dialog';
import { SequencePill } from '../components/state-pill';
import { TabLinks } from '../components/tab-links';
import { useLivePage } from '../components/use-live-page';
import { resumeModeOf } from '../sequence/resume-modes';
import { sequenceSituation } from '../sequence/situation';
import { attempt, finish, load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { idOf } from '../session/id-of.server';
import { askOf, pick } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { people } from '../words/count';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.sequence.name ?? 'Sequence'} · DripEmails` },
];

const liveEveryMs = 2_000;

/** The sequence, and what the dialog in the address has to say: publishing and going back are tried both ways without doing it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const engine = engineFor(request);
  const id = idOf(params);
  const ask = askOf(request);
  const version = pick(request, 'of', z.coerce.number().int().min(1)).of ?? null;
  const tryOut = (running: 'keep' | 'move') =>
    ask === 'rollback' && version !== null
      ? dryRun(() => answer(engine.rollback(id, { version, running, dryRun: true })))
      : dryRun(() => answer(engine.publish(id, { running, dryRun: true })));
  const isTried = ask === 'publish' || (ask === 'rollback' && version !== null);
  const [sequence, lists, segments, dryRuns] = await Promise.all([
    load(engine.sequence(id)),
    ask === 'enroll' || ask === 'activate' ? load(engine.lists()) : null,
    ask === 'enroll' ? load(engine.segments()) : null,
    isTried ? Promise.all([tryOut('keep'), tryOut('move')]) : null,
  ]);
  return {
    ...{ sequence, lists: lists?.items ?? [], segments: segments?.items ?? [], version },
    dryRuns: dryRuns && { keep: dryRuns[0], move: dryRuns[1] },
  };
}

/** What publishing would do; when even that is refused, the refusal is the problem to show. */
async function dryRun(work: () => Promise<PublishResult>): Promise<PublishResult> {
  const { ok, refusal } = await attempt(work);
  const problems = [{ stepId: null, path: '', message: refusal?.message ?? '' }];
  return ok ?? { version: null, moved: 0, kept: 0, dryRun: true, problems, effects: [] };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const engine = engineFor(request);
  const id = idOf(params);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const back = safePath(form.get('back'));
  const running = text('running') === 'move' ? 'move' : 'keep';
  const published = ({ version, moved }: PublishResult) =>
    `Version ${version} is published.${moved > 0 ? ` ${people(moved)} moved to it.` : ''}`;
  switch (form.get('intent')) {
    case 'publish':
      return finish(() => answer(engine.publish(id, { running, dryRun: false })), back, published);
    case 'rollback':
      return finish(
        () => answer(engine.rollback(id, { version: Number(text('version')), running, dryRun: false })),
        back,
        published,
      );
    case 'activate':
      return finish(
        () => answer(engine.activate(id, { enrollExisting: text('existing') === 'yes' })),
        back,
        ({ settings }) =>
          text('existing') === 'yes'
            ? 'It is active, and the people on its lists are being added.'
            : settings?.triggers.length
              ? 'It is active. Its triggers add people from now on.'
              : 'It is active. Add people to start sending.',
      );
    case 'pause':
      return finish(
        () => answer(engine.pauseSequence(id)),
        back,
        ({ counts: { active, held, paused } }) =>
          active + held + paused === 0 ? 'Paused.' : `Paused. ${people(active + held + paused)} stay where they are.`,
      );
    case 'resume': {
      const mode = resumeModeOf(text('mode'));
      const rate = text('rate');
      return finish(
        () => answer(engine.resumeSequence(id, { mode, ...(rate !== '' && { ratePerMinute: Number(rate) }) })),
        back,
        () => (rate === '' ? 'It goes on.' : `It goes on, at most ${people(Number(rate))} a minute.`),
      );
    }
    case 'archive':
      return finish(
        () => answer(engine.archive(id)),
        back,
        () => 'Archived.',
      );
    case 'rename':
      return finish(
        () => answer(engine.updateSequence(id, { name: text('name') })),
        back,
        () => 'Renamed.',
      );
    case 'enroll-one':
      return finish(
        () => answer(engine.enroll(id, { email: text('email') })),
        `/sequences/${id}/people`,
        () => `${text('email')} is in it now.`,
      );
    case 'enroll-list':
    case 'enroll-segment': {
      const isList = form.get('intent') === 'enroll-list';
      const audience = isList ? { listId: text('list') } : { segmentId: text('segment') };
      const { ok, refusal, status } = await attempt(() => answer(engine.enroll(id, audience)));
      if (refusal) return data({ refusal }, status);
      const operation = ok && 'operationId' in ok ? `?operation=${ok.operationId}` : '';
      return finish(
        async () => undefined,
        `/sequences/${id}/people${operation}`,
        () => (isList ? 'The list is being added.' : 'The people of the segment are being added.'),
      );
    }
    default:
      throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  }
}

export default function SequenceLayout() {
  const { sequence, lists, segments, dryRuns, version } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [params] = useSearchParams();
  // Forms hold text that is not saved yet; a page that asks the API there might replace it with an error.
  const isEditing = useMatches().some(({ id }) => /\$id\.(_index|settings|simulate)$/.test(id));
  useLivePage(liveEveryMs, !isEditing);
  const tab = (path: string) => `/sequences/${sequence.id}${path}`;
  return (
    <>
      <PageHeader
        up={{ to: '/sequences', label: 'Sequences' }}
        title={sequence.name}
        beside={<SequencePill state={sequence.state} />}
        situation={sequenceSituation(sequence)}
        actions={<SequenceActions sequence={sequence} />}
      />
      {refused?.refusal && (
        <Notice tone="bad" className="mb-4">
          {refused.refusal.message}
        </Notice>
      )}
      <TabLinks
        label="Sequence"
        tabs={[
          { to: tab(''), label: 'Build', end: true },
          { to: tab('/people'), label: 'People' },
          { to: tab('/simulate'), label: 'Simulate' },
          { to: tab('/results'), label: 'Results' },
          { to: tab('/versions'), label: 'Versions' },
          { to: tab('/settings'), label: 'Settings' },
        ]}
      />
      <Outlet context={sequence satisfies Sequence} />
      <SequenceDialog ask={params.get('ask')} {...{ sequence, lists, segments, dryRuns, version }} />
    </>
  );
}

/** The one thing to do next stands last and is filled; the rest depends on the state. */
function SequenceActions({ sequence: { state, version, hasUnpublishedChanges } }: { sequence: Sequence }) {
  const isOpen = state !== 'archived';
  const canPublish = isOpen && (hasUnpublishedChanges || version === null);
  const canActivate = state === 'draft' && version !== null;
  return (
    <>
      {isOpen && (
        <AskButton ask="rename" look="quiet">
          <Pencil aria-hidden />
          Rename
        </AskButton>
      )}
      {isOpen && state !== 'active' && (
        <AskButton ask="archive" look="quiet">
          <Archive aria-hidden />
          Archive
        </AskButton>
      )}
      {state === 'active' && (
        <AskButton ask="pause">
          <Pause aria-hidden />
          Pause
        </AskButton>
      )}
      {canPublish && (
        <AskButton ask="publish" look={version === null ? 'primary' : 'secondary'}>
          <Rocket aria-hidden />
          Publish
        </AskButton>
      )}
      {canActivate && (
        <AskButton ask="activate" look="primary">
          <Play aria-hidden />
          Activate
        </AskButton>
      )}
      {state === 'paused' && (
        <AskButton ask="resume" look="primary">
          <Play aria-hidden />
          Resume
        </AskButton>
      )}
      {state === 'active' && (
        <AskButton ask="enroll" look="primary">
          <UserPlus aria-hidden />
          Add people
        </AskButton>
      )}
    </>
  );
}
