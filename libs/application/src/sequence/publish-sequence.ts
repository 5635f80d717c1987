import type { PublishResult, PublishSequence } from '@dripemails/contracts';
import { DomainError, findSequenceProblems, type SequenceProblem, type Step } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { MessageRenderer } from '../message/renderer-port.js';
import type { StartWake } from '../operation/start-wake.js';
import type { SequencePorts } from './edit-sequence.js';

/** Makes the draft an immutable version, after everything in it was checked. */
export class PublishSequenceDraft {
  constructor(
    private readonly ports: SequencePorts & { renderer: Pick<MessageRenderer, 'findProblems'>; startWake: StartWake },
  ) {}

  /**
   * With `dryRun` nothing changes: the answer says which problems there are, and how many would be kept or moved.
   * @throws DomainError `sequence.not_publishable` with a problem a field, `sequence.wrong_state` when archived
   */
  async execute(actor: Actor, id: string, { running, dryRun }: PublishSequence): Promise<PublishResult> {
    const { sequences, startWake } = this.ports;
    const sequence = await sequences.get(actor.workspaceId, id);
    if (sequence.state === 'archived')
      throw new DomainError('sequence.wrong_state', 'The sequence is archived and can no longer be published.');
    const problems = this.findProblems(sequence.steps);
    if (dryRun) {
      const { live, current } = await sequences.countLive(actor.workspaceId, id);
      const moved = running === 'keep' ? 0 : sequence.hasUnpublishedChanges ? live : live - current;
      return {
        version: sequence.version,
        problems,
        moved,
        kept: live - moved,
        dryRun,
      };
    }
    if (problems.length > 0) {
      throw new DomainError(
        'sequence.not_publishable',
        `The sequence has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} to solve before it can be published.`,
        problems,
      );
    }
    const published = await sequences.publish(actor.workspaceId, id, sequence.steps, running);
    if (published.moved > 0)
      await startWake.execute(actor.workspaceId, sequence, {
        scope: 'all',
        because: `moved to version ${published.version}`,
      });
    return { ...published, problems, dryRun };
  }

  private findProblems(steps: readonly Step[]): SequenceProblem[] {
    const templates = steps.flatMap((step, index) =>
      step.kind === 'email'
        ? this.ports.renderer
            .findProblems(step)
            .map(({ path, message }) => ({ stepId: step.id, path: `steps.${index}.${path}`, message }))
        : [],
    );
    return [...findSequenceProblems(steps), ...templates];
  }
}
