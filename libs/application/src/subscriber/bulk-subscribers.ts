import type {
  BulkSubscriberAction,
  BulkSubscribers as BulkSubscribersInput,
  BulkSubscribersAnswer,
  OperationStarted,
} from '@dripemails/contracts';
import type { PagedInput, PageResult } from '@dripemails/contracts/workflow';
import { DomainError, parseFieldValue } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { atField } from '../at-field.js';
import type { Clock } from '../clock.js';
import type { CustomFieldRepository } from '../custom-field/custom-field-port.js';
import { inLanes } from '../in-lanes.js';
import type { ListRepository } from '../list/list-port.js';
import type { Log } from '../logger.js';
import type { OperationRecord, OperationRepository } from '../operation/operation-port.js';
import { startOperation } from '../operation/start-operation.js';
import type { OptInStarter } from '../opt-in/opt-in-port.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { SegmentRepository } from '../segment/segment-port.js';
import { tellChanged } from '../tell-changed.js';
import type { BulkPage, SubscriberBulkStore } from './bulk-port.js';
import type { SubscriberSelection } from './subscriber-port.js';
import type { UnsubscribeSubscriber } from './unsubscribe.js';
import { SUBSCRIBER_CHANGED } from './write-subscriber.js';

export interface BulkSubscriberPorts {
  readonly subscriberBulk: SubscriberBulkStore;
  readonly operations: OperationRepository;
  readonly lists: Pick<ListRepository, 'get'>;
  readonly segments: Pick<SegmentRepository, 'get'>;
  readonly customFields: Pick<CustomFieldRepository, 'definitions'>;
  readonly optIns: Pick<OptInStarter, 'startOpened'>;
  readonly orchestrator: Orchestrator;
  readonly clock: Clock;
  readonly log: Log;
}

/** People in one transaction of a set-based action. */
const PAGE = 500;
/** Unsubscribing ends enrollments one person at a time. */
const UNSUBSCRIBE_PAGE = 100;
const AT_ONCE = 5;

/** Starts an action over all subscribers that match a filter, as an operation with progress that can be undone. */
export class StartBulkSubscribers {
  constructor(private readonly ports: BulkSubscriberPorts) {}

  /**
   * @throws DomainError `list.not_found`, `segment.not_found`, `subscriber.not_found` where nobody has one of the ids,
   *   `field.not_found`, `input.invalid` for a value that does not fit the field
   */
  async execute(actor: Actor, { filter, action, dryRun }: BulkSubscribersInput): Promise<BulkSubscribersAnswer> {
    const { workspaceId } = actor;
    await this.checkFilter(workspaceId, filter);
    const { checked, title } = await this.check(workspaceId, action);
    const numbers = await this.ports.subscriberBulk.measure(workspaceId, filter, checked);
    if (dryRun) return { operationId: null, ...numbers };
    const operationId = await startOperation(this.ports, {
      ...{ workspaceId, kind: 'bulkSubscribers', title, total: numbers.matching },
      params: {
        filter: JSON.stringify(filter),
        action: JSON.stringify(checked),
        ...{ actorKind: actor.kind, actorId: actor.id },
      },
    });
    return { operationId, ...numbers };
  }

  /** Some of the ids may be of people who are gone meanwhile; a filter that names nothing at all is a mistake. */
  private async checkFilter(workspaceId: string, { list, segment, ids }: SubscriberSelection): Promise<void> {
    const { lists, segments, subscriberBulk } = this.ports;
    if (list !== undefined) await atField('filter.list', lists.get(workspaceId, list));
    if (segment !== undefined) await atField('filter.segment', segments.get(workspaceId, segment));
    if (ids === undefined || (await subscriberBulk.countKnown(workspaceId, ids)) > 0) return;
    throw new DomainError('subscriber.not_found', 'None of these people exists.', [
      { path: 'filter.ids', message: 'None of these people exists (any more): choose them again.' },
    ]);
  }

  private async check(
    workspaceId: string,
    action: BulkSubscriberAction,
  ): Promise<{ checked: BulkSubscriberAction; title: string }> {
    switch (action.do) {
      case 'addTags':
      case 'removeTags': {
        const tags = [...new Set(action.tags)];
        const words = tags.map((tag) => `'${tag}'`).join(', ');
        return {
          checked: { do: action.do, tags },
          title: action.do === 'addTags' ? `Add the tags ${words}` : `Remove the tags ${words}`,
        };
      }
      case 'addToList':
      case 'removeFromList': {
        const { name } = await atField('action.listId', this.ports.lists.get(workspaceId, action.listId));
        return { checked: action, title: action.do === 'addToList' ? `Add to '${name}'` : `Remove from '${name}'` };
      }
      case 'setField': {
        const definitions = await this.ports.customFields.definitions(workspaceId);
        const definition = definitions.find(({ name }) => name === action.field);
        if (definition === undefined)
          throw new DomainError('field.not_found', `There is no custom field '${action.field}'.`, [
            { path: 'action.field', message: 'There is no such custom field: create it first.' },
          ]);
        const parsed = parseFieldValue(definition, action.value);
        if ('problem' in parsed)
          throw new DomainError('input.invalid', `The value does not fit '${action.field}'.`, [
            { path: 'action.value', message: parsed.problem },
          ]);
        return { checked: { ...action, value: parsed.value as typeof action.value }, title: `Set '${action.field}'` };
      }
      case 'unsubscribe':
        return { checked: action, title: 'Unsubscribe' };
    }
  }
}

