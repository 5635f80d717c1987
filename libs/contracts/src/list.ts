import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';

const days = z.number().int().min(1).max(90);

/** How a list with double opt-in asks people to confirm. Templates are Liquid; an absent one is the default. */
export const confirmation = z
  .strictObject({
    subject: z.string().trim().min(1, 'write a subject').max(200).optional(),
    html: z
      .string()
      .trim()
      .min(1, 'write the mail')
      .max(100_000)
      .optional()
      .meta({ description: 'Must have `{{ confirm_url }}`.' }),
    reminderAfterDays: days.nullable().default(3).meta({ description: 'Null for no reminder.' }),
    expiresAfterDays: days.default(14),
  })
  .meta({ id: 'Confirmation' });
export type Confirmation = z.infer<typeof confirmation>;
const optIn = z
  .enum(['single', 'double'])
  .meta({ description: '`double`: people confirm by a mail before they get any other.' });
const isPublic = z.boolean().meta({ description: 'Whether people see it on their preference page.' });

export const list = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    optIn,
    isPublic,
    confirmation,
    subscribers: z.number().int().meta({ description: 'How many members it has now.' }),
    createdAt: instant,
  })
  .meta({ id: 'List' });
export type List = z.infer<typeof list>;
export const listPage = pageOf(list, 'ListPage');

/** What would be wrong without a list: `draft` and `version` are of a sequence, the rest is that work or thing itself. */
export const listUse = z
  .object({
    usedBy: z.array(
      z.object({
        kind: z
          .enum(['draft', 'version', 'segment', 'form', 'import', 'export', 'operation'])
          .meta({ description: '`draft` and `version`: `id` and `name` are those of the sequence.' }),
        id,
        name: z.string(),
      }),
    ),
  })
  .meta({ id: 'ListUse' });
export type ListUse = z.infer<typeof listUse>;

export const createList = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    description: z.string().trim().max(1000).default(''),
    // the simplest where they are absent: single, not public, the default mail
    optIn: optIn.optional(),
    isPublic: isPublic.optional(),
    confirmation: confirmation.optional(),
  })
  .meta({ id: 'CreateList' });
export type CreateList = z.infer<typeof createList>;
export const updateList = z
  .strictObject({
    name: z.string().trim().min(1).max(120).optional(),
    description: z.string().trim().max(1000).optional(),
    optIn: optIn.optional(),
    isPublic: isPublic.optional(),
    confirmation: confirmation.optional(),
  })
  .meta({ id: 'UpdateList' });
export type UpdateList = z.infer<typeof updateList>;
export const listMember = z.strictObject({ subscriberId: id }).meta({ id: 'ListMember' });
export type ListMember = z.infer<typeof listMember>;
/** What came of putting somebody on a list; the same call again changes nothing more. */
export const listMembership = z
  .object({
    listId: id,
    subscriberId: id,
    outcome: z.enum(['added', 'unchanged', 'toConfirm', 'keptOff']).meta({
      description:
        '`added`: on the list now. `unchanged`: on it already. `toConfirm`: on it once they confirm. `keptOff`: they left it by their own will, so they are not put back; `PUT /subscribers/{id}/preferences` with `joinLists` and `evidence` does, when they ask for it.',
    }),
    status: z
      .enum(['active', 'unconfirmed', 'unsubscribed'])
      .meta({ description: 'Of the person on this list: only `active` is mailed.' }),
    detail: z.string().meta({ description: 'The outcome in words.' }),
  })
  .meta({ id: 'ListMembership' });
export type ListMembership = z.infer<typeof listMembership>;
export const listMemberParams = z.object({ id, subscriberId: id });
export type ListMemberParams = z.infer<typeof listMemberParams>;
