import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { MessageRepository } from '../message/message-port.js';
import type { TextTokens, Tokens } from '../message/token-port.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ActivityRecorder, ActivityTarget, NewActivity } from './activity-port.js';
import { type Activity, readLink, readPixel } from './tracked-address.js';
import { userAgentKind } from './user-agent-kind.js';

export interface RecordActivityPorts {
  readonly tokens: Tokens & TextTokens;
  readonly messages: Pick<MessageRepository, 'activityTarget'>;
  readonly activities: ActivityRecorder;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A mail lies open in several programs, and each fetches the picture whenever it shows it: once an hour says enough. */
const OPENED_AGAIN_MS = 3_600_000;
/** A double click, or a scanner beside the reader, follows a link more than once at a time; real ms. */
const CLICKED_AGAIN_MS = 10_000;

/** Records that a mail was opened or a link in it followed, and tells the enrollments that wait for it. */
export class RecordActivity {
  constructor(private readonly ports: RecordActivityPorts) {}

  /** What the pixel at `/o/<segment>` tells; null where the address is none of ours. */
  readPixel(segment: string): Activity | null {
    return readPixel(this.ports.tokens, segment);
  }

  /** What the link at `/c/<signed>` tells and leads to; null where the address is none of ours. */
  readLink(signed: string): (Activity & { kind: 'clicked' }) | null {
    return readLink(this.ports.tokens, signed);
  }

  /**
   * Never fails: the reader has had the answer by then, and can do nothing about a record that is missing.
   * @param userAgent header of the request, or undefined
   */
  async execute(activity: Activity, userAgent: string | undefined): Promise<void> {
    const { messages, activities, log } = this.ports;
    try {
      const target = await messages.activityTarget(activity.messageRowId);
      if (target === null) return;
      const waiting = await activities.record(target, await this.describe(activity, target, userAgent));
      if (waiting !== null) await tellChanged(this.ports, waiting, `a mail was ${activity.kind}`);
    } catch (error) {
      log.warn({ messageId: activity.messageRowId, kind: activity.kind, err: error }, 'could not record an activity');
    }
  }

  private async describe(
    activity: Activity,
    { workspaceId, subject }: ActivityTarget,
    userAgent: string | undefined,
  ): Promise<NewActivity> {
    const at = this.ports.clock.now();
    const kind = userAgentKind(userAgent);
    if (activity.kind === 'clicked') {
      const { url } = activity;
      return {
        ...{ kind: 'clicked', what: `Link in mail '${subject}' clicked`, why: url },
        ...{ properties: { url, userAgentKind: kind }, at, unlessSince: at - CLICKED_AGAIN_MS },
      };
    }
    // an hour of the workspace; two pictures of one mail that is being shown stay one in the fastest demo
    const { clock } = await this.ports.workspaces.get(workspaceId);
    const again = Math.max(OPENED_AGAIN_MS / clock.rate, CLICKED_AGAIN_MS);
    return {
      ...{ kind: 'opened', what: `Mail '${subject}' opened`, why: null },
      ...{ properties: { userAgentKind: kind }, at, unlessSince: at - again },
    };
  }
}
