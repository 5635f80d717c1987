import type { Page, Revision, RevisionQuery } from '@dripemails/contracts';
import { findStep } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { InstantPresenter } from '../present-instant.js';
import type { SequenceRepository } from '../sequence/sequence-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { RevisionRecord, RevisionRepository } from './revision-port.js';

export interface ReadRevisionsPorts {
  readonly revisions: Pick<RevisionRepository, 'get' | 'list'>;
  readonly sequences: Pick<SequenceRepository, 'definition'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
}

/** Reads what AI revised, each mail beside its original. */
export class ReadRevisions {
  constructor(private readonly ports: ReadRevisionsPorts) {}

  /** @throws DomainError `revision.not_found` */
  async get(actor: Actor, id: string): Promise<Revision> {
    const record = await this.ports.revisions.get(actor.workspaceId, id);
    return await this.present(record, await this.instants(actor));
  }

  /** Newest first. */
  async list(actor: Actor, query: RevisionQuery): Promise<Page<Revision>> {
    const instants = await this.instants(actor);
    const page = await this.ports.revisions.list(actor.workspaceId, query);
    const items = await Promise.all(page.items.map((record) => this.present(record, instants)));
    return { items, nextCursor: page.nextCursor };
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }

  private async present(record: RevisionRecord, instants: InstantPresenter): Promise<Revision> {
    const { id, workspaceId, sequenceId, version, stepId, enrollmentId } = record;
    const { steps } = await this.ports.sequences.definition(workspaceId, sequenceId, version);
    const step = findStep(steps, stepId);
    if (step?.kind !== 'email') throw new Error(`revision ${id} is of a step that is no email`);
    const { status, subject, html, instructions, model, error } = record;
    return {
      ...{ id, sequenceId, stepId, enrollmentId, status, instructions, model, error },
      original: { subject: step.subject, html: step.html },
      revised: subject === null || html === null ? null : { subject, html },
      createdAt: instants.at(record.createdAt),
    };
  }
}
