import { answer } from '@dripemails/api-client';
import type { InboundDetail } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import clsx from 'clsx';
import { ChevronLeft, Download, ImageOff, Paperclip, Workflow } from 'lucide-react';
import { buttonClass, LinkButton } from '../components/button';
import { InboundPill } from '../components/inbound-pill';
import { MailFrame } from '../components/mail-frame';
import { Moment } from '../components/moment';
import { apiFor, attempt, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { bytes } from '../words/count';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.mail.subject || 'Mail'} · Mailbox · DripEmails` },
];

/** The mail, and the enrollment it belongs to when it is one of ours. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const mail = await load(api.GET('/api/v1/inbound/{id}', { params: { path: { id: idOf(params) } } }));
  const { messageId } = mail;
  const message = messageId
    ? await attempt(() => answer(api.GET('/api/v1/messages/{id}', { params: { path: { id: messageId } } })))
    : null;
  return { mail, enrollmentId: message?.ok?.enrollmentId ?? null };
}

const views = ['html', 'text', 'headers'] as const;
const viewWords: Record<(typeof views)[number], string> = { html: 'HTML', text: 'Text', headers: 'Headers' };

export default function MailPage() {
  const { mail, enrollmentId } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const asked = views.find((one) => one === params.get('view'));
  const view = asked ?? (mail.html ? 'html' : 'text');
  const pictures = params.get('pictures') === 'show';
  const search = (change: Record<string, string>) =>
    `?${new URLSearchParams({ ...Object.fromEntries(params), ...change })}`;
  const back = new URLSearchParams([...params].filter(([name]) => ['query', 'kind', 'cursor'].includes(name)));
  const hasRemotePictures = /<img[^>]+src\s*=\s*["']?https?:/i.test(mail.html ?? '');
  return (
    <article aria-labelledby="mail-subject" className="card overflow-hidden">
      <header className="border-b border-line p-4">
        <Link
          to={{ pathname: '/mailbox', search: back.toString() }}
          className="mb-2 inline-flex items-center gap-1 text-text-quiet lg:hidden"
        >
          <ChevronLeft aria-hidden className="size-4" />
          Mailbox
        </Link>
        <div className="flex items-start justify-between gap-3">
          <h2 id="mail-subject" tabIndex={-1} data-page-title className="min-w-0 text-base font-semibold">
            {mail.subject || '(no subject)'}
          </h2>
          <InboundPill kind={mail.kind} />
        </div>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 [&>dd]:break-words [&>dt]:text-text-quiet">
          <dt>From</dt>
          <dd>{mail.from}</dd>
          <dt>To</dt>
          <dd>{mail.to.join(', ')}</dd>
          <dt>Came</dt>
          <dd>
            <Moment at={mail.receivedAt} as="exact" /> <span className="text-text-quiet">({bytes(mail.size)})</span>
          </dd>
        </dl>
        <div className="mt-3 flex flex-wrap gap-2">
          {enrollmentId && (
            <LinkButton to={`/enrollments/${enrollmentId}`}>
              <Workflow aria-hidden />
              Where it came from
            </LinkButton>
          )}
          <a href={`/mailbox/${mail.id}/raw`} download className={buttonClass('secondary')}>
            <Download aria-hidden />
            Save as .eml
          </a>
        </div>
      </header>
      <nav aria-label="Ways to see the mail" className="flex gap-5 border-b border-line px-4">
        {views.map((one) => (
          <Link
            key={one}
            to={search({ view: one })}
            replace
            preventScrollReset
            aria-current={one === view ? 'page' : undefined}
            className={clsx(
              '-mb-px border-b-2 py-2 font-medium',
              one === view ? 'border-accent text-accent' : 'border-transparent text-text-quiet hover:text-text',
            )}
          >
            {viewWords[one]}
          </Link>
        ))}
      </nav>
      {view === 'html' && hasRemotePictures && !pictures && (
        <p className="flex gap-3 border-b border-line bg-surface-sunken px-4 py-2 text-text-quiet">
          <ImageOff aria-hidden className="mt-0.5 size-4 flex-none" />
          <span>
            Pictures are not loaded, so that the sender cannot see that it is read.{' '}
            <Link to={search({ pictures: 'show' })} replace preventScrollReset className="link">
              Show them
            </Link>
          </span>
        </p>
      )}
      <MailBody mail={mail} view={view} pictures={pictures} />
      {mail.attachments.length > 0 && (
        <ul role="list" aria-label="Attachments" className="flex flex-wrap gap-2 border-t border-line p-4">
          {mail.attachments.map(({ filename, contentType, size }, index) => (
            <li
              key={`${filename} ${index}`}
              className="inline-flex items-center gap-2 rounded bg-surface-sunken px-2 py-1"
              title={contentType}
            >
              <Paperclip aria-hidden className="size-4" />
              {filename} <span className="text-text-quiet">{bytes(size)}</span>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function MailBody({ mail, view, pictures }: { mail: InboundDetail; view: (typeof views)[number]; pictures: boolean }) {
  if (view === 'html') {
    if (!mail.html) return <p className="p-4 text-text-quiet">This mail has no HTML part.</p>;
    return (
      <MailFrame
        key={mail.id}
        html={mail.html}
        title={`Mail: ${mail.subject}`}
        pictures={pictures}
        className="h-[32rem] rounded-none border-0"
      />
    );
  }
  if (view === 'text') {
    if (!mail.text) return <p className="p-4 text-text-quiet">This mail has no text part.</p>;
    return (
      <pre
        role="region"
        aria-label="Text of the mail"
        tabIndex={0}
        className="max-h-[32rem] overflow-y-auto p-4 font-sans break-words whitespace-pre-wrap"
      >
        {mail.text}
      </pre>
    );
  }
  return (
    <div role="region" aria-label="Headers of the mail" tabIndex={0} className="max-h-[32rem] overflow-y-auto p-4">
      <dl className="font-mono text-xs">
        {mail.headers.map(({ name, value }, index) => (
          <div
            key={`${name} ${index}`}
            className="border-b border-line py-1.5 last:border-0 sm:grid sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-3"
          >
            <dt className="break-words text-text-quiet">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
