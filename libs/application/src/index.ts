export type { Actor } from './actor.js';
export { systemClock, type Clock } from './clock.js';
export type { Log } from './logger.js';
export type { EnrollmentStart, Orchestrator } from './orchestrator-port.js';
export { InstantPresenter } from './present-instant.js';
export { CreateWorkspace, type NewWorkspace } from './workspace/create-workspace.js';
export { WakePeople } from './workspace/wake-people.js';
export { UpdateWorkspaceSettings } from './workspace/update-workspace.js';
export { ShowPublicLook } from './workspace/public-look.js';
export type { WorkspaceChange, WorkspaceRecord, WorkspaceRepository } from './workspace/workspace-port.js';
export type {
  EventKind,
  EventReader,
  EventRecord,
  EventRecorder,
  NewCustomEvent,
  NewEvent,
} from './event/event-port.js';
export { RecordEvent, type RecordEventPorts } from './event/record-event.js';

export { Authenticate } from './identity/authenticate.js';
export { CLIENT_ADDRESS_HEADER } from './identity/identity-port.js';
export { GetMe } from './identity/get-me.js';
export { ManageApiKeys } from './identity/manage-api-keys.js';
export { SeedDemo, type SeedDemoInput } from './identity/seed-demo.js';
export type { ActorNames, ApiKeyMaker, ApiKeyRecord, ApiKeyRepository, Sessions } from './identity/identity-port.js';

export { GetOverview } from './overview/get-overview.js';
export type { OverviewNumbers, OverviewReader } from './overview/overview-port.js';
export { personErased } from './subscriber/person-erased.js';

export {
  UpdateSubscriberById,
  UpsertSubscriberByEmail,
  type SubscriberPorts,
  type WriteSubscriberPorts,
} from './subscriber/write-subscriber.js';
export { ChangeTags } from './subscriber/change-tags.js';
export {
  CountSubscribers,
  FindDuplicates,
  GetSubscriber,
  GetSubscriberTimeline,
  ListSubscribers,
} from './subscriber/read-subscribers.js';
export { MergeSubscribers } from './subscriber/merge-subscribers.js';
export { WriteNotes, type NotePorts } from './subscriber/write-notes.js';
export {
  BulkSubscribersPage,
  StartBulkSubscribers,
  UndoOperation,
  type BulkSubscriberPorts,
} from './subscriber/bulk-subscribers.js';
export type { BulkPage, BulkRef, ChangedBefore, SetAction, SubscriberBulkStore } from './subscriber/bulk-port.js';
export { checkedFields } from './custom-field/checked-fields.js';
export { DeleteFieldPage } from './custom-field/delete-field-page.js';
export { ManageCustomFields, type CustomFieldPorts } from './custom-field/manage-custom-fields.js';
export type { CustomFieldRecord, CustomFieldRepository, FieldConversion } from './custom-field/custom-field-port.js';
export { UnsubscribeByLink, UnsubscribeSubscriber, type UnsubscribeChoice } from './subscriber/unsubscribe.js';
export { SignalsInBackground } from './signals-in-background.js';
export { ChangePreferences } from './consent/change-preferences.js';
export type {
  ConsentEffect,
  ConsentRecord,
  ConsentRepository,
  ConsentWhat,
  Evidence,
  PreferenceChange,
  Preferences,
} from './consent/consent-port.js';
export { sourceWords } from './consent/name-sources.js';
export { ManageSuppressions } from './consent/manage-suppressions.js';
export { ManageTopics } from './consent/manage-topics.js';
export { OperateConsent } from './consent/operate-consent.js';
export type { NewSuppression, SuppressionRecord, SuppressionRepository } from './consent/suppression-port.js';
export type { TopicRecord, TopicRepository } from './consent/topic-port.js';
export type { MailLinkReader, MailLinkTarget, OpenedLink, Visitor } from './consent/mail-link.js';
export { PAUSE_DAYS } from './consent/pause-end.js';
export {
  PreferenceCentre,
  type PreferenceChoice,
  type PreferenceView,
  type Resubscription,
  type Ticks,
} from './consent/preference-centre.js';
export type {
  FieldValues,
  NewNote,
  SubscriberMerger,
  SubscriberNotes,
  SubscriberReader,
  SubscriberSelection,
  SubscriberChange,
  SubscriberRecord,
  SubscriberRepository,
  TagChange,
  Withdrawal,
} from './subscriber/subscriber-port.js';

export { ManageLists, type ListPorts } from './list/manage-lists.js';
export type { JoinedList, ListContent, ListRecord, ListRepository } from './list/list-port.js';

export { ManageSegments, type SegmentPorts } from './segment/manage-segments.js';
export { PreviewSegmentRule } from './segment/preview-segment.js';
export { ExplainSegment } from './segment/explain-segment.js';
export type {
  AudienceCount,
  AudienceQuestion,
  SegmentAudience,
  SegmentContent,
  SegmentRecord,
  SegmentRepository,
  SegmentUse,
} from './segment/segment-port.js';

