import type { MessageQuery, Page } from '@dripemails/contracts';
import type { MessageState } from '@dripemails/domain';
import type { ActivityTarget } from '../tracking/activity-port.js';

/** A row of the ledger; instants are real ms. */
export interface MessageRecord {
  readonly id: string;
  readonly enrollmentId: string | null;
  readonly sequenceId: string | null;
  readonly subscriberId: string;
  readonly stepId: string | null;
  readonly to: string;
  readonly subject: string;
  readonly state: MessageState;
  readonly messageId: string;
  readonly replyTo: string | null;
  readonly sentAt: number | null;
  readonly error: string | null;
  readonly attempts: number;
  readonly createdAt: number;
}

export interface MessageRepository {
  /** @throws DomainError `message.not_found` */
  get(workspaceId: string, id: string): Promise<MessageRecord>;
  list(workspaceId: string, query: MessageQuery): Promise<Page<MessageRecord>>;
  /** The workspace of a message named by a signed token; null when it is gone. */
  workspaceOf(id: string): Promise<string | null>;
  /** The mail that a signed address says was opened or clicked in; null when it is gone. */
  activityTarget(id: string): Promise<ActivityTarget | null>;
}
