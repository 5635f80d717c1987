import type { AddNote, TimelineEntry } from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { presentEvent } from '../enrollment/present-enrollment.js';
import type { ApiKeyRepository, Sessions } from '../identity/identity-port.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { SubscriberNotes } from './subscriber-port.js';

export interface NotePorts {
  readonly notes: SubscriberNotes;
  readonly sessions: Pick<Sessions, 'user'>;
  readonly keys: Pick<ApiKeyRepository, 'get'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly clock: Clock;
}

/** Notes on a person: lines of their timeline that a member wrote. */
export class WriteNotes {
  constructor(private readonly ports: NotePorts) {}

  /** @throws DomainError `subscriber.not_found`, `subscriber.erased` */
  async add(actor: Actor, subscriberId: string, { text }: AddNote): Promise<TimelineEntry> {
    const { notes, workspaces, clock } = this.ports;
    const by = `By ${await this.nameOf(actor)}`;
    const event = await notes.add(actor.workspaceId, subscriberId, { text, by, at: clock.now() });
    return presentEvent(event, new InstantPresenter(await workspaces.get(actor.workspaceId)));
  }

  /** @throws DomainError `note.not_found` */
  async delete(actor: Actor, subscriberId: string, noteId: string): Promise<void> {
    await this.ports.notes.delete(actor.workspaceId, subscriberId, noteId);
  }

  private async nameOf(actor: Actor): Promise<string> {
    if (actor.kind === 'user') return (await this.ports.sessions.user(actor.id))?.name ?? 'a former member';
    return `the API key '${(await this.ports.keys.get(actor.workspaceId, actor.id)).name}'`;
  }
}
