export { pageQuery, pageOf, type Page, type PageQuery } from './paging.js';
export { id, idParams, instant, type IdParams } from './identifiers.js';
export { problem, type Problem } from './problem.js';
export { workspace, me, overview, type Workspace, type Me, type Overview } from './workspace.js';
export {
  subscriber, subscriberPage, subscriberQuery, subscriberStatus, upsertSubscriber, updateSubscriber, unsubscribeSubscriber, timelineEntry, timelinePage,
  type Subscriber, type SubscriberQuery, type SubscriberStatus, type UpsertSubscriber, type UpdateSubscriber, type UnsubscribeSubscriber, type TimelineEntry,
} from './subscriber.js';
export { list, listPage, createList, updateList, listMember, listMemberParams, type List, type CreateList, type UpdateList, type ListMember, type ListMemberParams } from './list.js';
export { importJob, importPage, importStatus, importTarget, importMapping, type ImportJob, type ImportStatus, type ImportTarget, type ImportMapping } from './import.js';
export {
  sequence, sequencePage, sequenceQuery, sequenceState, sequenceCounts, sequenceProblem, sequenceStats, sequenceVersion, sequenceVersionPage,
  step, emailStep, waitStep, waitUnit, createSequence, updateSequence, publishSequence, publishResult, resumeSequence,
  type Sequence, type SequenceQuery, type SequenceState, type SequenceCounts, type SequenceStats, type SequenceVersion, type Step, type WaitUnit,
  type CreateSequence, type UpdateSequence, type PublishSequence, type PublishResult, type ResumeSequence,
} from './sequence.js';
export {
  enrollment, enrollmentDetail, enrollmentPage, enrollmentQuery, enrollmentState, enrollmentOutcome, nextStep, forecastEntry, createEnrollment, operationStarted, controlEnrollment,
  type Enrollment, type EnrollmentDetail, type EnrollmentQuery, type EnrollmentState, type EnrollmentOutcome, type CreateEnrollment, type OperationStarted, type ControlEnrollment,
} from './enrollment.js';
export { operation, operationPage, type Operation } from './operation.js';
export { message, messagePage, messageQuery, messageStatus, type Message, type MessageQuery, type MessageStatus } from './message.js';
export { inbound, inboundDetail, inboundPage, inboundQuery, inboundKind, type Inbound, type InboundDetail, type InboundQuery, type InboundKind } from './inbound.js';
export { apiKey, apiKeyPage, createApiKey, createdApiKey, type ApiKey, type CreateApiKey, type CreatedApiKey } from './api-key.js';
