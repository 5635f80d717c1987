import type { CreateSequence, Sequence, UpdateSequence } from '@dripemails/contracts';
import { DEFAULT_SETTINGS, DomainError } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { presentSequence } from './present-sequence.js';
import type { SequenceRepository } from './sequence-port.js';

export interface SequencePorts {
  readonly sequences: SequenceRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
}

/** Creates a sequence with its draft; it mails nobody before it is published and activated. */
export class CreateSequenceDraft {
  constructor(private readonly ports: SequencePorts) {}

  async execute(actor: Actor, input: CreateSequence): Promise<Sequence> {
    const id = newId();
    await this.ports.sequences.create(actor.workspaceId, {
      ...input,
      id,
      settings: input.settings ?? DEFAULT_SETTINGS,
    });
    return presentSequence(
      await this.ports.sequences.get(actor.workspaceId, id),
      new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId)),
    );
  }
}

/** Changes the draft; people in the sequence are not touched until it is published. */
export class UpdateSequenceDraft {
  constructor(private readonly ports: SequencePorts) {}

  /** @throws DomainError `sequence.not_found`, `sequence.wrong_state` for an archived sequence */
  async execute(actor: Actor, id: string, input: UpdateSequence): Promise<Sequence> {
    const { sequences, workspaces } = this.ports;
    const before = await sequences.get(actor.workspaceId, id);
    if (before.state === 'archived')
      throw new DomainError('sequence.wrong_state', 'The sequence is archived and can no longer be edited.');
    await sequences.updateDraft(actor.workspaceId, id, input);
    return presentSequence(
      await sequences.get(actor.workspaceId, id),
      new InstantPresenter(await workspaces.get(actor.workspaceId)),
    );
  }
}
