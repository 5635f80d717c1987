import { DEFAULT_RETENTION, type Retention, type UpdateWorkspace, type Workspace } from '@dripemails/contracts';
import {
  DEFAULT_BRANDING,
  type Branding,
  DomainError,
  emailDomain,
  isTimeZone,
  parseEmailAddress,
} from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { presentWorkspace } from './present-workspace.js';
import type { WakePeople } from './wake-people.js';
import type { WorkspaceChange, WorkspaceRecord, WorkspaceRepository } from './workspace-port.js';

/**
 * Changes what holds for the whole workspace: sender, limits, what broken SPF means. Whoever waits because of what it was
 * before is told to decide again.
 */
export class UpdateWorkspaceSettings {
  constructor(
    private readonly ports: {
      workspaces: WorkspaceRepository;
      clock: Clock;
      wakePeople: Pick<WakePeople, 'execute'>;
    },
  ) {}

  /** @throws DomainError `input.invalid` on `timeZone` or `sender.email` */
  async execute(actor: Actor, input: UpdateWorkspace): Promise<Workspace> {
    const { workspaces, clock, wakePeople } = this.ports;
    if (input.timeZone !== undefined && !isTimeZone(input.timeZone)) {
      const message = 'This is no IANA time zone; write one such as Europe/Paris.';
      throw new DomainError('input.invalid', 'The time zone is unknown.', [{ path: 'timeZone', message }]);
    }
    const { sender, retention: changed, branding: look, ...rest } = input;
    const checked = sender === undefined ? undefined : { name: sender.name, email: senderAddress(sender.email) };
    const change: WorkspaceChange = {
      ...withoutUndefined(rest),
      ...(changed === undefined ? {} : { retention: await this.retentionWith(actor.workspaceId, changed) }),
      ...(look === undefined ? {} : { branding: await this.brandingWith(actor.workspaceId, look) }),
      ...(checked === undefined ? {} : { sender: checked }),
    };
    const before = await workspaces.update(actor.workspaceId, change);
    const wake = wakeAfter(before, { ...before, ...change });
    if (wake !== null) await wakePeople.execute(actor.workspaceId, wake);
    return presentWorkspace(await workspaces.get(actor.workspaceId), clock.now());
  }

  /** The rules as they are with those that are given. */
  private async retentionWith(workspaceId: string, changed: object): Promise<Retention> {
    const { retention } = await this.ports.workspaces.get(workspaceId);
    return { ...DEFAULT_RETENTION, ...retention, ...withoutUndefined(changed) };
  }

  /** The look as it is with what is given. */
  private async brandingWith(workspaceId: string, changed: object): Promise<Branding> {
    const { branding } = await this.ports.workspaces.get(workspaceId);
    return { ...DEFAULT_BRANDING, ...branding, ...withoutUndefined(changed) };
  }
}

/** Who may have another plan by the change, and what to tell them; null: nobody. */
function wakeAfter(before: WorkspaceRecord, after: WorkspaceRecord): Parameters<WakePeople['execute']>[1] | null {
  if (before.timeZone !== after.timeZone) return { scope: 'all', because: "the workspace's time zone changed" };
  // all, not only who waits for the cap: who is being planned by the old one right now is told to look again
  const [was, is] = [before.frequencyCap, after.frequencyCap];
  if (was.perDay !== is.perDay || was.perWeek !== is.perWeek)
    return { scope: 'all', because: 'the frequency cap changed' };
  if (before.spfPolicy !== after.spfPolicy) return { scope: 'parked', because: 'the SPF policy changed' };
  const isOther = emailDomain(before.sender.email) !== emailDomain(after.sender.email);
  return isOther ? { scope: 'parked', because: "the sender's domain changed" } : null;
}

function senderAddress(email: string): string {
  try {
    return parseEmailAddress(email);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError('input.invalid', error.message, [{ path: 'sender.email', message: error.message }]);
  }
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
function withoutUndefined<T extends object>(input: T): Given<T> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Given<T>;
}
