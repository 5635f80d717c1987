import type { ActivateSequence, ResumeSequence, Sequence } from '@dripemails/contracts';
import { DomainError, nextSequenceState, type SequenceAction } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { EnrollAudience } from '../enrollment/enroll-audience.js';
import type { StartWake } from '../operation/start-wake.js';
import { InstantPresenter } from '../present-instant.js';
import type { BackfillTrigger } from '../trigger/backfill-trigger.js';
import type { SequencePorts } from './edit-sequence.js';
import { presentSequence } from './present-sequence.js';
import type { SequenceRecord } from './sequence-port.js';

export interface ChangeStatePorts extends SequencePorts {
  readonly startWake: StartWake;
  readonly backfillTrigger: BackfillTrigger;
  readonly enrollAudience: EnrollAudience;
  readonly clock: Clock;
}
const MS_PER_MINUTE = 60_000;

/**
 * Activates, pauses, resumes or archives a sequence. A pause is one committed row: no send is claimed after it, and
 * every workflow finds out when it wakes. A resume wakes those that found out, page by page, and mail that is overdue
 * goes out at the rate that was asked for; archiving wakes everybody, to leave.
 */
export class ChangeSequenceState {
  constructor(private readonly ports: ChangeStatePorts) {}

  /** @throws DomainError `sequence.wrong_state`, `sequence.not_published`, `sequence.not_found` */
  async execute(
    actor: Actor,
    id: string,
    action: SequenceAction,
    options: Partial<ResumeSequence & ActivateSequence> = {},
  ): Promise<Sequence> {
    const { sequences, workspaces, clock } = this.ports;
    const before = await sequences.get(actor.workspaceId, id);
    const to = nextSequenceState(before.state, action);
    if (action === 'activate' && before.version === null)
      throw new DomainError('sequence.not_published', 'The sequence has no published version: publish it first.');
    const { mode = 'freeze', ratePerMinute } = options;
    const gapMs = ratePerMinute === undefined ? null : MS_PER_MINUTE / ratePerMinute;
    const resume = action === 'resume' ? { mode, gapMs } : null;
    const change = { from: before.state, to, at: clock.now(), resume };
    if (!(await sequences.changeState(actor.workspaceId, id, change)))
      throw new DomainError('sequence.wrong_state', 'Somebody else changed the sequence just now: look at it again.');
    await this.follow(actor, before, action, options.enrollExisting === true);
    return presentSequence(
      await sequences.get(actor.workspaceId, id),
      new InstantPresenter(await workspaces.get(actor.workspaceId)),
    );
  }

  /** What the change sets in motion; each is an operation that the reconciler starts where this cannot. */
  private async follow(
    actor: Actor,
    sequence: SequenceRecord,
    action: SequenceAction,
    enrollExisting: boolean,
  ): Promise<void> {
    const { startWake, backfillTrigger, enrollAudience, sequences } = this.ports;
    const { workspaceId } = actor;
    if (action === 'resume')
      await startWake.execute(workspaceId, sequence, { scope: 'parked', because: 'the sequence was resumed' });
    if (action === 'archive')
      await startWake.execute(workspaceId, sequence, { scope: 'all', because: 'the sequence was archived' });
    if (action !== 'activate' || sequence.version === null) return;
    const { settings } = await sequences.definition(workspaceId, sequence.id, sequence.version);
    const { triggers } = settings;
    await backfillTrigger.execute(workspaceId, sequence, [...triggers.keys()]);
    if (!enrollExisting) return;
    const lists = new Set(triggers.flatMap((trigger) => (trigger.on === 'listJoined' ? [trigger.listId] : [])));
    for (const listId of lists) await enrollAudience.execute(actor, sequence.id, { listId });
  }
}