export { StartImport, type ImportRequest, type Upload } from './import/start-import.js';
export { PreviewImport, type PreviewRequest } from './import/preview-import.js';
export { ControlImport, type ImportAction } from './import/control-import.js';
export { RunImport } from './import/run-import.js';
export { ReadImports } from './import/read-imports.js';
export {
  importSource,
  type BatchOutcome,
  type FileContent,
  type FileRow,
  type ImportBatch,
  type ImportFiles,
  type ReadAs,
  type UploadedFile,
  type ImportPerson,
  type ImportRecord,
  type ImportRepository,
  type ImportSettings,
  type Rejection,
  type Unconfirmed,
} from './import/import-port.js';

export { CreateSequenceDraft, UpdateSequenceDraft } from './sequence/edit-sequence.js';
export {
  GetSequence,
  GetSequenceStats,
  ListSequences,
  ListSequenceVersions,
  DiffSequenceVersions,
} from './sequence/read-sequences.js';
export { PublishSequenceDraft } from './sequence/publish-sequence.js';
export { ChangeSequenceState } from './sequence/change-sequence-state.js';
export { SimulateSequenceRun } from './sequence/simulate-sequence.js';
export type {
  PublishedContent,
  ResumeMode,
  SequenceRecord,
  SequenceRepository,
  SequenceSurroundings,
  StandingGroup,
  StepCounts,
  VersionRecord,
} from './sequence/sequence-port.js';

export {
  needsOf,
  personInWorkspaceTime,
  type PersonNeeds,
  type PersonReader,
  type RawPerson,
} from './enrollment/person-port.js';
export type { PeopleFactPorts, PeopleReader, SendHistory } from './enrollment/people-facts.js';
export { EnrollSubscriber } from './enrollment/enroll-subscriber.js';
export { EnrollAudience, EnrollAudiencePage, type Audience } from './enrollment/enroll-audience.js';
export { WakeSequencePage } from './enrollment/wake-sequence.js';
export { GetEnrollment, ListEnrollments, type ReadEnrollmentPorts } from './enrollment/read-enrollments.js';
export { ControlEnrollment } from './enrollment/control-enrollment.js';
export type { EnrollmentCommand } from './enrollment/standing-after.js';
export { BulkControl, BulkControlPage } from './enrollment/bulk-control.js';
export { RunStep, type StepEnd, type StepDecision, type StepJob } from './enrollment/run-step.js';
export { ReplanEnrollment } from './enrollment/replan-enrollment.js';
export { ReconcileEnrollments } from './enrollment/reconcile-enrollments.js';
export { decidePlan, plainFacts, type Situation } from './enrollment/decide-plan.js';
export type {
  Claim,
  EnrollmentRepository,
  EnrollmentSelector,
  EnrollmentSnapshot,
  EnrollmentStore,
  LedgerRow,
  NewEnrollment,
  NextPlan,
  OpenWork,
  ReconcilerStore,
  Settlement,
  Standing,
  StepCompletion,
  StoredAdvance,
} from './enrollment/enrollment-port.js';

export { SettleAttempt } from './message/settle-attempt.js';
export { ATTEMPT_MS } from './message/lost-attempt.js';
export { SendMessage } from './message/send-message.js';
export { SendConfirmation, type SendConfirmationPorts } from './message/send-confirmation.js';
export {
  ComposeMessage,
  type MarketingHeaderInput,
  type MarketingHeaders,
  type ReturnAddresses,
} from './message/compose-message.js';
export { ReadMessages } from './message/read-messages.js';
export type { MessageRecord, MessageRepository } from './message/message-port.js';
export type {
  MessageRenderer,
  MessageTemplate,
  RenderData,
  RenderedContent,
  Tracking,
} from './message/renderer-port.js';
export type { TextPurpose, TextTokens, TokenPurpose, Tokens } from './message/token-port.js';
export type { MessageTransport, OutgoingMessage, RelayInquiry, SendOutcome } from './message/transport-port.js';

export { RecordActivity, type RecordActivityPorts } from './tracking/record-activity.js';
export type { Activity } from './tracking/tracked-address.js';
export type { ActivityRecorder, ActivityTarget, NewActivity } from './tracking/activity-port.js';

export { RecordInbound, type InboundMail, type RecordedInbound } from './inbound/record-inbound.js';
export { ReadInbound } from './inbound/read-inbound.js';
export type {
  Acted,
  BouncedRecipient,
  InboundAct,
  InboundRecord,
  InboundRepository,
  MailContext,
  MailHeader,
  MailParser,
  MessageAbout,
  NewInbound,
  ParsedMail,
  Recognised,
} from './inbound/inbound-port.js';

