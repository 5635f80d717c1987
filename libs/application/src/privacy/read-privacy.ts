import type { ListPrivacyRequests, Page, PersonExport, PrivacyRequest } from '@dripemails/contracts';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { answerBy } from './answer-by.js';
import { ASKED_BY_PERSON, type PrivacyRecord, type PrivacyRepository } from './privacy-port.js';

export interface ReadPrivacyPorts {
  readonly privacy: PrivacyRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly clock: Clock;
}

/** Reads privacy requests. */
export class ReadPrivacyRequests {
  constructor(private readonly ports: ReadPrivacyPorts) {}

  /** @throws DomainError `privacy_request.not_found` */
  async get(actor: Actor, id: string): Promise<PrivacyRequest> {
    return presentPrivacyRequest(await this.ports.privacy.get(actor.workspaceId, id), await this.instants(actor));
  }

  /** Newest first. */
  async list(actor: Actor, query: ListPrivacyRequests): Promise<Page<PrivacyRequest>> {
    const instants = await this.instants(actor);
    const page = await this.ports.privacy.list(actor.workspaceId, query);
    return { items: page.items.map((record) => presentPrivacyRequest(record, instants)), nextCursor: page.nextCursor };
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

/** A request in workspace time, with the end of the time to answer it. */
export function presentPrivacyRequest(
  { workspaceId: _workspaceId, ...record }: PrivacyRecord,
  instants: InstantPresenter,
): PrivacyRequest {
  const { requestedBy, createdAt } = record;
  const due = new Date(answerBy(instants.clock.toWorkspace(createdAt)));
  return {
    ...record,
    dueAt: requestedBy === ASKED_BY_PERSON ? due.toISOString() : null,
    answeredAt: instants.atOrNull(record.answeredAt),
    createdAt: instants.at(createdAt),
    completedAt: instants.atOrNull(record.completedAt),
  };
}

/** Everything that is held on a person, for that person. */
export class ExportPerson {
  constructor(private readonly ports: ReadPrivacyPorts) {}

  /** That it was asked for is noted as a privacy request. @throws DomainError `subscriber.not_found` */
  async execute(actor: Actor, subscriberId: string): Promise<PersonExport> {
    const { privacy, workspaces, clock } = this.ports;
    const { workspaceId } = actor;
    const instants = new InstantPresenter(await workspaces.get(workspaceId));
    const held = await privacy.person(workspaceId, subscriberId);
    const at = clock.now();
    const requestedBy = `${actor.kind}:${actor.id}`;
    await privacy.noteExport({ id: newId(), workspaceId, subscriberId, requestedBy, at });
    return { generatedAt: instants.at(at), ...(withInstants(held, instants) as typeof held) };
  }
}

/** The value with every `Date` in workspace time. */
function withInstants(value: unknown, instants: InstantPresenter): unknown {
  if (value instanceof Date) return instants.at(value.getTime());
  if (Array.isArray(value)) return value.map((one) => withInstants(one, instants));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withInstants(one, instants)]));
}
