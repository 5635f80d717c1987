import { z } from 'zod';

/** Query of every list route: `limit` items after the opaque `cursor` of the page before. */
export const pageQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ description: 'How many items at the most (1 to 200).' }),
  cursor: z.string().max(500).optional().meta({ description: '`nextCursor` of the page before.' }),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** One page of a list: the items and the cursor of the next page, null at the end. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * The schema of a page of `item`, named for the OpenAPI document.
 * @param id component name, such as `SubscriberPage`
 */
export function pageOf<T extends z.ZodType>(item: T, id: string) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id });
}
