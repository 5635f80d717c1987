import type { PagedInput, PageResult } from '@dripemails/contracts/workflow';
import { DomainError } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { OperationRepository } from '../operation/operation-port.js';
import type { CustomFieldRepository } from './custom-field-port.js';

/** Each page looks for those who still have a value, so few large pages are quickest. */
const PAGE = 10_000;

/** Removes the values of one page of people; harmless when repeated, as who has none is passed over. */
export class DeleteFieldPage {
  constructor(
    private readonly ports: {
      readonly customFields: Pick<CustomFieldRepository, 'deleteSome'>;
      readonly operations: Pick<OperationRepository, 'get' | 'advance'>;
      readonly clock: Clock;
    },
  ) {}

  /** @throws DomainError `operation.not_found` */
  async execute(input: PagedInput): Promise<PageResult> {
    const { operations, clock } = this.ports;
    const operation = await operations.get(input.workspaceId, input.id);
    if (operation.completedAt !== null) return { done: operation.done };
    const { removed, isGone } = await this.some(input.workspaceId, operation.params['fieldId'] ?? '');
    const cursor = String(Number(operation.cursor ?? 0) + 1);
    await operations.advance(input.workspaceId, input.id, operation.cursor, {
      ...{ cursor, done: removed, failed: 0, skipped: 0, completedAt: isGone ? clock.now() : null },
    });
    return { ...(isGone ? {} : { cursor }), done: removed };
  }

  /** A page that is repeated after the last one finds no field any more. */
  private async some(workspaceId: string, fieldId: string): Promise<{ removed: number; isGone: boolean }> {
    try {
      return await this.ports.customFields.deleteSome(workspaceId, fieldId, PAGE);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'field.not_found') return { removed: 0, isGone: true };
      throw error;
    }
  }
}
