import type { OperationStarted } from '@dripemails/contracts';
import type { PagedInput, PageResult } from '@dripemails/contracts/workflow';
import type { Actor } from '../actor.js';
import type { ListRepository } from '../list/list-port.js';
import type { AudienceReader, OperationRepository } from '../operation/operation-port.js';
import { startOperation } from '../operation/start-operation.js';
import { type EnrollPorts, newEnrollment, startOf, versionForNewPeople } from './enroll-subscriber.js';
import { startEnrollments } from './start-enrollments.js';

export interface EnrollListPorts extends EnrollPorts {
  readonly lists: Pick<ListRepository, 'get'>;
  readonly operations: OperationRepository;
  readonly audience: AudienceReader;
}

/** How many people one page enrolls: small enough to show progress, large enough that the database is not the limit. */
const PAGE = 200;

/** Starts enrolling everybody on a list, as an operation with progress. */
export class EnrollList {
  constructor(private readonly ports: EnrollListPorts) {}

  /** @throws DomainError `list.not_found`, `sequence.not_found`, `sequence.wrong_state` */
  async execute(actor: Actor, sequenceId: string, listId: string): Promise<OperationStarted> {
    const { sequences, lists, audience } = this.ports;
    const sequence = await sequences.get(actor.workspaceId, sequenceId);
    versionForNewPeople(sequence);
    const list = await lists.get(actor.workspaceId, listId);
    const operationId = await startOperation(this.ports, {
      workspaceId: actor.workspaceId,
      kind: 'enrollList',
      title: `Enroll list '${list.name}' in '${sequence.name}'`,
      params: { sequenceId, listId },
      total: await audience.countMembers(actor.workspaceId, listId),
    });
    return { operationId };
  }
}

/**
 * Enrolls one page of a list. Who may not be mailed, or was in the sequence before (unless re-entry is always allowed), is
 * left out and counted. The page's rows are committed before its numbers, and a row is inserted once at the most, so a
 * repeated page enrolls nobody twice.
 */
export class EnrollListPage {
  constructor(private readonly ports: EnrollListPorts) {}

  async execute(input: PagedInput): Promise<PageResult> {
    const { sequences, operations, audience, enrollments, clock, workspaces } = this.ports;
    const operation = await operations.get(input.workspaceId, input.id);
    if (operation.completedAt !== null) return { done: operation.done };
    const { sequenceId = '', listId = '' } = operation.params;
    const workspace = await workspaces.get(input.workspaceId);
    const sequence = await sequences.get(input.workspaceId, sequenceId);
    const version = versionForNewPeople(sequence);
    const definition = await sequences.definition(input.workspaceId, sequenceId, version);
    const members = await audience.members(input.workspaceId, listId, operation.cursor, PAGE);

    const now = clock.now();
    const into = { sequence, definition, workspace, now };
    const rows = members.filter(({ status }) => status === 'active').map((member) => newEnrollment(member, into));
    const keepOut = definition.settings.reentry.rule === 'always' ? 'live' : 'ever';
    const inserted = new Set(await enrollments.insert(input.workspaceId, rows, { at: now, keepOut }));
    const starts = rows.filter(({ id }) => inserted.has(id)).map((row) => startOf(input.workspaceId, sequence, row));
    await startEnrollments(this.ports, input.workspaceId, starts);

    const last = members.length < PAGE;
    const cursor = members.at(-1)?.subscriberId ?? operation.cursor;
    await operations.advance(input.workspaceId, input.id, operation.cursor, {
      cursor,
      done: inserted.size,
      failed: 0,
      skipped: members.length - inserted.size,
      completedAt: last ? clock.now() : null,
    });
    return { ...(last ? {} : { cursor: cursor ?? undefined }), done: inserted.size };
  }
}
