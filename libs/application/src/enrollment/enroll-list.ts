import type { OperationStarted } from '@dripemails/contracts';
import type { PagedInput, PageResult } from '@dripemails/contracts/workflow';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { ListRepository } from '../list/list-port.js';
import type { AudienceReader, OperationRepository } from '../operation/operation-port.js';
import { type EnrollPorts, newEnrollment, versionForNewPeople } from './enroll-subscriber.js';
import type { NewEnrollment } from './enrollment-port.js';

export interface EnrollListPorts extends EnrollPorts {
  readonly lists: Pick<ListRepository, 'get'>;
  readonly operations: OperationRepository;
  readonly audience: AudienceReader;
}

/** How many people one page enrolls: small enough to show progress, large enough that the database is not the limit. */
const PAGE = 200;
/** Workflow starts in flight; more do not make a Temporal server start faster. */
const STARTS_AT_ONCE = 20;

/** Starts enrolling everybody on a list, as an operation with progress. */
export class EnrollList {
  constructor(private readonly ports: EnrollListPorts) {}

  /** @throws DomainError `list.not_found`, `sequence.not_found`, `sequence.wrong_state` */
  async execute(actor: Actor, sequenceId: string, listId: string): Promise<OperationStarted> {
    const { sequences, lists, operations, audience, orchestrator, log } = this.ports;
    const sequence = await sequences.get(actor.workspaceId, sequenceId);
    versionForNewPeople(sequence);
    const list = await lists.get(actor.workspaceId, listId);
    const id = newId();
    const title = `Enroll list '${list.name}' in '${sequence.name}'`;
    await operations.create({
      id,
      workspaceId: actor.workspaceId,
      kind: 'enrollList',
      title,
      params: { sequenceId, listId },
      total: await audience.countMembers(actor.workspaceId, listId),
    });
    try {
      await orchestrator.startOperation('enrollList', { workspaceId: actor.workspaceId, id }, title);
    } catch (error) {
      // the operation is committed as queued: the reconciler starts it
      log.warn({ operationId: id, err: error }, 'could not start the operation now; the reconciler will');
    }
    return { operationId: id };
  }
}

/**
 * Enrolls one page of a list. Who may not be mailed, or was in the sequence before (unless re-entry is always allowed), is
 * left out and counted. The page's
 * rows are committed before its numbers, and a row is inserted once at the most, so a repeated page enrolls nobody twice.
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
    await this.start(
      input.workspaceId,
      sequence.name,
      rows.filter(({ id }) => inserted.has(id)),
    );

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

  private async start(workspaceId: string, sequenceName: string, rows: readonly NewEnrollment[]): Promise<void> {
    const { orchestrator, enrollments, clock, log } = this.ports;
    const started: string[] = [];
    let next = 0;
    const starter = async () => {
      for (let row = rows[next++]; row !== undefined; row = rows[next++]) {
        try {
          await orchestrator.startEnrollment({
            workspaceId,
            enrollmentId: row.id,
            sequenceId: row.sequenceId,
            sequenceName,
            version: row.version,
            plan: row.next.plan,
          });
          started.push(row.id);
        } catch (error) {
          // committed without a workflow: the reconciler's case
          log.warn({ enrollmentId: row.id, err: error }, 'could not start the workflow now; the reconciler will');
        }
      }
    };
    await Promise.all(Array.from({ length: STARTS_AT_ONCE }, starter));
    await enrollments.markStarted(workspaceId, started, clock.now());
  }
}
