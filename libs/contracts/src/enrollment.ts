import { z } from 'zod';
import { givenInstant, id, instant } from './identifiers.js';
import { pageOf, pageQuery } from './paging.js';
import { timelineEntry } from './subscriber.js';

export const enrollmentState = z.enum(['active', 'held', 'paused', 'ended']);
export type EnrollmentState = z.infer<typeof enrollmentState>;
export const enrollmentOutcome = z.enum([
  'completed',
  'replied',
  'unsubscribed',
  'bounced',
  'complained',
  'goal',
  'stopped',
  'erased',
  'exited',
]);
export type EnrollmentOutcome = z.infer<typeof enrollmentOutcome>;

/** What comes next for one person, and when. */
export const nextStep = z
  .object({
    do: z.enum(['sendEmail', 'reviseEmail', 'callWebhook', 'checkDomain', 'replan', 'end']),
    stepId: z.string().nullable(),
    at: instant,
    why: z.string(),
  })
  .meta({ id: 'NextStep' });

export const enrollment = z
  .object({
    id,
    sequenceId: id,
    sequenceName: z.string(),
    version: z.number().int(),
    subscriberId: id,
    subscriber: z.object({
      email: z.string(),
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
      timeZone: z.string().nullable(),
    }),
    state: enrollmentState,
    outcome: enrollmentOutcome.nullable(),
    reason: z.string().nullable().meta({ description: 'Why it is paused, held or ended.' }),
    next: nextStep
      .nullable()
      .meta({ description: 'What is due and when; null on a hold and after the end, see `reason`.' }),
    awaitingApproval: z
      .object({ stepId: z.string(), revisionId: id })
      .nullable()
      .meta({ description: 'The AI-revised mail that waits for an answer to `POST /enrollments/{id}/approve`.' }),
    sent: z.number().int().meta({ description: 'Mails sent to this person in this enrollment.' }),
    enrolledAt: instant,
    endedAt: instant.nullable(),
    workflowId: z.string(),
    workflowUrl: z.string(),
  })
  .meta({ id: 'Enrollment' });
export type Enrollment = z.infer<typeof enrollment>;
export const enrollmentPage = pageOf(enrollment, 'EnrollmentPage');

/** One step that is still to come, if nothing changes. */
export const forecastEntry = z
  .object({ at: instant, what: z.string(), stepId: z.string().nullable() })
  .meta({ id: 'ForecastEntry' });
export const enrollmentDetail = enrollment
  .extend({
    timeline: z.array(timelineEntry),
    forecast: z.array(forecastEntry).meta({ description: 'While it is paused: as if it were resumed now.' }),
    forecastAssumptions: z.array(z.string()),
  })
  .meta({ id: 'EnrollmentDetail' });
export type EnrollmentDetail = z.infer<typeof enrollmentDetail>;

export const enrollmentQuery = pageQuery.extend({
  state: enrollmentState.optional(),
  query: z.string().trim().max(200).optional(),
});
export type EnrollmentQuery = z.infer<typeof enrollmentQuery>;

/** Body of `POST /sequences/{id}/enrollments`: one person by id or email, or everybody on a list or in a segment. */
export const createEnrollment = z
  .strictObject({
    subscriberId: id.optional(),
    email: z.string().max(254).optional(),
    listId: id.optional(),
    segmentId: id.optional(),
    key: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'With re-entry `always`: one enrollment at a time for each key, such as an order id.' }),
  })
  .refine(
    (body) =>
      [body.subscriberId, body.email, body.listId, body.segmentId].filter((one) => one !== undefined).length === 1,
    {
      message: 'give exactly one of subscriberId, email, listId or segmentId',
    },
  )
  .meta({ id: 'CreateEnrollment' });
export type CreateEnrollment = z.infer<typeof createEnrollment>;

export const operationStarted = z.object({ operationId: id }).meta({ id: 'OperationStarted' });
export type OperationStarted = z.infer<typeof operationStarted>;

