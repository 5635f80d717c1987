import { answer } from '@dripemails/api-client';
import { createDomain, type SendingDomain } from '@dripemails/contracts';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteLoaderData, useSearchParams } from '@remix-run/react';
import { Globe, Plus } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { DomainCard } from '../components/domain-card';
import { EmptyState } from '../components/empty-state';
import { TextField } from '../components/field';
import { Notice } from '../components/notice';
import { PageHeader } from '../components/page-header';
import { QuestionDialog } from '../components/question-dialog';
import { attempt, finish, load } from '../session/api.server';
import { engineFor } from '../session/engine-api.server';
import { safePath } from '../session/safe-path';
import { count, listing } from '../words/count';
import type { loader as appLoader } from './_app';

export const meta: MetaFunction = () => [{ title: 'Domains · DripEmails' }];

export async function loader({ request }: LoaderFunctionArgs) {
  return { page: await load(engineFor(request).domains()) };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const engine = engineFor(request);
  const intent = String(form.get('intent') ?? '');
  if (intent === 'create') {
    const { data: body, error } = createDomain.safeParse({ name: String(form.get('name') ?? '').trim() });
    if (!body) {
      const message = error.issues[0]?.message ?? 'Write a domain such as example.com.';
      return data({ refusal: { message: 'Write a domain such as example.com.', fields: { name: [message] } } }, 400);
    }
    return finish(
      () => answer(engine.addDomain(body.name)),
      safePath(form.get('back')),
      ({ name }) => `${name} is added.`,
    );
  }
  if (intent.startsWith('check:')) {
    const { ok, refusal, status } = await attempt(() => answer(engine.checkDomain(String(form.get('of') ?? ''))));
    if (refusal) return data({ refusal }, status);
    return finish(
      async () => ok,
      '/domains',
      (checked) => `${checked?.name ?? 'It'} was checked: ${verdictWords(checked)}.`,
    );
  }
  throw data({ title: 'Unknown action', detail: 'Reload the page and try again.' }, { status: 400 });
}

function verdictWords(domain: SendingDomain | undefined): string {
  const words = {
    pass: 'SPF passes',
    fail: 'SPF is broken',
    unknown: 'DNS gave no answer, so nothing is known',
    stale: 'the last answer stands',
  } as const;
  return domain ? words[domain.spf.verdict] : 'done';
}

const policyWords = {
  hold: 'Mail from a domain whose SPF is broken waits until it is put right.',
  warn: 'Mail from a domain whose SPF is broken goes out, with a warning.',
  ignore: 'Mail goes out whatever SPF says.',
} as const;

export default function DomainsPage() {
  const { page } = useLoaderData<typeof loader>();
  const policy = useRouteLoaderData<typeof appLoader>('routes/_app')?.me.workspace.spfPolicy;
  const refused = useActionData<typeof action>();
  const [params] = useSearchParams();
  const add = (
    <AskButton ask="create" look={page.items.length === 0 ? 'primary' : 'secondary'}>
      <Plus aria-hidden />
      Add a domain
    </AskButton>
  );
  return (
    <>
      <PageHeader title="Domains" situation={situation(page.items)} actions={page.items.length > 0 && add} />
      {refused?.refusal && !params.has('ask') && (
        <Notice tone="bad" className="mb-4">
          {refused.refusal.message}
        </Notice>
      )}
      {page.items.length === 0 ? (
        <EmptyState icon={Globe} title="No sending domain yet" action={add}>
          Add the domain that your mail comes from. Its SPF record is checked every day and before a sequence first
          sends from it, and here stands what to publish when it does not name us.
        </EmptyState>
      ) : (
        <>
          <ul role="list" className="space-y-4">
            {page.items.map((domain) => (
              <DomainCard key={domain.id} domain={domain} />
            ))}
          </ul>
          {policy && (
            <p className="mt-4 text-text-quiet">
              {policyWords[policy]}{' '}
              <Link to="/settings" className="link">
                Change this in Settings
              </Link>
            </p>
          )}
        </>
      )}
      {params.get('ask') === 'create' && (
        <QuestionDialog title="Add a domain" action="/domains" intent="create" submit="Add and check" busy="Adding…">
          {(refusal) => (
            <TextField
              id="domain-name"
              name="name"
              label="Domain"
              hint="What stands after the @ of your sender, such as mail.example.com."
              required
              maxLength={253}
              autoComplete="off"
              errors={refusal?.fields['name']}
            />
          )}
        </QuestionDialog>
      )}
    </>
  );
}

function situation(domains: readonly SendingDomain[]): string {
  if (domains.length === 0) return 'Where your mail comes from, and whether the world believes it.';
  const of = (verdict: SendingDomain['spf']['verdict']) => domains.filter(({ spf }) => spf.verdict === verdict).length;
  const [broken, unknown] = [of('fail'), of('unknown') + of('stale')];
  if (broken + unknown === 0) return `${count(domains.length, 'domain')}, and SPF passes for all of them.`;
  const parts = [
    ...(broken > 0 ? [`${count(broken, 'domain')} with broken SPF`] : []),
    ...(unknown > 0 ? [`${unknown} of which nothing sure is known`] : []),
  ];
  return `${count(domains.length, 'domain')}: ${listing(parts)}.`;
}
