import { z } from 'zod';
import { id, instant } from './identifiers.js';
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
    do: z.enum(['sendEmail', 'replan', 'end']),
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
  .extend({ timeline: z.array(timelineEntry), forecast: z.array(forecastEntry) })
  .meta({ id: 'EnrollmentDetail' });
export type EnrollmentDetail = z.infer<typeof enrollmentDetail>;

export const enrollmentQuery = pageQuery.extend({
  state: enrollmentState.optional(),
  query: z.string().trim().max(200).optional(),
});
export type EnrollmentQuery = z.infer<typeof enrollmentQuery>;

/** Body of `POST /sequences/{id}/enrollments`: one person by id or email, or everybody on a list. */
export const createEnrollment = z
  .strictObject({ subscriberId: id.optional(), email: z.string().max(254).optional(), listId: id.optional() })
  .refine((body) => [body.subscriberId, body.email, body.listId].filter((one) => one !== undefined).length === 1, {
    message: 'give exactly one of subscriberId, email or listId',
  })
  .meta({ id: 'CreateEnrollment' });
export type CreateEnrollment = z.infer<typeof createEnrollment>;

export const operationStarted = z.object({ operationId: id }).meta({ id: 'OperationStarted' });
export type OperationStarted = z.infer<typeof operationStarted>;

export const controlEnrollment = z
  .strictObject({ reason: z.string().trim().max(500).optional() })
  .meta({ id: 'ControlEnrollment' });
export type ControlEnrollment = z.infer<typeof controlEnrollment>;
