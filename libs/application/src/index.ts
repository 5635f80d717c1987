export type { Actor } from './actor.js';
export { systemClock, type Clock } from './clock.js';
export type { Log } from './logger.js';
export type { EnrollmentStart, Orchestrator } from './orchestrator-port.js';
export { InstantPresenter } from './present-instant.js';
export { CreateWorkspace, type NewWorkspace } from './workspace/create-workspace.js';
export type { WorkspaceRecord, WorkspaceRepository } from './workspace/workspace-port.js';
export type { EventKind, EventReader, EventRecord, NewEvent } from './event/event-port.js';

export { Authenticate } from './identity/authenticate.js';
export { CLIENT_ADDRESS_HEADER } from './identity/identity-port.js';
export { GetMe } from './identity/get-me.js';
export { ManageApiKeys } from './identity/manage-api-keys.js';
export { SeedDemo, type SeedDemoInput } from './identity/seed-demo.js';
export type { ApiKeyMaker, ApiKeyRecord, ApiKeyRepository, Sessions } from './identity/identity-port.js';

export { GetOverview } from './overview/get-overview.js';
export type { OverviewNumbers, OverviewReader } from './overview/overview-port.js';

export { UpdateSubscriberById, UpsertSubscriberByEmail, type SubscriberPorts } from './subscriber/write-subscriber.js';
export { GetSubscriber, GetSubscriberTimeline, ListSubscribers } from './subscriber/read-subscribers.js';
export { UnsubscribeByLink, UnsubscribeSubscriber } from './subscriber/unsubscribe.js';
export type {
  FieldValues,
  SubscriberChange,
  SubscriberRecord,
  SubscriberRepository,
  Withdrawal,
} from './subscriber/subscriber-port.js';

export { ManageLists } from './list/manage-lists.js';
export type { ListRecord, ListRepository } from './list/list-port.js';

export { StartImport, type Upload } from './import/start-import.js';
export { RunImport } from './import/run-import.js';
export { ReadImports } from './import/read-imports.js';
export type {
  CsvRow,
  ImportFiles,
  ImportPerson,
  ImportRecord,
  ImportRepository,
  Rejection,
} from './import/import-port.js';

export { CreateSequenceDraft, UpdateSequenceDraft } from './sequence/edit-sequence.js';
export { GetSequence, GetSequenceStats, ListSequences, ListSequenceVersions } from './sequence/read-sequences.js';
export { PublishSequenceDraft } from './sequence/publish-sequence.js';
export { ChangeSequenceState } from './sequence/change-sequence-state.js';
export type { SequenceRecord, SequenceRepository, StepCounts, VersionRecord } from './sequence/sequence-port.js';

export { EnrollSubscriber } from './enrollment/enroll-subscriber.js';
export { EnrollList, EnrollListPage } from './enrollment/enroll-list.js';
export { WakeSequencePage } from './enrollment/wake-sequence.js';
export { GetEnrollment, ListEnrollments } from './enrollment/read-enrollments.js';
export { ControlEnrollment, type EnrollmentAction } from './enrollment/control-enrollment.js';
export { ReplanEnrollment } from './enrollment/replan-enrollment.js';
export { ReconcileEnrollments } from './enrollment/reconcile-enrollments.js';
export { decidePlan } from './enrollment/decide-plan.js';
export type {
  Claim,
  ControlChange,
  EnrollmentRepository,
  EnrollmentSnapshot,
  EnrollmentStore,
  LedgerRow,
  NewEnrollment,
  OpenWork,
  ReconcilerStore,
  Settlement,
} from './enrollment/enrollment-port.js';

export { SettleAttempt } from './message/settle-attempt.js';
export { ATTEMPT_MS, SendMessage } from './message/send-message.js';
export {
  ComposeMessage,
  type MarketingHeaderInput,
  type MarketingHeaders,
  type ReturnAddresses,
} from './message/compose-message.js';
export { ReadMessages } from './message/read-messages.js';
export type { MessageRecord, MessageRepository } from './message/message-port.js';
export type { MessageRenderer, MessageTemplate, RenderData, RenderedContent } from './message/renderer-port.js';
export type { Tokens, TokenPurpose } from './message/token-port.js';
export type { MessageTransport, OutgoingMessage, RelayInquiry, SendOutcome } from './message/transport-port.js';

export { RecordInbound, type InboundMail } from './inbound/record-inbound.js';
export { ReadInbound } from './inbound/read-inbound.js';
export type {
  InboundRecord,
  InboundRepository,
  MailHeader,
  MailParser,
  NewInbound,
  ParsedMail,
} from './inbound/inbound-port.js';

export { FailOperation, ReadOperations } from './operation/read-operations.js';
export { StartWake } from './operation/start-wake.js';
export type {
  AudienceReader,
  OperationProgress,
  OperationRecord,
  OperationRepository,
} from './operation/operation-port.js';

export { IdempotentCall, type IdempotencyStore, type StoredAnswer } from './idempotency/idempotent-call.js';
