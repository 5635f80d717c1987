import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';

export const list = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    subscribers: z.number().int().meta({ description: 'How many members it has now.' }),
    createdAt: instant,
  })
  .meta({ id: 'List' });
export type List = z.infer<typeof list>;
export const listPage = pageOf(list, 'ListPage');

export const createList = z
  .strictObject({ name: z.string().trim().min(1).max(120), description: z.string().trim().max(1000).default('') })
  .meta({ id: 'CreateList' });
export type CreateList = z.infer<typeof createList>;
export const updateList = z
  .strictObject({
    name: z.string().trim().min(1).max(120).optional(),
    description: z.string().trim().max(1000).optional(),
  })
  .meta({ id: 'UpdateList' });
export type UpdateList = z.infer<typeof updateList>;
export const listMember = z.strictObject({ subscriberId: id }).meta({ id: 'ListMember' });
export type ListMember = z.infer<typeof listMember>;
export const listMemberParams = z.object({ id, subscriberId: id });
export type ListMemberParams = z.infer<typeof listMemberParams>;
