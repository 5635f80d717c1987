import type { Overview } from '@dripemails/contracts';
import { calendarDay } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { OverviewNumbers, OverviewReader } from './overview-port.js';

const DAY_MS = 86_400_000;
const DAYS = 14;

/** The first page's numbers: what is happening, is it healthy, what needs attention. */
export class GetOverview {
  constructor(
    private readonly ports: { overview: OverviewReader; workspaces: Pick<WorkspaceRepository, 'get'>; clock: Clock },
  ) {}

  async execute(actor: Actor): Promise<Overview> {
    const workspace = await this.ports.workspaces.get(actor.workspaceId);
    const { clock, at } = { clock: new InstantPresenter(workspace).clock, at: this.ports.clock.now() };
    const now = clock.toWorkspace(at);
    // the buckets end now, a day of workspace time each; UTC midnight boundaries would show a demo half a bar
    const edges = Array.from({ length: DAYS + 1 }, (_, index) => now - (DAYS - index) * DAY_MS);
    const numbers = await this.ports.overview.read(actor.workspaceId, {
      lastDay: clock.toReal(now - DAY_MS),
      nextDay: clock.toReal(now + DAY_MS),
      buckets: edges.map((edge) => clock.toReal(edge)),
    });
    const { subscribers, enrollments, messages, sequences, dueBefore, sentPerBucket } = numbers;
    return {
      now: new Date(now).toISOString(),
      ...{ subscribers, enrollments, messages, sequences },
      next24Hours: { sends: dueBefore },
      attention: attentionOf(numbers),
      daily: sentPerBucket.map((sent, index) => ({
        day: calendarDay(edges[index + 1] ?? now, workspace.timeZone),
        sent,
      })),
    };
  }
}

function attentionOf(numbers: OverviewNumbers): Overview['attention'] {
  const { enrollments, messages, failedImports, privacyRequestsWaiting: asked } = numbers;
  const people = (count: number) => (count === 1 ? '1 person is' : `${count} people are`);
  const mails = (count: number) => (count === 1 ? '1 mail' : `${count} mails`);
  const entries: Overview['attention'] = [
    { kind: 'held', count: enrollments.held, message: `${people(enrollments.held)} on hold`, href: '/sequences' },
    {
      kind: 'failed',
      count: messages.failed,
      message: `${mails(messages.failed)} could not be sent`,
      href: '/messages?status=failed',
    },
    {
      kind: 'unknown',
      count: messages.unknown,
      message: `${mails(messages.unknown)} may or may not have been sent`,
      href: '/messages?status=unknown',
    },
    {
      kind: 'importFailed',
      count: failedImports,
      message: failedImports === 1 ? '1 import failed' : `${failedImports} imports failed`,
      href: '/imports',
    },
    {
      kind: 'privacyRequest',
      count: asked,
      message: `${asked === 1 ? '1 request' : `${asked} requests`} of people about their own data ${asked === 1 ? 'waits' : 'wait'} for an answer`,
      href: '/privacy?status=waiting',
    },
  ];
  return entries.filter(({ count }) => count > 0);
}
