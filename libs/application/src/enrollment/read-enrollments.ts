import type { Enrollment, EnrollmentDetail, EnrollmentQuery, Page } from '@dripemails/contracts';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { SequenceRepository } from '../sequence/sequence-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { EnrollmentRepository } from './enrollment-port.js';
import type { FactPorts } from './decide-plan.js';
import type { PeopleFactPorts } from './people-facts.js';
import { EnrollmentPresenter } from './present-enrollment.js';

export interface ReadEnrollmentPorts {
  readonly enrollments: EnrollmentRepository;
  readonly facts: FactPorts & PeopleFactPorts;
  readonly sequences: Pick<SequenceRepository, 'get' | 'definition'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly orchestrator: Pick<Orchestrator, 'workflowUrl'>;
  readonly clock: Clock;
}

/** One person in a sequence: what happened, why, what comes next and when. */
export class GetEnrollment {
  constructor(private readonly ports: ReadEnrollmentPorts) {}

  /** @throws DomainError `enrollment.not_found` */
  async execute(actor: Actor, id: string): Promise<EnrollmentDetail> {
    const { enrollments, sequences, workspaces, orchestrator, clock } = this.ports;
    const row = await enrollments.get(actor.workspaceId, id);
    const definition = await sequences.definition(actor.workspaceId, row.sequenceId, row.version);
    const workspace = await workspaces.get(actor.workspaceId, row.workspaceRevision);
    const presenter = new EnrollmentPresenter(workspace, orchestrator, { ...this.ports.facts, clock });
    return await presenter.presentDetail(row, definition, await enrollments.events(actor.workspaceId, id));
  }
}

/** The people of a sequence, with what comes next for each. */
export class ListEnrollments {
  constructor(private readonly ports: ReadEnrollmentPorts) {}

  /** @throws DomainError `sequence.not_found` */
  async execute(actor: Actor, sequenceId: string, query: EnrollmentQuery): Promise<Page<Enrollment>> {
    const { enrollments, sequences, workspaces, orchestrator, clock } = this.ports;
    await sequences.get(actor.workspaceId, sequenceId);
    const presenter = new EnrollmentPresenter(await workspaces.get(actor.workspaceId), orchestrator, {
      ...this.ports.facts,
      clock,
    });
    const page = await enrollments.list(actor.workspaceId, sequenceId, query);
    const shown = new Map<string, Enrollment>();
    for (const version of new Set(page.items.map((row) => row.version))) {
      const rows = page.items.filter((row) => row.version === version);
      const definition = await sequences.definition(actor.workspaceId, sequenceId, version);
      for (const one of await presenter.presentMany(rows, definition, this.ports.facts)) shown.set(one.id, one);
    }
    return { items: page.items.flatMap(({ id }) => shown.get(id) ?? []), nextCursor: page.nextCursor };
  }
}
