import { answer } from '@dripemails/api-client';
import type { ApiKey } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteLoaderData, useSearchParams } from '@remix-run/react';
import { ExternalLink, KeyRound, Plus, Trash2 } from 'lucide-react';
import { ApiKeyDialog } from '../components/api-key-dialog';
import { AskButton } from '../components/ask-button';
import { DataTable, type Column } from '../components/data-table';
import { EmptyState } from '../components/empty-state';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { Pager } from '../components/pager';
import { PublicLookForm } from '../components/public-look-form';
import { SectionCard } from '../components/section-card';
import { ThemeChoice } from '../components/theme-switch';
import { WorkspaceForm } from '../components/workspace-form';
import { environment } from '../environment.server';
import { apiFor, attempt, finish, load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { readBranding } from '../session/branding-form';
import { readWorkspace } from '../session/workspace-form';
import { pageOf } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { redirectWithToast } from '../session/toast.server';
import { retentionWords } from '../words/retention';
import type { loader as appLoader } from './_app';

export const meta: MetaFunction = () => [{ title: 'Settings · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const [keys, { previewUrl }] = await Promise.all([
    load(apiFor(request).GET('/api/v1/api-keys', { params: { query: pageOf(request) } })),
    load(engineFor(request).publicLook()),
  ]);
  return { keys, previewUrl, temporalUiUrl: environment.TEMPORAL_UI_URL, docsUrl: `${environment.API_URL}/api/docs` };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const api = apiFor(request);
  switch (form.get('intent')) {
    case 'create-key': {
      // The key is in this one answer and nowhere else; a redirect would lose it.
      const { ok, refusal, status } = await attempt(() =>
        answer(api.POST('/api/v1/api-keys', { body: { name: String(form.get('name') ?? '').trim() } })),
      );
      return data({ created: ok, refusal }, status);
    }
    case 'save-workspace': {
      const { refusal, status } = await attempt(() => answer(engineFor(request).updateWorkspace(readWorkspace(form))));
      if (refusal) return data({ refusal, workspace: true }, status);
      return redirectWithToast('/settings', 'Saved.');
    }
    case 'save-look': {
      const { refusal, status } = await attempt(() => answer(engineFor(request).updateWorkspace(readBranding(form))));
      if (refusal) return data({ refusal, look: true }, status);
      return redirectWithToast('/settings', 'Saved.');
    }
    case 'revoke-key':
      return finish(
        () => answer(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: String(form.get('of') ?? '') } } })),
        safePath(form.get('back')),
        () => 'The key is revoked.',
      );
    default:
      throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
  }
}

const columns: readonly Column<ApiKey>[] = [
  {
    name: 'Name',
    cell: ({ name, prefix }) => (
      <>
        <span className="font-medium">{name}</span>
        <span className="block font-mono text-xs text-text-quiet">{prefix}…</span>
      </>
    ),
  },
  { name: 'Made', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  { name: 'Last used', cell: ({ lastUsedAt }) => (lastUsedAt ? <Moment at={lastUsedAt} /> : 'never') },
  {
    name: 'Actions',
    bare: true,
    number: true,
    cell: ({ id, name }) => (
      <span className="flex justify-end">
        <AskButton ask="revoke-key" of={id} look="quiet" label={`Revoke ${name}`} className="px-2">
          <Trash2 aria-hidden />
        </AskButton>
      </span>
    ),
  },
];

export default function SettingsPage() {
  const { keys, previewUrl, temporalUiUrl, docsUrl } = useLoaderData<typeof loader>();
  const me = useRouteLoaderData<typeof appLoader>('routes/_app')?.me;
  const sent = useActionData<typeof action>();
  const [params] = useSearchParams();
  const newKey = (
    <AskButton ask="create-key">
      <Plus aria-hidden />
      New API key
    </AskButton>
  );
  return (
    <>
      <PageHeader
        title="Settings"
        situation={me && `${me.workspace.name}. You are signed in as ${me.email ?? me.name}.`}
      />
      <div className="space-y-6">
        {me && (
          <>
            {me.workspace.isDemo && (
              <p className="text-text-quiet">Demo time: one day takes {me.workspace.clock.secondsPerDay} seconds.</p>
            )}
            <WorkspaceForm workspace={me.workspace} refusal={sent && 'workspace' in sent ? sent.refusal : undefined} />
            <PublicLookForm
              workspace={me.workspace}
              previewUrl={previewUrl}
              refusal={sent && 'look' in sent ? sent.refusal : undefined}
            />
            <SectionCard title="How long things are kept" className="max-w-2xl">
              <p className="px-4 pb-4 text-text-quiet">
                {retentionWords(me.workspace.retention)}{' '}
                <Link to="/privacy#kept" className="link">
                  Change it under Privacy
                </Link>
              </p>
            </SectionCard>
          </>
        )}
        <SectionCard title="Look" className="max-w-2xl">
          <div className="px-4 pb-4">
            <ThemeChoice />
          </div>
        </SectionCard>
        <section aria-labelledby="api-keys">
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <div>
              <h2 id="api-keys" className="text-base font-semibold">
                API keys
              </h2>
              <p className="text-text-quiet">
                For programs that talk to the API.{' '}
                <a href={docsUrl} className="link inline-flex items-center gap-1" target="_blank" rel="noreferrer">
                  Its documentation
                  <ExternalLink aria-hidden className="size-3.5" />
                </a>
              </p>
            </div>
            {keys.items.length > 0 && newKey}
          </div>
          {keys.items.length === 0 ? (
            <EmptyState icon={KeyRound} title="No API key yet" action={newKey}>
              A key lets a program add people, start sequences and read results in the name of this workspace.
            </EmptyState>
          ) : (
            <DataTable caption="API keys" columns={columns} rows={keys.items} rowKey={({ id }) => id} />
          )}
          <Pager nextCursor={keys.nextCursor} />
        </section>
        <p className="text-text-quiet">
          For operators:{' '}
          <a href={temporalUiUrl} className="link inline-flex items-center gap-1" target="_blank" rel="noreferrer">
            Temporal Web
            <ExternalLink aria-hidden className="size-3.5" />
          </a>{' '}
          shows every workflow.
        </p>
      </div>
      <ApiKeyDialog ask={params.get('ask')} apiKey={keys.items.find(({ id }) => id === params.get('of'))} />
    </>
  );
}
