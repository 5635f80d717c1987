export { DomainError, type ErrorCode, type FieldProblem } from './errors.js';
export { WorkspaceClock, type ClockSettings } from './schedule/workspace-clock.js';
export { addWait, calendarDay, describeInstant, isTimeZone, type Wait, type WaitUnit } from './schedule/add-wait.js';
export {
  describeWait,
  stepTitle,
  type EmailStep,
  type SequenceDefinition,
  type Step,
  type WaitStep,
} from './sequence/step.js';
export { findSequenceProblems, type SequenceProblem } from './sequence/find-problems.js';
export { nextSequenceState, type SequenceAction, type SequenceState } from './sequence/sequence-state.js';
export type { EnrollmentOutcome, EnrollmentState } from './enrollment/enrollment-state.js';
export {
  afterSend,
  describeOutcome,
  forecast,
  planNext,
  type Decision,
  type Facts,
  type ForecastEntry,
  type Progress,
} from './enrollment/plan-next.js';
export { personPausedSince, shiftOnPersonResume, type Pauses } from './enrollment/pause-shift.js';
export type { SubscriberStatus } from './subscriber/subscriber-status.js';
export { parseEmailAddress } from './subscriber/email-address.js';
export { MESSAGE_STATUS, statesOf, type MessageState, type MessageStatus } from './message/message-state.js';
export {
  completeMapping,
  guessMapping,
  parseImportRow,
  type ColumnMapping,
  type ColumnTarget,
  type ImportedPerson,
} from './import/import-row.js';
export { messageIdOf, type MessageKey } from './message/message-id.js';
export { GIVE_UP_AFTER_MS, retryDelay } from './message/retry-delay.js';