export const controlEnrollment = z
  .strictObject({ reason: z.string().trim().max(500).optional() })
  .meta({ id: 'ControlEnrollment' });
export type ControlEnrollment = z.infer<typeof controlEnrollment>;

const resumeMode = z.enum(['freeze', 'keepClock', 'skipOverdue']).default('freeze');
/** Body of `POST /enrollments/{id}/resume`. */
export const resumeEnrollment = z
  .strictObject({ mode: resumeMode, reason: z.string().trim().max(500).optional() })
  .meta({ id: 'ResumeEnrollment' });
export type ResumeEnrollment = z.infer<typeof resumeEnrollment>;

/** Body of `POST /enrollments/{id}/skip`: passes the step that is waited for. */
export const skipStep = z
  .strictObject({
    stepId: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'The step you see as next; refused when it is another by now.' }),
    reason: z.string().trim().max(500).optional(),
  })
  .meta({ id: 'SkipStep' });
export type SkipStep = z.infer<typeof skipStep>;
/** Body of `POST /enrollments/{id}/rewind`. */
export const rewindEnrollment = z
  .strictObject({
    stepId: z.string().max(64).meta({ description: 'The step to go back to.' }),
    resend: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether mails that were sent already are sent once more, on purpose.' }),
    reason: z.string().trim().max(500).optional(),
  })
  .meta({ id: 'RewindEnrollment' });
export type RewindEnrollment = z.infer<typeof rewindEnrollment>;
/** Body of `POST /enrollments/{id}/due`. */
export const changeDue = z
  .strictObject({
    at: givenInstant,
    reason: z.string().trim().max(500).optional(),
  })
  .meta({ id: 'ChangeDue' });
export type ChangeDue = z.infer<typeof changeDue>;
/** Body of `POST /enrollments/{id}/approve`: an answer about the mail that AI revised. */
export const approveRevision = z
  .strictObject({
    use: z.enum(['revised', 'original']).default('revised'),
    reason: z.string().trim().max(500).optional(),
  })
  .meta({ id: 'ApproveRevision' });
export type ApproveRevision = z.infer<typeof approveRevision>;

/** Which enrollments a bulk action is for. */
export const enrollmentFilter = z
  .strictObject({
    sequenceId: id,
    state: enrollmentState.optional(),
    stepId: z.string().max(64).optional().meta({ description: 'Those whose next step is this one.' }),
    ids: z.array(id).min(1).max(10_000).optional().meta({ description: 'These only.' }),
    awaiting: id.optional().meta({ description: 'Those who wait for an answer to this AI revision.' }),
    messageStatus: z
      .enum(['failed', 'unknown'])
      .optional()
      .meta({ description: 'Those whose latest mail failed, or of which nobody knows.' }),
  })
  .meta({ id: 'EnrollmentFilter' });
export type EnrollmentFilter = z.infer<typeof enrollmentFilter>;
export const enrollmentAction = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('pause') }),
    z.strictObject({ do: z.literal('resume'), mode: resumeMode }),
    z.strictObject({ do: z.literal('stop') }),
    z.strictObject({ do: z.literal('skip') }),
    z.strictObject({ do: z.literal('rewind'), stepId: z.string().max(64), resend: z.boolean().default(false) }),
    z.strictObject({ do: z.literal('due'), at: changeDue.shape.at }),
    z.strictObject({ do: z.literal('approve'), use: z.enum(['revised', 'original']).default('revised') }),
    z.strictObject({ do: z.literal('retry') }),
  ])
  .meta({ id: 'EnrollmentAction' });
export type EnrollmentAction = z.infer<typeof enrollmentAction>;
/** Body of `POST /enrollments/bulk`. */
export const bulkEnrollments = z
  .strictObject({
    filter: enrollmentFilter,
    action: enrollmentAction,
    reason: z.string().trim().max(500).optional(),
    ratePerMinute: z.number().int().min(1).max(1_000_000).optional(),
  })
  .meta({ id: 'BulkEnrollments' });
export type BulkEnrollments = z.infer<typeof bulkEnrollments>;
