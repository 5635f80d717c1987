import { z } from 'zod';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';

/** A subject that people may want mail about or not, whatever list they are on. */
export const topic = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    optOuts: z.number().int().meta({ description: 'How many people want no mail about it.' }),
    createdAt: instant,
  })
  .meta({ id: 'Topic' });
export type Topic = z.infer<typeof topic>;
export const topicPage = pageOf(topic, 'TopicPage');

const name = z.string().trim().min(1, 'give the topic a name').max(120);
const description = z
  .string()
  .trim()
  .max(1000)
  .meta({ description: 'Stands on the preference page, for the people who choose.' });
export const createTopic = z.strictObject({ name, description: description.default('') }).meta({ id: 'CreateTopic' });
export type CreateTopic = z.infer<typeof createTopic>;
export const updateTopic = z
  .strictObject({ name: name.optional(), description: description.optional() })
  .meta({ id: 'UpdateTopic' });
export type UpdateTopic = z.infer<typeof updateTopic>;
