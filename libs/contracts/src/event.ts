import { z } from 'zod';
import { eventName } from './condition.js';
import { id } from './identifiers.js';

/** Body of `POST /events`: something that a subscriber did, told by another system. */
export const recordEvent = z
  .strictObject({
    subscriberId: id.optional(),
    email: z.string().max(254).optional(),
    name: eventName,
    properties: z
      .record(z.string().min(1).max(100), z.unknown())
      .default({})
      .refine((value) => JSON.stringify(value).length <= 32_768, 'keep the properties under 32 KiB'),
    occurredAt: z.iso.datetime({ offset: true, error: 'write an instant such as 2026-12-02T09:00:00Z' }).optional(),
  })
  .refine((body) => (body.subscriberId === undefined) !== (body.email === undefined), {
    message: 'give either subscriberId or email',
  })
  .meta({ id: 'RecordEvent' });
export type RecordEvent = z.infer<typeof recordEvent>;
export const recordEvents = z
  .strictObject({ events: z.array(recordEvent).min(1).max(1000) })
  .meta({ id: 'RecordEvents' });
export type RecordEvents = z.infer<typeof recordEvents>;
export const recordedEvents = z
  .object({
    recorded: z.number().int(),
    rejected: z.array(z.object({ index: z.number().int(), message: z.string() })),
  })
  .meta({ id: 'RecordedEvents' });
export type RecordedEvents = z.infer<typeof recordedEvents>;