/** Starts taking a bulk action back. */
export class UndoOperation {
  constructor(private readonly ports: BulkSubscriberPorts) {}

  /** @throws DomainError `operation.not_found`, `operation.not_undoable` */
  async execute(actor: Actor, id: string): Promise<OperationStarted> {
    const { operations, subscriberBulk } = this.ports;
    const { workspaceId } = actor;
    const operation = await operations.get(workspaceId, id);
    if (!isUndoable(operation))
      throw new DomainError(
        'operation.not_undoable',
        'Only changes of tags, lists and fields can be undone, once they are done, once, and for 30 days.',
      );
    const operationId = await startOperation(this.ports, {
      ...{ workspaceId, kind: 'bulkSubscribers', title: `Undo: ${operation.title}` },
      params: { undoOf: id, action: operation.params['action'] ?? '{}' },
      total: await subscriberBulk.countChanged({ workspaceId, operationId: id }),
    });
    return { operationId };
  }
}

/** Whether an operation can be taken back. */
export function isUndoable({ kind, status, params }: Pick<OperationRecord, 'kind' | 'status' | 'params'>): boolean {
  if (kind !== 'bulkSubscribers' || (status !== 'completed' && status !== 'failed')) return false;
  if (params['undoOf'] !== undefined || params['undoneBy'] !== undefined) return false;
  return actionOf(params).do !== 'unsubscribe';
}

function actionOf(params: OperationRecord['params']): BulkSubscriberAction {
  return JSON.parse(params['action'] ?? '{"do":"unsubscribe"}') as BulkSubscriberAction;
}

/** Carries a bulk action, or its undoing, out for one page of people. */
export class BulkSubscribersPage {
  constructor(
    private readonly ports: BulkSubscriberPorts,
    private readonly unsubscribe: UnsubscribeSubscriber,
  ) {}

  /** @throws DomainError `operation.not_found` */
  async execute(input: PagedInput): Promise<PageResult> {
    const { operations, subscriberBulk, clock } = this.ports;
    const ref = { workspaceId: input.workspaceId, operationId: input.id };
    const operation = await operations.get(input.workspaceId, input.id);
    if (operation.completedAt !== null) return { done: operation.done };
    const action = actionOf(operation.params);
    const { undoOf, filter } = operation.params;
    if (undoOf !== undefined) return await this.undoPage(ref, undoOf, action, operation);
    if (operation.cursor === null)
      await subscriberBulk.freeze(ref, JSON.parse(filter ?? '{"ids":[]}') as SubscriberSelection);
    if (action.do === 'unsubscribe') return await this.unsubscribePage(input, action.reason ?? null);
    return await this.told(
      input.workspaceId,
      await subscriberBulk.apply(ref, action, { limit: PAGE, at: clock.now() }),
    );
  }

  private async undoPage(
    ref: { workspaceId: string; operationId: string },
    undoOf: string,
    action: BulkSubscriberAction,
    operation: OperationRecord,
  ): Promise<PageResult> {
    const { operations, subscriberBulk, clock } = this.ports;
    const isMine = await subscriberBulk.claimUndo(ref.workspaceId, undoOf, ref.operationId);
    if (!isMine || action.do === 'unsubscribe') {
      await operations.advance(ref.workspaceId, ref.operationId, operation.cursor, {
        ...{ cursor: operation.cursor, done: 0, failed: 0, skipped: 0, completedAt: clock.now() },
      });
      return { done: 0 };
    }
    const original = { operationId: undoOf, action };
    return await this.told(
      ref.workspaceId,
      await subscriberBulk.revert(ref, original, { limit: PAGE, at: clock.now() }),
    );
  }

  private async told(workspaceId: string, { done, isLast, cursor, waiting, asked }: BulkPage): Promise<PageResult> {
    await this.ports.optIns.startOpened(workspaceId, asked);
    await tellChanged(this.ports, waiting, SUBSCRIBER_CHANGED);
    return { ...(isLast || cursor === null ? {} : { cursor }), done };
  }

  private async unsubscribePage(input: PagedInput, reason: string | null): Promise<PageResult> {
    const { operations, subscriberBulk, clock } = this.ports;
    const ref = { workspaceId: input.workspaceId, operationId: input.id };
    const { cursor, params } = await operations.get(input.workspaceId, input.id);
    const ids = await subscriberBulk.people(ref, cursor, UNSUBSCRIBE_PAGE);
    const actor: Actor = {
      workspaceId: input.workspaceId,
      kind: (params['actorKind'] ?? 'system') as Actor['kind'],
      id: params['actorId'] ?? '',
    };
    let skipped = 0;
    await inLanes(ids, AT_ONCE, async (id) => {
      try {
        await this.unsubscribe.execute(actor, id, reason);
      } catch (error) {
        // merged or erased meanwhile
        if (!(error instanceof DomainError)) throw error;
        skipped++;
      }
    });
    const isLast = ids.length < UNSUBSCRIBE_PAGE;
    const next = ids.at(-1) ?? cursor;
    await operations.advance(input.workspaceId, input.id, cursor, {
      ...{ cursor: next, done: ids.length - skipped, failed: 0, skipped, completedAt: isLast ? clock.now() : null },
    });
    return { ...(isLast || next === null ? {} : { cursor: next }), done: ids.length - skipped };
  }
}
