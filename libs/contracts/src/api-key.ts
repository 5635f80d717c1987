import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';

export const apiKey = z
  .object({
    id,
    name: z.string(),
    prefix: z.string().meta({ description: 'The first characters, to tell keys apart.' }),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKey>;
export const apiKeyPage = pageOf(apiKey, 'ApiKeyPage');
export const createApiKey = z.strictObject({ name: z.string().trim().min(1).max(100) }).meta({ id: 'CreateApiKey' });
export type CreateApiKey = z.infer<typeof createApiKey>;
export const createdApiKey = apiKey
  .extend({ key: z.string().meta({ description: 'The key itself, shown only once.' }) })
  .meta({ id: 'CreatedApiKey' });
export type CreatedApiKey = z.infer<typeof createdApiKey>;
