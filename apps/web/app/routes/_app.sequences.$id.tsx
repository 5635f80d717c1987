import { answer } from '@dripemails/api-client';
import type { Sequence } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Outlet, useActionData, useLoaderData, useMatches, useSearchParams } from '@remix-run/react';
import { Archive, Pause, Pencil, Play, Rocket, UserPlus } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { SequenceDialog } from '../components/sequence-dialogs/sequence-dialog';
import { SequencePill } from '../components/state-pill';
import { TabLinks } from '../components/tab-links';
import { useLivePage } from '../components/use-live-page';
import { sequenceSituation } from '../sequence/situation';
import { apiFor, attempt, finish, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { askOf } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { people } from '../words/count';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.sequence.name ?? 'Sequence'} · DripEmails` },
];

const liveEveryMs = 2_000;

/** The sequence, and what the dialog in the address has to say: publishing is tried both ways without doing it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const path = { id: idOf(params) };
  const ask = askOf(request);
  const tryPublish = async (running: 'keep' | 'move') => {
    const { ok, refusal } = await attempt(() =>
      answer(api.POST('/api/v1/sequences/{id}/publish', { params: { path }, body: { running, dryRun: true } })),
    );
    return (
      ok ?? {
        version: null,
        moved: 0,
        kept: 0,
        dryRun: true,
        problems: [{ stepId: null, path: '', message: refusal?.message ?? '' }],
      }
    );
  };
  const [sequence, lists, dryRuns] = await Promise.all([
    load(api.GET('/api/v1/sequences/{id}', { params: { path } })),
    ask === 'enroll' ? load(api.GET('/api/v1/lists', { params: { query: { limit: 200 } } })) : null,
    ask === 'publish' ? Promise.all([tryPublish('keep'), tryPublish('move')]) : null,
  ]);
  return { sequence, lists: lists?.items ?? [], dryRuns: dryRuns && { keep: dryRuns[0], move: dryRuns[1] } };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = apiFor(request);
  const at = { params: { path: { id: idOf(params) } } };
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const back = safePath(form.get('back'));
  switch (form.get('intent')) {
    case 'publish':
      return finish(
        () =>
          answer(
            api.POST('/api/v1/sequences/{id}/publish', {
              ...at,
              body: { running: text('running') === 'move' ? 'move' : 'keep', dryRun: false },
            }),
          ),
        back,
        ({ version, moved }) => `Version ${version} is published.${moved > 0 ? ` ${people(moved)} moved to it.` : ''}`,
      );
    case 'activate':
      return finish(
        () => answer(api.POST('/api/v1/sequences/{id}/activate', at)),
        back,
        () => 'It is active. Add people to start sending.',
      );
    case 'pause':
      return finish(
        () => answer(api.POST('/api/v1/sequences/{id}/pause', at)),
        back,
        ({ counts: { active, held, paused } }) =>
          active + held + paused === 0 ? 'Paused.' : `Paused. ${people(active + held + paused)} stay where they are.`,
      );
    case 'resume':
      return finish(
        () =>
          answer(
            api.POST('/api/v1/sequences/{id}/resume', {
              ...at,
              body: { mode: text('mode') === 'keepClock' ? 'keepClock' : 'freeze' },
            }),
          ),
        back,
        () => 'It goes on.',
      );
    case 'archive':
      return finish(
        () => answer(api.POST('/api/v1/sequences/{id}/archive', at)),
        back,
        () => 'Archived.',
      );
    case 'rename':
      return finish(
        () => answer(api.PATCH('/api/v1/sequences/{id}', { ...at, body: { name: text('name') } })),
        back,
        () => 'Renamed.',
      );
    case 'enroll-one':
      return finish(
        () => answer(api.POST('/api/v1/sequences/{id}/enrollments', { ...at, body: { email: text('email') } })),
        `/sequences/${idOf(params)}/people`,
        () => `${text('email')} is in it now.`,
      );
    case 'enroll-list': {
      const { ok, refusal, status } = await attempt(() =>
        answer(api.POST('/api/v1/sequences/{id}/enrollments', { ...at, body: { listId: text('list') } })),
      );
      if (refusal) return data({ refusal }, status);
      const operation = ok && 'operationId' in ok ? `?operation=${ok.operationId}` : '';
      return finish(
        async () => undefined,
        `/sequences/${idOf(params)}/people${operation}`,
        () => 'The list is being added.',
      );
    }
    default:
      throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  }
}

export default function SequenceLayout() {
  const { sequence, lists, dryRuns } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [params] = useSearchParams();
  // The editor holds text that is not saved yet; a page that asks the API there might replace it with an error.
  const isEditing = useMatches().some(({ id }) => id === 'routes/_app.sequences.$id._index');
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
          { to: tab('/results'), label: 'Results' },
          { to: tab('/versions'), label: 'Versions' },
        ]}
      />
      <Outlet context={sequence satisfies Sequence} />
      <SequenceDialog ask={params.get('ask')} sequence={sequence} lists={lists} dryRuns={dryRuns} />
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
