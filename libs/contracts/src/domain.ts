import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';

export const spfVerdict = z.enum(['pass', 'fail', 'unknown', 'stale']);
/** A domain that mail is sent from, with what its DNS says about our right to do so. */
export const sendingDomain = z
  .object({
    id,
    name: z.string(),
    spf: z.object({
      verdict: spfVerdict,
      valid: z.boolean().nullable().meta({ description: 'Null when DNS gave no answer: not known is not broken.' }),
      lastChecked: instant.nullable(),
      record: z.string().nullable().meta({ description: 'The TXT record as published.' }),
      missingIncludes: z.array(z.string()).meta({ description: 'Mechanisms to add, such as `ip4:192.0.2.1`.' }),
      explanation: z.string(),
      suggestedRecord: z.string().nullable(),
    }),
    createdAt: instant,
  })
  .meta({ id: 'SendingDomain' });
export type SendingDomain = z.infer<typeof sendingDomain>;
export const sendingDomainPage = pageOf(sendingDomain, 'SendingDomainPage');
export const createDomain = z.strictObject({ name: z.string().min(3).max(253) }).meta({ id: 'CreateDomain' });
export type CreateDomain = z.infer<typeof createDomain>;
