import { DomainError, isTimeZone, parseEmailAddress } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Clock } from '../clock.js';
import type { Sessions } from '../identity/identity-port.js';
import type { WorkspaceRepository } from './workspace-port.js';

export interface NewWorkspace {
  readonly name: string;
  /** IANA name; dates of people without a zone of their own are in it. */
  readonly timeZone: string;
  readonly sender: { readonly name: string; readonly email: string };
  /** Stands in the footer of every mail, as the law of most countries asks. */
  readonly postalAddress: string;
  readonly owner: { readonly name: string; readonly email: string; readonly password: string };
}

const PASSWORD_MIN = 10;

/** Makes a workspace that mails in earnest, with its owner. For operators: nobody signs up uninvited. */
export class CreateWorkspace {
  constructor(private readonly ports: { workspaces: WorkspaceRepository; sessions: Sessions; clock: Clock }) {}

  /** @throws DomainError `input.invalid` */
  async execute(input: NewWorkspace): Promise<{ workspaceId: string }> {
    if (!isTimeZone(input.timeZone)) throw invalid('timeZone', 'Write an IANA time zone such as Europe/Paris.');
    if (input.name.trim() === '') throw invalid('name', 'Give the workspace a name.');
    if (input.owner.password.length < PASSWORD_MIN) {
      throw invalid('password', `The password needs at least ${PASSWORD_MIN} characters.`);
    }
    const sender = { name: input.sender.name, email: parseEmailAddress(input.sender.email) };
    const owner = { ...input.owner, email: parseEmailAddress(input.owner.email) };
    const workspaceId = newId();
    const clock = { startedAt: this.ports.clock.now(), rate: 1 };
    const { name, timeZone, postalAddress } = input;
    await this.ports.workspaces.create({
      id: workspaceId,
      name,
      timeZone,
      isDemo: false,
      clock,
      sender,
      postalAddress,
      frequencyCap: { perDay: null, perWeek: null },
      spfPolicy: 'warn',
    });
    await this.ports.sessions.createOwner(workspaceId, owner);
    return { workspaceId };
  }
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('input.invalid', message, [{ path, message }]);
}
