import type { Overview } from '@dripemails/contracts';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import {
  CalendarClock,
  CircleHelp,
  CircleX,
  FileWarning,
  Hand,
  Plus,
  Send,
  ShieldQuestion,
  Upload,
  Users,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import { BarChart } from '../components/bar-chart';
import { LinkButton } from '../components/button';
import { EmptyState } from '../components/empty-state';
import { PageHeader } from '../components/page-header';
import { SectionCard } from '../components/section-card';
import { StatCard } from '../components/stat-card';
import { useLivePage } from '../components/use-live-page';
import { WorkTray } from '../components/work-tray';
import { apiFor, load } from '../session/api.server';
import { safePath } from '../session/safe-path';
import { count, listing, number, people } from '../words/count';

export const meta: MetaFunction = () => [{ title: 'Overview · DripEmails' }];

const liveEveryMs = 2_000;
/** How much finished work stays in sight. */
const workShown = 4;

export async function loader({ request }: LoaderFunctionArgs) {
  const api = apiFor(request);
  const recent = { params: { query: { limit: workShown } } };
  const [overview, operations, imports, exports] = await Promise.all([
    load(api.GET('/api/v1/overview')),
    load(api.GET('/api/v1/operations', recent)),
    load(api.GET('/api/v1/imports', recent)),
    load(api.GET('/api/v1/exports', recent)),
  ]);
  return { overview, operations: operations.items, imports: imports.items, exports: exports.items };
}

/** The state of things in one sentence. */
function situation({ enrollments, sequences, attention, subscribers }: Overview): string {
  if (subscribers.total === 0 || sequences.active + sequences.paused + sequences.draft === 0)
    return 'Nothing runs yet. Import people, add them to a sequence, and watch it work.';
  const inIt = enrollments.active + enrollments.held + enrollments.paused;
  const where = listing([
    ...(sequences.active > 0 ? [count(sequences.active, 'active sequence')] : []),
    ...(sequences.paused > 0 ? [count(sequences.paused, 'paused one')] : []),
  ]);
  const now =
    where === ''
      ? 'No sequence is active.'
      : inIt === 0
        ? `Nobody is on the way: ${where}, all done.`
        : `${people(inIt)} ${inIt === 1 ? 'is' : 'are'} in ${where}.`;
  return attention.length > 0 ? `${now} Something needs your attention.` : `${now} All is well.`;
}

export default function OverviewPage() {
  const { overview, operations, imports, exports } = useLoaderData<typeof loader>();
  useLivePage(liveEveryMs);
  const { enrollments, messages, subscribers, next24Hours, sequences } = overview;
  const isNew = subscribers.total === 0 || sequences.active + sequences.paused + sequences.draft === 0;
  return (
    <>
      <PageHeader
        title="Overview"
        situation={situation(overview)}
        actions={
          <LinkButton look="primary" to="/sequences/new">
            <Plus aria-hidden />
            New sequence
          </LinkButton>
        }
      />
      <Attention items={overview.attention} />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <StatCard
          icon={Workflow}
          label="In sequences"
          value={enrollments.active}
          detail={`${number(enrollments.paused)} paused, ${number(enrollments.held)} held`}
          to="/sequences"
        />
        <StatCard
          icon={Send}
          label="Sent, last day"
          value={messages.sentLastDay}
          detail={`${number(messages.sent)} in all, ${number(messages.failed)} failed`}
          to="/messages"
        />
        <StatCard
          icon={CalendarClock}
          label="Next 24 hours"
          value={next24Hours.sends}
          detail="mails due, if nothing changes"
          to="/sequences"
        />
        <StatCard
          icon={Users}
          label="Subscribers"
          value={subscribers.active}
          detail={`${number(subscribers.unsubscribed)} unsubscribed, ${number(subscribers.bounced)} bounced`}
          to="/people"
        />
      </div>
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        {isNew ? (
          <EmptyState
            icon={Workflow}
            title="Your first drip takes three steps"
            action={
              <>
                <LinkButton to="/imports/new" look="primary">
                  <Upload aria-hidden />
                  Import people
                </LinkButton>
                <LinkButton to="/sequences">See the sequences</LinkButton>
              </>
            }
          >
            Bring in people from a CSV file, write a sequence or take the one that is there, then add the people to it.
            The mails sent each day will be drawn here.
          </EmptyState>
        ) : (
          <SectionCard
            title="Mails sent, last 14 days"
            aside={
              <span className="text-text-quiet">
                {count(
                  overview.daily.reduce((sum, { sent }) => sum + sent, 0),
                  'mail',
                )}
              </span>
            }
          >
            <div className="px-4 pb-4">
              <BarChart
                title="Mails sent on each of the last 14 days"
                unit="mails"
                bars={overview.daily.map(({ day, sent }) => ({ label: shortDay(day), value: sent }))}
              />
            </div>
          </SectionCard>
        )}
        <SectionCard title="Running and recent work">
          <WorkTray operations={operations} imports={imports} exports={exports} />
        </SectionCard>
      </div>
    </>
  );
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `2026-12-02` as `2 Dec`; a day has no time zone, so no Date is made of it. */
function shortDay(day: string): string {
  const [, month = '1', date = '1'] = day.split('-');
  return `${Number(date)} ${months[Number(month) - 1] ?? month}`;
}

type AttentionKind = Overview['attention'][number]['kind'];
const attentionIcons: Record<AttentionKind, LucideIcon> = {
  held: Hand,
  failed: CircleX,
  unknown: CircleHelp,
  importFailed: FileWarning,
  privacyRequest: ShieldQuestion,
};
function Attention({ items }: { items: Overview['attention'] }) {
  if (items.length === 0) return null;
  return (
    <section aria-label="Needs attention" className="mb-4 rounded bg-warn-soft p-1">
      <ul role="list">
        {items.map(({ kind, message, href }) => {
          const Icon = attentionIcons[kind];
          return (
            <li key={`${kind} ${message}`}>
              <Link to={safePath(href)} className="flex items-center gap-3 rounded px-3 py-2 hover:underline">
                <Icon aria-hidden className="size-4 flex-none text-warn" />
                <span className="min-w-0 flex-1">{message}</span>
                <span className="font-medium text-warn">Look</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
