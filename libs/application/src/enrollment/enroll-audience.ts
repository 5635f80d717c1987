import type { OperationStarted } from '@dripemails/contracts';
import type { PagedInput, PageResult } from '@dripemails/contracts/workflow';
import { expandSegments } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { atField } from '../at-field.js';
import type { ListRepository } from '../list/list-port.js';
import type { AudienceReader, OperationRecord, OperationRepository } from '../operation/operation-port.js';
import { startOperation } from '../operation/start-operation.js';
import { COUNT_TIMEOUT_MS, countOrNull, questionOf } from '../segment/ask-audience.js';
import type { SegmentAudience, SegmentRepository } from '../segment/segment-port.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { type EnrollPorts, newEnrollment, startOf, versionForNewPeople } from './enroll-subscriber.js';
import { startEnrollments } from './start-enrollments.js';

export interface EnrollAudiencePorts extends EnrollPorts {
  readonly lists: Pick<ListRepository, 'get'>;
  readonly operations: OperationRepository;
  readonly audience: AudienceReader;
  readonly segments: Pick<SegmentRepository, 'get' | 'rules'>;
  readonly segmentAudience: SegmentAudience;
}
/** Everybody on a list, or in a segment. */
export type Audience = { readonly listId: string } | { readonly segmentId: string };

/** How many people one page enrolls: small enough to show progress, large enough that the database is not the limit. */
const PAGE = 200;

/** Of a segment, so many people are asked whether they are in it. */
const SLICE = 500;

/** Starts enrolling everybody on a list or in a segment, as an operation with progress. */
export class EnrollAudience {
  constructor(private readonly ports: EnrollAudiencePorts) {}

  /** @throws DomainError `list.not_found`, `segment.not_found`, `sequence.not_found`, `sequence.wrong_state` */
  async execute(actor: Actor, sequenceId: string, audience: Audience): Promise<OperationStarted> {
    const { workspaceId } = actor;
    const sequence = await this.ports.sequences.get(workspaceId, sequenceId);
    versionForNewPeople(sequence);
    const operation =
      'listId' in audience
        ? await this.ofList(workspaceId, audience.listId)
        : await this.ofSegment(workspaceId, audience.segmentId);
    const operationId = await startOperation(this.ports, {
      ...{ workspaceId, kind: operation.kind, total: operation.total },
      title: `Enroll ${operation.whom} in '${sequence.name}'`,
      params: { sequenceId, ...audience },
    });
    return { operationId };
  }

  private async ofList(workspaceId: string, listId: string) {
    const { name } = await atField('listId', this.ports.lists.get(workspaceId, listId));
    const total = await this.ports.audience.countMembers(workspaceId, listId);
    return { kind: 'enrollList', whom: `list '${name}'`, total } as const;
  }

  private async ofSegment(workspaceId: string, segmentId: string) {
    const { segments, segmentAudience, workspaces, clock } = this.ports;
    const { name, condition, count } = await atField('segmentId', segments.get(workspaceId, segmentId));
    const asked = expandSegments(condition, await segments.rules(workspaceId));
    const question = questionOf(await workspaces.get(workspaceId), asked, clock);
    const counted = await countOrNull(segmentAudience, question, COUNT_TIMEOUT_MS);
    return { kind: 'enrollSegment', whom: `segment '${name}'`, total: counted?.count ?? count ?? 0 } as const;
  }
}

/**
 * Enrolls one page of a list or a segment. Who may not be mailed, or was in the sequence before (unless re-entry is always allowed), is
 * left out and counted. The page's rows are committed before its numbers; whom a page enrolled that is run again is counted
 * as enrolled and not enrolled twice.
 */
export class EnrollAudiencePage {
  constructor(private readonly ports: EnrollAudiencePorts) {}

  async execute(input: PagedInput): Promise<PageResult> {
    const { sequences, operations, enrollments, clock, workspaces } = this.ports;
    const operation = await operations.get(input.workspaceId, input.id);
    if (operation.completedAt !== null) return { done: operation.done };
    const { sequenceId = '', listId } = operation.params;
    const workspace = await workspaces.get(input.workspaceId);
    const sequence = await sequences.get(input.workspaceId, sequenceId);
    const version = versionForNewPeople(sequence);
    const definition = await sequences.definition(input.workspaceId, sequenceId, version);
    const { people, cursor, isLast } = await this.page(workspace, operation);

    const now = clock.now();
    const into = { sequence, definition, workspace, now };
    const ids = people.map(({ subscriberId }) => subscriberId);
    const before = new Set(await enrollments.enteredBy(input.workspaceId, input.id, ids));
    const rows = people
      .filter(({ subscriberId, status }) => status === 'active' && !before.has(subscriberId))
      .map((member) => newEnrollment({ ...member, listId }, into));
    const keepOut = definition.settings.reentry.rule === 'always' ? 'live' : 'ever';
    const how = { at: now, keepOut, operationId: input.id } as const;
    const inserted = new Set(await enrollments.insert(input.workspaceId, rows, how));
    const starts = rows.filter(({ id }) => inserted.has(id)).map((row) => startOf(input.workspaceId, sequence, row));
    await startEnrollments(this.ports, input.workspaceId, starts);

    const done = before.size + inserted.size;
    await operations.advance(input.workspaceId, input.id, operation.cursor, {
      ...{ cursor, done, failed: 0, skipped: people.length - done },
      completedAt: isLast ? clock.now() : null,
    });
    return { ...(isLast ? {} : { cursor: cursor ?? undefined }), done };
  }

  private async page(workspace: WorkspaceRecord, { params, cursor }: OperationRecord) {
    const { audience, segments, segmentAudience, clock } = this.ports;
    const { listId, segmentId } = params;
    if (segmentId === undefined) {
      const people = await audience.members(workspace.id, listId ?? '', cursor, PAGE);
      return { people, cursor: people.at(-1)?.subscriberId ?? cursor, isLast: people.length < PAGE };
    }
    const { condition } = await segments.get(workspace.id, segmentId);
    const asked = expandSegments(condition, await segments.rules(workspace.id));
    const slice = await segmentAudience.slice(questionOf(workspace, asked, clock), cursor, SLICE);
    return { people: slice.people, cursor: slice.cursor ?? cursor, isLast: slice.cursor === null };
  }
}
