import type { CreateSegment, Page, PageQuery, Segment, Subscriber, UpdateSegment } from '@dripemails/contracts';
import {
  type Condition,
  describeCondition,
  DomainError,
  expandSegments,
  type NamesById,
  type RuleScope,
  segmentsNamed,
  type SegmentRules,
} from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { ListRepository } from '../list/list-port.js';
import { InstantPresenter } from '../present-instant.js';
import { presentSubscriber } from '../subscriber/present-subscriber.js';
import type { SubscriberRepository } from '../subscriber/subscriber-port.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { COUNT_TIMEOUT_MS, countOrNull, type FieldDefinitions, namesIn, questionOf, scopeOf } from './ask-audience.js';
import { checkCondition, conditionFaults } from './check-condition.js';
import type { SegmentAudience, SegmentRecord, SegmentRepository, SegmentUse } from './segment-port.js';

export interface SegmentPorts {
  readonly segments: SegmentRepository;
  readonly segmentAudience: SegmentAudience;
  readonly lists: Pick<ListRepository, 'existing' | 'get'>;
  readonly customFields: FieldDefinitions;
  readonly subscribers: Pick<SubscriberRepository, 'get' | 'list'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly clock: Clock;
}

/** Segments and who is in them. Every method is one small use case. */
export class ManageSegments {
  constructor(private readonly ports: SegmentPorts) {}

  /** @throws DomainError `input.invalid` on `condition`, `segment.name_taken` */
  async create(actor: Actor, input: CreateSegment): Promise<Segment> {
    const id = newId();
    await this.ports.segments.create(actor.workspaceId, { id, ...input }, (rules) =>
      this.check(actor, input.condition, { id, name: input.name, rules }),
    );
    return await this.get(actor, id);
  }

  /** @throws DomainError `input.invalid` on `condition`, `segment.not_found`, `segment.name_taken` */
  async update(actor: Actor, id: string, input: UpdateSegment): Promise<Segment> {
    const { segments } = this.ports;
    const { name } = await segments.get(actor.workspaceId, id);
    await segments.update(actor.workspaceId, id, input, async (rules) => {
      if (input.condition !== undefined)
        await this.check(actor, input.condition, { id, name: input.name ?? name, rules });
    });
    return await this.get(actor, id);
  }

  /** @throws DomainError `segment.not_found`, `segment.in_use` naming what uses it */
  async delete(actor: Actor, id: string): Promise<void> {
    const uses = await this.ports.segments.delete(actor.workspaceId, id);
    if (uses.length > 0)
      throw new DomainError(
        'segment.in_use',
        `The segment is used by ${[...new Set(uses.map(useWords))].join(', ')}. Take it out there, then delete it.`,
      );
  }

  /** With its people counted now, unless that takes too long. @throws DomainError `segment.not_found` */
  async get(actor: Actor, id: string): Promise<Segment> {
    const { segments, segmentAudience, workspaces, clock } = this.ports;
    const workspace = await workspaces.get(actor.workspaceId);
    const record = await segments.get(actor.workspaceId, id);
    const rules = await segments.rules(actor.workspaceId);
    const names = await namesIn(this.ports.lists, actor.workspaceId, [record.condition], rules);
    const condition = expandSegments(record.condition, rules);
    const isWhole = segmentsNamed(condition).length === 0;
    const question = questionOf(workspace, condition, clock);
    const counted = isWhole ? await countOrNull(segmentAudience, question, COUNT_TIMEOUT_MS) : null;
    if (counted !== null) await segments.saveCount(actor.workspaceId, id, { ...counted, at: question.now });
    const now = counted === null ? record : { ...record, ...counted, countedAt: question.now };
    const scope = { ...(await scopeOf(this.ports, actor.workspaceId, [record.condition])), segments: rules };
    return present(now, { names, scope, instants: new InstantPresenter(workspace) });
  }

  /** With their people as they were counted last. */
  async list(actor: Actor, query: PageQuery): Promise<Page<Segment>> {
    const { segments, workspaces, lists } = this.ports;
    const instants = new InstantPresenter(await workspaces.get(actor.workspaceId));
    const page = await segments.list(actor.workspaceId, query);
    const conditions = page.items.map(({ condition }) => condition);
    const rules = await segments.rules(actor.workspaceId);
    const names = await namesIn(lists, actor.workspaceId, conditions, rules);
    const scope = { ...(await scopeOf(this.ports, actor.workspaceId, conditions)), segments: rules };
    return {
      items: page.items.map((record) => present(record, { names, scope, instants })),
      nextCursor: page.nextCursor,
    };
  }

  /** Who is in it now, newest first. @throws DomainError `segment.not_found` */
  async members(actor: Actor, id: string, query: PageQuery): Promise<Page<Subscriber>> {
    const { segments, subscribers, workspaces } = this.ports;
    await segments.get(actor.workspaceId, id);
    const instants = new InstantPresenter(await workspaces.get(actor.workspaceId));
    const page = await subscribers.list(actor.workspaceId, { ...query, segment: id });
    return { items: page.items.map((record) => presentSubscriber(record, instants)), nextCursor: page.nextCursor };
  }

  private async check(
    actor: Actor,
    condition: Condition,
    of: { id: string; name: string; rules: SegmentRules },
  ): Promise<void> {
    checkCondition(condition, { ...of, ...(await scopeOf(this.ports, actor.workspaceId, [condition])) });
  }
}

function present(
  record: SegmentRecord,
  { names, scope, instants }: { names: NamesById; scope: RuleScope; instants: InstantPresenter },
): Segment {
  return {
    ...record,
    // stored as it was given by the contract; the domain's type says the same, read-only
    condition: record.condition as Segment['condition'],
    words: describeCondition(record.condition, names),
    problems: conditionFaults(record.condition, scope),
    countedAt: instants.atOrNull(record.countedAt),
    createdAt: instants.at(record.createdAt),
    updatedAt: instants.at(record.updatedAt),
  };
}

function useWords({ kind, name, where }: SegmentUse): string {
  if (kind === 'segment') return `the segment '${name}'`;
  return where === 'draft' ? `the draft of the sequence '${name}'` : `the published version of the sequence '${name}'`;
}
