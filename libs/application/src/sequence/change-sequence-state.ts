import type { ResumeSequence, Sequence } from '@dripemails/contracts';
import { DomainError, nextSequenceState, type SequenceAction } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { StartWake } from '../operation/start-wake.js';
import { InstantPresenter } from '../present-instant.js';
import type { SequencePorts } from './edit-sequence.js';
import { presentSequence } from './present-sequence.js';

/**
 * Activates, pauses, resumes or archives a sequence. A pause is one committed row: no send is claimed after it, and
 * every workflow finds out when it wakes. A resume wakes those that found out, page by page; archiving wakes everybody, to
 * leave.
 */
export class ChangeSequenceState {
  constructor(private readonly ports: SequencePorts & { startWake: StartWake; clock: Clock }) {}

  /** @throws DomainError `sequence.wrong_state`, `sequence.not_published`, `sequence.not_found` */
  async execute(
    actor: Actor,
    id: string,
    action: SequenceAction,
    options: Partial<ResumeSequence> = {},
  ): Promise<Sequence> {
    const { sequences, workspaces, startWake, clock } = this.ports;
    const before = await sequences.get(actor.workspaceId, id);
    const to = nextSequenceState(before.state, action);
    if (action === 'activate' && before.version === null)
      throw new DomainError('sequence.not_published', 'The sequence has no published version: publish it first.');
    const freeze = action === 'resume' && options.mode !== 'keepClock';
    const changed = await sequences.changeState(actor.workspaceId, id, {
      from: before.state,
      to,
      at: clock.now(),
      freeze,
    });
    if (!changed)
      throw new DomainError('sequence.wrong_state', 'Somebody else changed the sequence just now: look at it again.');
    if (action === 'resume')
      await startWake.execute(actor.workspaceId, before, { scope: 'parked', because: 'the sequence was resumed' });
    if (action === 'archive') {
      await startWake.execute(actor.workspaceId, before, { scope: 'all', because: 'the sequence was archived' });
    }
    return presentSequence(
      await sequences.get(actor.workspaceId, id),
      new InstantPresenter(await workspaces.get(actor.workspaceId)),
    );
  }
}
