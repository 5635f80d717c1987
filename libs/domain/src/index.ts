export { DomainError, type ErrorCode, type FieldProblem } from './errors.js';
export { isAscii } from './ascii.js';
export { findUnstorable, isPlainObject, isStorableText, storableText } from './storable-text.js';
export { DEFAULT_BRANDING, type Branding } from './branding/branding.js';
export { contrastRatio, isDark, isHexColor, readableOn, TEXT_CONTRAST } from './branding/contrast.js';
export { WorkspaceClock, type ClockSettings } from './schedule/workspace-clock.js';
export {
  addWait,
  calendarDay,
  describeInstant,
  isTimeZone,
  subtractWait,
  type Wait,
  type WaitUnit,
} from './schedule/add-wait.js';
export { capFreeAt, type FrequencyCap } from './schedule/frequency-cap.js';
export { ISO_PATTERNS, isoInstant } from './schedule/iso-date.js';
export { hashFraction, jitterMs } from './schedule/jitter.js';
export { findWindowProblem, nextOpening, type SendWindow } from './schedule/send-window.js';
export { resolveUntil } from './schedule/until.js';
export type {
  ActivityMatch,
  Condition,
  FieldOperator,
  Person,
  PersonEvent,
  PropertyMatch,
  Scalar,
} from './segment/condition.js';
export {
  LONGEST_NUMBER,
  NUMBER_PATTERN,
  asNumber,
  asText,
  isList,
  isMissing,
  isWait,
  type Operand,
} from './segment/compare-value.js';
export { dateLimit, limitAt, type DateLimit } from './segment/date-limit.js';
export { describeCondition, type NamesById } from './segment/describe-condition.js';
export { disjointParts } from './segment/disjoint-parts.js';
export { evaluateCondition, watchesOf, type ConditionContext, type Verdict } from './segment/evaluate-condition.js';
export {
  expandSegments,
  expandSegmentsInSteps,
  expandSegmentsInTriggers,
  findSegmentLoop,
  segmentsNamed,
  type SegmentRule,
  type SegmentRules,
} from './segment/expand-segments.js';
export { ruleProblems, type RuleProblem, type RuleScope } from './segment/find-rule-problems.js';
export { FOLDED_LETTERS, foldCase } from './segment/fold-case.js';
export { leavesOf, type ConditionLeaf } from './segment/leaves-of.js';
export { matchesProperties } from './segment/match-properties.js';
export {
  armsOf,
  describeWait,
  findStep,
  flattenSteps,
  stepTitle,
  type AiReviseStep,
  type BranchStep,
  type EmailStep,
  type Step,
  type StepKind,
  type StepNames,
  type Until,
  type WaitStep,
  type WebhookStep,
} from './sequence/step.js';
export { diffVersions, type VersionChange } from './sequence/diff-versions.js';
export { previewMove, type MovePreview } from './sequence/preview-move.js';
export { summarizeMove } from './sequence/summarize-move.js';
export { fieldsMade } from './sequence/fields-made.js';
export type { PublishContext } from './sequence/publish-context.js';
export { findSequenceProblems, hasDates, type SequenceProblem } from './sequence/find-problems.js';
export {
  DEFAULT_SETTINGS,
  type Reentry,
  type SequenceDefinition,
  type SequenceSettings,
  type Trigger,
} from './sequence/sequence-definition.js';
export { FORM_SUBMITTED, triggerWatches } from './sequence/trigger-watches.js';
export { nextSequenceState, type SequenceAction, type SequenceState } from './sequence/sequence-state.js';
export type { EnrollmentOutcome, EnrollmentState } from './enrollment/enrollment-state.js';
export type {
  Advance,
  Decision,
  DomainStanding,
  Effect,
  Facts,
  Progress,
  StepAction,
  TrailEntry,
} from './enrollment/decision.js';
export { asksAboutPerson } from './enrollment/asks-about-person.js';
export {
  mentionsOf,
  namedAfter,
  outcomeOf,
  type Mentions,
  type Named,
  type NamedList,
  type NamedSequence,
} from './enrollment/named.js';
export { afterAdvance, afterStep, describeOutcome, planNext } from './enrollment/plan-next.js';
export { Position } from './enrollment/position.js';
export { rewindTo } from './enrollment/rewind.js';
export {
  FORECAST_ASSUMPTIONS,
  forecast,
  simulate,
  type ForecastEntry,
  type Happening,
  type SimulatedEntry,
  type SimulatedRun,
} from './enrollment/simulate.js';
export { personPausedSince, resumedNow, shiftOnPersonResume, type Pauses } from './enrollment/pause-shift.js';
export type { SubscriberStatus } from './subscriber/subscriber-status.js';
export { FULL_CONSENT, type Consent, type SuppressionReason } from './subscriber/consent.js';
export { emailDomain, foldAddress, parseEmailAddress } from './subscriber/email-address.js';
export {
  FIELD_LIMIT,
  FIELD_TYPES,
  RESERVED_FIELD_NAMES,
  parseFieldValue,
  typeOfValue,
  type FieldDefinition,
  type FieldType,
  type JsonValue,
  type ParsedFieldValue,
} from './subscriber/field-value.js';
export { customFieldOf } from './subscriber/custom-field-target.js';
export { parseSetField, type ParsedScalar } from './subscriber/set-field.js';
export { parseLocale } from './subscriber/locale.js';
export {
  CONSENT_ORDER,
  MEMBERSHIP_ORDER,
  lowestMembership,
  lowestStatus,
  type MembershipStatus,
} from './subscriber/consent-order.js';
export { mergePeople, type MergeablePerson } from './subscriber/merge-people.js';
export { MESSAGE_STATUS, statesOf, type MessageState, type MessageStatus } from './message/message-state.js';
export {
  completeMapping,
  guessMapping,
  type ColumnMapping,
  type ColumnTarget,
  type KnownField,
} from './import/column-mapping.js';
export { wellFormed } from './import/well-formed.js';
export { importRowReader, type ImportedPerson, type ReadImportRow } from './import/import-row.js';
export { bounceClass, enhancedStatusIn, replyCodeIn, type BounceClass } from './message/bounce-class.js';
export { escapeHtml } from './message/escape-html.js';
export { htmlLinks } from './message/html-links.js';
export { confirmationMessageId, messageIdOf, type MessageKey } from './message/message-id.js';
export { GIVE_UP_AFTER_MS, retryDelay } from './message/retry-delay.js';
export { standingOf, type SpfVerdict } from './deliverability/domain-standing.js';
export {
  DEFAULT_OPT_IN,
  dueAfterMail,
  newOptIn,
  planOptIn,
  type OptInDecision,
  type OptInProgress,
  type OptInState,
  type OptInTiming,
} from './opt-in/plan-opt-in.js';