export { StartExport, type StartExportPorts } from './export/start-export.js';
export { RunExport, type RunExportPorts } from './export/run-export.js';
export { ReadExports, type ExportFile, type ReadExportsPorts } from './export/read-exports.js';
export type {
  ExportEnd,
  ExportPeople,
  ExportRecord,
  ExportRepository,
  ExportRow,
  FilePage,
  PersonRow,
} from './export/export-port.js';

export { AnswerPrivacyRequest, type AnswerPrivacyPorts } from './privacy/answer-privacy-request.js';
export { AskAboutOwnData, type AskAboutOwnDataPorts, type OwnRequests } from './privacy/ask-about-own-data.js';
export { ErasePage, RequestErase, type ErasePorts } from './privacy/erase-person.js';
export { ExportPerson, ReadPrivacyRequests, type ReadPrivacyPorts } from './privacy/read-privacy.js';
export { RunRetention, type RetentionPorts } from './privacy/run-retention.js';
export { ASKED_BY_PERSON } from './privacy/privacy-port.js';
export type {
  ErasureStore,
  HistoryScanner,
  Needles,
  PersonTrace,
  PrivacyProof,
  PrivacyRecord,
  PrivacyRepository,
  RetentionRule,
  RetentionStore,
} from './privacy/privacy-port.js';

export { FailOperation, ReadOperations } from './operation/read-operations.js';
export { StartWake } from './operation/start-wake.js';
export type {
  AudienceReader,
  OperationProgress,
  OperationRecord,
  OperationRepository,
} from './operation/operation-port.js';

export { IdempotentCall, type IdempotencyStore, type StoredAnswer } from './idempotency/idempotent-call.js';

export { fieldFacts, listFact, tagFacts, type Fact, type FactKind } from './trigger/fact.js';
export { BackfillTrigger, BackfillTriggerPage, type BackfillPorts } from './trigger/backfill-trigger.js';
export { DispatchTriggers, type DispatchPorts } from './trigger/dispatch-triggers.js';
export { ENTERING, EnterByTrigger, type EnterPorts } from './trigger/enter-by-trigger.js';
export type {
  Consequence,
  DatePage,
  DueEntry,
  Entered,
  ReentryRule,
  ScheduledDate,
  SettleOptions,
  TriggerRef,
  TriggerSignal,
  TriggerStore,
} from './trigger/trigger-port.js';

export { ReadRevisions, type ReadRevisionsPorts } from './revision/read-revisions.js';
export { ReviseEmail, type ReviseContext, type ReviseEmailPorts } from './revision/revise-email.js';
export {
  aiProblem,
  ReviseError,
  type RevisedFor,
  type RevisedMail,
  type ReviseFailure,
  type ReviseRequest,
  type TextReviser,
} from './revision/reviser-port.js';
export {
  isSettled,
  type NewRevision,
  type RevisedTemplate,
  type RevisionKey,
  type RevisionReader,
  type RevisionRecord,
  type RevisionRepository,
  type RevisionStatus,
  type RevisionStore,
} from './revision/revision-port.js';

export { CheckAllDomains, CheckDomain, CheckDomainStep, type CheckDomainPorts } from './deliverability/check-domain.js';
export { ManageDomains } from './deliverability/manage-domains.js';
export { WakeHeld } from './deliverability/wake-held.js';
export type { DomainRecord, DomainRepository, SpfChecker, SpfHosts, SpfResult } from './deliverability/domain-port.js';

export { CallWebhook } from './webhook/call-webhook.js';
export { GetWebhookSecret } from './webhook/get-webhook-secret.js';
export type { WebhookCall, WebhookCaller, WebhookOutcome } from './webhook/webhook-port.js';

export { ConfirmOptIn, type OptInLink } from './opt-in/confirm-opt-in.js';
export { ReadOptIns, RequestOptIn } from './opt-in/read-opt-ins.js';
export { ReconcileOptIns } from './opt-in/reconcile-opt-ins.js';
export { ReplanOptIn } from './opt-in/replan-opt-in.js';
export { StartOptIns } from './opt-in/start-opt-ins.js';
export type {
  ConfirmationClaim,
  ConfirmationData,
  ConfirmationLink,
  ConfirmationRenderer,
  ConfirmationSettings,
  ConfirmationSettlement,
  NewOptIn,
  OptInOpening,
  OptInRecord,
  OptInRepository,
  OptInRequest,
  OptInSnapshot,
  OptInStarter,
} from './opt-in/opt-in-port.js';
export { listsToAsk } from './opt-in/asked-for.js';
export { plainEvidence } from './consent/plain-evidence.js';
export { optInTiming } from './opt-in/opt-in-timing.js';
export { TRAP_FIELD } from './form/embed-code.js';
export { ManageForms } from './form/manage-forms.js';
export { customName, SubmitForm, type FormInput, type OpenForm } from './form/submit-form.js';
export type { FormContent, FormRecord, FormRepository, Submission, Submitted } from './form/form-port.js';
