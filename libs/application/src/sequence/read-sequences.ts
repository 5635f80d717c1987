import type {
  DiffQuery,
  Page,
  Sequence,
  SequenceQuery,
  SequenceStats,
  SequenceVersion,
  VersionDiff,
} from '@dripemails/contracts';
import { diffVersions } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { InstantPresenter } from '../present-instant.js';
import type { SequencePorts } from './edit-sequence.js';
import { presentSequence, settingsOf, stepsOf } from './present-sequence.js';
import { versionOf } from './version-of.js';

export class GetSequence {
  constructor(private readonly ports: SequencePorts) {}

  /** @throws DomainError `sequence.not_found` */
  async execute(actor: Actor, id: string): Promise<Sequence> {
    return presentSequence(
      await this.ports.sequences.get(actor.workspaceId, id),
      new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId)),
    );
  }
}

export class ListSequences {
  constructor(private readonly ports: SequencePorts) {}

  async execute(actor: Actor, query: SequenceQuery): Promise<Page<Sequence>> {
    const instants = new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
    const page = await this.ports.sequences.list(actor.workspaceId, query);
    return { items: page.items.map((record) => presentSequence(record, instants)), nextCursor: page.nextCursor };
  }
}

/** The published versions, newest first, with how many people run on each. */
export class ListSequenceVersions {
  constructor(private readonly ports: SequencePorts) {}

  /** @throws DomainError `sequence.not_found` */
  async execute(actor: Actor, id: string): Promise<Page<SequenceVersion>> {
    const { sequences, workspaces } = this.ports;
    await sequences.get(actor.workspaceId, id);
    const instants = new InstantPresenter(await workspaces.get(actor.workspaceId));
    const versions = await sequences.versions(actor.workspaceId, id);
    return {
      items: versions.map((one) => ({
        ...one,
        steps: stepsOf(one.steps),
        settings: settingsOf(one.settings),
        publishedAt: instants.at(one.publishedAt),
      })),
      nextCursor: null,
    };
  }
}

/** How many people wait at, passed or failed each step, and how enrollments ended. */
export class GetSequenceStats {
  constructor(private readonly ports: SequencePorts) {}

  /** @throws DomainError `sequence.not_found` */
  async execute(actor: Actor, id: string): Promise<SequenceStats> {
    const { sequences, workspaces } = this.ports;
    const record = await sequences.get(actor.workspaceId, id);
    const { outcomes, steps } = await sequences.stats(actor.workspaceId, id);
    const { counts } = presentSequence(record, new InstantPresenter(await workspaces.get(actor.workspaceId)));
    return { counts, outcomes, steps: [...steps] };
  }
}

/** What differs between two published versions, in words. */
export class DiffSequenceVersions {
  constructor(private readonly ports: SequencePorts) {}

  /** @throws DomainError `sequence.not_found`, `sequence.version_not_found` */
  async execute(actor: Actor, id: string, { from, to }: DiffQuery): Promise<VersionDiff> {
    const { sequences } = this.ports;
    const sequence = await sequences.get(actor.workspaceId, id);
    const before = await versionOf(sequences, actor.workspaceId, sequence, { version: from, path: 'from' });
    const after = await versionOf(sequences, actor.workspaceId, sequence, { version: to, path: 'to' });
    return { from, to, changes: [...diffVersions(before, after, await sequences.surroundings(actor.workspaceId))] };
  }
}
