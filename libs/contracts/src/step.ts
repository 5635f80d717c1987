import { z } from 'zod';
import {
  condition,
  eventName,
  fieldName,
  propertyMatch,
  scalar,
  tagName,
  wait,
  waitUnit,
  type Condition,
} from './condition.js';
import { calendarDate } from './identifiers.js';

export const stepId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'use 1 to 64 letters, digits, _ or -');
const title = z.string().trim().min(1).max(200).optional();
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the time as HH:MM, such as 09:00');
const offset = z.strictObject({ amount: z.number().int().min(-100_000).max(100_000), unit: waitUnit });
const listId = z.uuid('give the id of a list');

export const emailStep = z
  .strictObject({
    id: stepId,
    kind: z.literal('email'),
    subject: z.string().trim().min(1, 'write a subject').max(998),
    html: z
      .string()
      .max(500_000)
      .meta({ description: 'Body in HTML with Liquid placeholders, such as `{{ subscriber.firstName }}`.' }),
    text: z
      .string()
      .max(500_000)
      .optional()
      .meta({ description: 'Plain text part; made from the HTML when left out.' }),
  })
  .meta({ id: 'EmailStep' });

const until = z
  .strictObject({
    date: calendarDate.optional(),
    field: fieldName.optional(),
    at: clockTime.optional(),
    offset: offset.optional(),
    yearly: z.boolean().optional(),
  })
  .refine(({ date, field }) => (date === undefined) !== (field === undefined), 'give either date or field')
  .meta({ id: 'Until' });
export const waitStep = z
  .strictObject({ id: stepId, kind: z.literal('wait'), for: wait.optional(), until: until.optional() })
  .refine((step) => (step.for === undefined) !== (step.until === undefined), 'give either for or until')
  .meta({ id: 'WaitStep' });

export const tagStep = z
  .strictObject({ id: stepId, kind: z.enum(['tag', 'untag']), tag: tagName })
  .meta({ id: 'TagStep' });
export const setFieldStep = z
  .strictObject({ id: stepId, kind: z.literal('setField'), field: fieldName, value: scalar })
  .meta({ id: 'SetFieldStep' });
export const listStep = z
  .strictObject({ id: stepId, kind: z.enum(['addToList', 'removeFromList']), listId })
  .meta({ id: 'ListStep' });
export const webhookStep = z
  .strictObject({
    id: stepId,
    kind: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/, error: 'give an http or https address' }).max(2000),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.string().max(2000)).optional(),
    onFailure: z.enum(['continue', 'hold']).default('continue'),
  })
  .meta({ id: 'WebhookStep' });
export const aiReviseStep = z
  .strictObject({
    id: stepId,
    kind: z.literal('aiRevise'),
    of: stepId.meta({ description: 'The email step whose mail is revised; it comes later in the same list of steps.' }),
    instructions: z.string().trim().min(1, 'say what to change').max(4000),
    scope: z.enum(['subscriber', 'version']).default('subscriber').meta({
      description: '`subscriber`: for each person; `version`: once, the same for everybody.',
    }),
    approval: z.enum(['none', 'required']).default('none'),
    onFailure: z.enum(['useOriginal', 'hold']).default('useOriginal'),
  })
  .meta({ id: 'AiReviseStep' });
export const enrollStep = z
  .strictObject({ id: stepId, kind: z.literal('enroll'), sequenceId: z.uuid('give the id of a sequence') })
  .meta({ id: 'EnrollStep' });
export const goalStep = z
  .strictObject({ id: stepId, kind: z.literal('goal'), name: title, if: condition })
  .meta({ id: 'GoalStep', description: 'The person leaves with outcome `goal` as soon as the condition holds.' });
export const exitStep = z
  .strictObject({ id: stepId, kind: z.literal('exit'), reason: z.string().trim().min(1, 'say why').max(200) })
  .meta({ id: 'ExitStep' });

const flatSteps = [
  emailStep,
  waitStep,
  tagStep,
  setFieldStep,
  listStep,
  webhookStep,
  aiReviseStep,
  enrollStep,
  goalStep,
  exitStep,
] as const;

export interface WaitForEventStep {
  id: string;
  kind: 'waitForEvent';
  event: string;
  match?: z.infer<typeof propertyMatch>[] | undefined;
  timeout: z.infer<typeof wait>;
  then: Step[];
  onTimeout: Step[];
}
export interface BranchStep {
  id: string;
  kind: 'branch';
  name?: string | undefined;
  if: Condition;
  then: Step[];
  else: Step[];
}
export interface SplitStep {
  id: string;
  kind: 'split';
  arms: { name?: string | undefined; weight: number; steps: Step[] }[];
}
export type Step = z.infer<(typeof flatSteps)[number]> | WaitForEventStep | BranchStep | SplitStep;

const inner = () => z.array(step).max(100, 'an arm has at most 100 steps').default([]);
export const waitForEventStep = z
  .strictObject({
    id: stepId,
    kind: z.literal('waitForEvent'),
    event: eventName,
    match: z.array(propertyMatch).max(20).optional(),
    timeout: wait,
    get then() {
      return inner();
    },
    get onTimeout() {
      return inner();
    },
  })
  .meta({ id: 'WaitForEventStep' });
export const branchStep = z
  .strictObject({
    id: stepId,
    kind: z.literal('branch'),
    name: title,
    if: condition,
    get then() {
      return inner();
    },
    get else() {
      return inner();
    },
  })
  .meta({ id: 'BranchStep' });
export const splitStep = z
  .strictObject({
    id: stepId,
    kind: z.literal('split'),
    get arms() {
      return z
        .array(z.strictObject({ name: title, weight: z.number().int().min(0).max(1000), steps: inner() }))
        .min(2, 'a split has at least two arms')
        .max(10);
    },
  })
  .meta({ id: 'SplitStep' });

export const step: z.ZodType<Step, unknown> = z
  .lazy(() => z.discriminatedUnion('kind', [...flatSteps, waitForEventStep, branchStep, splitStep]))
  .meta({ id: 'Step' });

export { calendarDate, clockTime, offset };
