import type { ConsentActor, ListPrivacyRequests, Page, PersonExport, PrivacyRequest } from '@dripemails/contracts';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { ActorNames } from '../identity/identity-port.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { actorRef, readActorRef } from './actor-ref.js';
import { answerBy } from './answer-by.js';
import { ASKED_BY_PERSON, type PrivacyRecord, type PrivacyRepository } from './privacy-port.js';

export interface ReadPrivacyPorts {
  readonly privacy: PrivacyRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly actorNames: ActorNames;
  readonly clock: Clock;
}

/** Reads privacy requests. */
export class ReadPrivacyRequests {
  constructor(private readonly ports: Omit<ReadPrivacyPorts, 'clock'>) {}

  /** @throws DomainError `privacy_request.not_found` */
  async get({ workspaceId }: Actor, id: string): Promise<PrivacyRequest> {
    const record = await this.ports.privacy.get(workspaceId, id);
    const instants = new InstantPresenter(await this.ports.workspaces.get(workspaceId));
    return presentPrivacyRequest(record, instants, await this.names(workspaceId, [record]));
  }

  /** Newest first. */
  async list({ workspaceId }: Actor, query: ListPrivacyRequests): Promise<Page<PrivacyRequest>> {
    const instants = new InstantPresenter(await this.ports.workspaces.get(workspaceId));
    const { items, nextCursor } = await this.ports.privacy.list(workspaceId, query);
    const names = await this.names(workspaceId, items);
    return { items: items.map((record) => presentPrivacyRequest(record, instants, names)), nextCursor };
  }

  /** Of those who began or answered the requests. */
  private async names(workspaceId: string, records: readonly PrivacyRecord[]): Promise<ReadonlyMap<string, string>> {
    const refs = records.flatMap(({ requestedBy, answeredBy }) => [requestedBy, answeredBy]);
    const ids = new Set(refs.flatMap((ref) => readActorRef(ref)?.id ?? []));
    return ids.size === 0 ? new Map() : await this.ports.actorNames.names(workspaceId, [...ids]);
  }
}

/**
 * A request in workspace time, with the end of the time to answer it.
 * @param names of members and API keys, by id; none where the person reads it
 */
export function presentPrivacyRequest(
  { workspaceId: _workspaceId, ...record }: PrivacyRecord,
  instants: InstantPresenter,
  names: ReadonlyMap<string, string> = new Map(),
): PrivacyRequest {
  const { requestedBy, createdAt } = record;
  const due = new Date(answerBy(instants.clock.toWorkspace(createdAt)));
  return {
    ...record,
    requestedBy: named(requestedBy, names),
    answeredBy: named(record.answeredBy, names),
    dueAt: requestedBy === ASKED_BY_PERSON ? due.toISOString() : null,
    answeredAt: instants.atOrNull(record.answeredAt),
    createdAt: instants.at(createdAt),
    completedAt: instants.atOrNull(record.completedAt),
  };
}

function named(ref: string | null, names: ReadonlyMap<string, string>): ConsentActor | null {
  const actor = readActorRef(ref);
  return actor === null ? null : { ...actor, name: names.get(actor.id) ?? null };
}

/** Everything that is held on a person, for that person. */
export class ExportPerson {
  constructor(private readonly ports: Omit<ReadPrivacyPorts, 'actorNames'>) {}

  /** That it was asked for is noted as a privacy request. @throws DomainError `subscriber.not_found` */
  async execute(actor: Actor, subscriberId: string): Promise<PersonExport> {
    const { privacy, workspaces, clock } = this.ports;
    const { workspaceId } = actor;
    const instants = new InstantPresenter(await workspaces.get(workspaceId));
    const held = await privacy.person(workspaceId, subscriberId);
    const at = clock.now();
    const requestedBy = actorRef(actor);
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
