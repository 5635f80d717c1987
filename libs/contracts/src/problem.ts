import { z } from 'zod';

/** Problem document of RFC 9457, the body of every error answer. */
export const problem = z
  .object({
    type: z
      .string()
      .meta({ description: 'A URI reference that names the kind of problem, such as `/problems/not-found`.' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().meta({ description: 'Stable machine-readable code, such as `subscriber.not_found`.' }),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
