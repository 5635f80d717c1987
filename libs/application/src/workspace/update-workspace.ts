import { DEFAULT_RETENTION, type Retention, type UpdateWorkspace, type Workspace } from '@dripemails/contracts';
import { DEFAULT_BRANDING, type Branding, DomainError, isTimeZone, parseEmailAddress } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { presentWorkspace } from './present-workspace.js';
import type { WorkspaceRepository } from './workspace-port.js';

/** Changes what holds for the whole workspace: sender, limits, what broken SPF means. */
export class UpdateWorkspaceSettings {
  constructor(private readonly ports: { workspaces: WorkspaceRepository; clock: Clock }) {}

  /** @throws DomainError `input.invalid` on `timeZone` or `sender.email` */
  async execute(actor: Actor, input: UpdateWorkspace): Promise<Workspace> {
    const { workspaces, clock } = this.ports;
    if (input.timeZone !== undefined && !isTimeZone(input.timeZone)) {
      const message = 'This is no IANA time zone; write one such as Europe/Paris.';
      throw new DomainError('input.invalid', 'The time zone is unknown.', [{ path: 'timeZone', message }]);
    }
    const { sender, retention: changed, branding: look, ...rest } = input;
    const checked = sender === undefined ? undefined : { name: sender.name, email: senderAddress(sender.email) };
    await workspaces.update(actor.workspaceId, {
      ...withoutUndefined(rest),
      ...(changed === undefined ? {} : { retention: await this.retentionWith(actor.workspaceId, changed) }),
      ...(look === undefined ? {} : { branding: await this.brandingWith(actor.workspaceId, look) }),
      ...(checked === undefined ? {} : { sender: checked }),
    });
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
