import type { PublishResult, PublishSequence, RollbackSequence } from '@dripemails/contracts';
import {
  DomainError,
  fieldsMade,
  mentionsOf,
  previewMove,
  type SequenceState,
  summarizeMove,
  WorkspaceClock,
} from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { CustomFieldRepository } from '../custom-field/custom-field-port.js';
import type { StartWake } from '../operation/start-wake.js';
import { expandDraft, type SequenceContent } from '../segment/expand-draft.js';
import type { SegmentRepository } from '../segment/segment-port.js';
import type { BackfillTrigger } from '../trigger/backfill-trigger.js';
import { type DraftProblemPorts, findDraftProblems } from './find-draft-problems.js';
import type { SequenceRecord, StandingGroup } from './sequence-port.js';
import { versionOf } from './version-of.js';

export interface PublishPorts extends DraftProblemPorts {
  readonly startWake: StartWake;
  readonly backfillTrigger: BackfillTrigger;
  readonly segments: Pick<SegmentRepository, 'rules'>;
  readonly customFields: Pick<CustomFieldRepository, 'definitions' | 'ensure'>;
  readonly clock: Clock;
}
/** Makes the draft an immutable version, after everything in it was checked. */
export class PublishSequenceDraft {
  constructor(private readonly ports: PublishPorts) {}

  /**
   * With `dryRun` nothing changes: the answer says which problems there are, and what would happen to whom.
   * @throws DomainError `sequence.not_publishable` with a problem a field, `sequence.wrong_state` when archived
   */
  async execute(actor: Actor, id: string, options: PublishSequence): Promise<PublishResult> {
    const sequence = await this.publishable(actor, id);
    return await this.publish(actor, sequence, sequence, options);
  }

  /** @throws DomainError `sequence.version_not_found`, and as `execute` */
  async rollback(actor: Actor, id: string, { version, ...options }: RollbackSequence): Promise<PublishResult> {
    const sequence = await this.publishable(actor, id);
    const earlier = await versionOf(this.ports.sequences, actor.workspaceId, sequence, { version, path: 'version' });
    const result = await this.publish(actor, sequence, earlier, options);
    if (!options.dryRun) {
      const { steps, settings } = earlier;
      await this.ports.sequences.updateDraft(actor.workspaceId, id, { steps, settings });
    }
    return result;
  }

  private async publishable(actor: Actor, id: string): Promise<SequenceRecord> {
    const sequence = await this.ports.sequences.get(actor.workspaceId, id);
    if (sequence.state === 'archived')
      throw new DomainError('sequence.wrong_state', 'The sequence is archived and can no longer be published.');
    return sequence;
  }

  private async publish(
    actor: Actor,
    sequence: SequenceRecord,
    written: SequenceContent,
    { running, dryRun }: PublishSequence,
  ): Promise<PublishResult> {
    const { sequences, startWake, backfillTrigger, segments, customFields } = this.ports;
    const { id } = sequence;
    const content = await expandDraft(segments, actor.workspaceId, written);
    const problems = await findDraftProblems(this.ports, actor.workspaceId, id, content);
    const effects = running === 'keep' ? [] : await this.effects(actor, sequence, content);
    const { steps, settings } = content;
    const asWritten = content === written ? null : { steps: written.steps, settings: written.settings };
    const published = { steps, settings, written: asWritten };
    if (dryRun) {
      const { moved, kept } = await sequences.countMove(actor.workspaceId, id, published);
      const counts = running === 'keep' ? { moved: 0, kept: moved + kept } : { moved, kept };
      return { version: sequence.version, problems, ...counts, dryRun, effects };
    }
    if (problems.length > 0) {
      throw new DomainError(
        'sequence.not_publishable',
        `The sequence has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} to solve before it can be published.`,
        problems,
      );
    }
    await customFields.ensure(actor.workspaceId, fieldsMade(steps, []));
    const { triggersChanged, ...done } = await sequences.publish(actor.workspaceId, id, published, running);
    if (done.moved > 0)
      await startWake.execute(actor.workspaceId, sequence, {
        scope: 'all',
        because: `moved to version ${done.version}`,
      });
    if (sequence.state === 'active' || sequence.state === 'paused')
      await backfillTrigger.execute(actor.workspaceId, sequence, triggersChanged);
    return { ...done, problems, dryRun, effects };
  }

  /** What moving everybody to this content would do, group by group of people who stand at the same place. */
  private async effects(
    { workspaceId }: Actor,
    { id, state }: SequenceRecord,
    { steps, settings }: SequenceContent,
  ): Promise<PublishResult['effects']> {
    const { sequences, workspaces, clock } = this.ports;
    const to = { sequenceId: id, version: 0, steps, settings };
    const workspace = await workspaces.get(workspaceId);
    const time = new WorkspaceClock(workspace.clock);
    const now = clock.now();
    const results = [];
    for (const group of await sequences.standings(workspaceId, id, now)) {
      const from = await sequences.definition(workspaceId, id, group.version);
      const moved = { ...group, waiting: waitingPeople(group, state, workspace.timeZone, time) };
      results.push({ count: group.count, result: previewMove(from, to, moved, time.toWorkspace(now)) });
    }
    const names = mentionsOf(to) === null ? null : await sequences.surroundings(workspaceId);
    return [...summarizeMove(to, results, names)];
  }
}

/** Those of a group whom nothing keeps but their waits: nobody while the sequence does not run. */
function waitingPeople(
  { since, overrideStep, overrideAt, timeZone }: StandingGroup,
  state: SequenceState,
  zone: string,
  time: WorkspaceClock,
) {
  const isRunning = state === 'active';
  const instants = (all: readonly number[]) => (isRunning ? all.map((at) => time.toWorkspace(at)) : []);
  return {
    timeZone: timeZone ?? zone,
    since: instants(since),
    override: overrideStep === null ? null : { step: overrideStep, at: instants(overrideAt) },
  };
}
