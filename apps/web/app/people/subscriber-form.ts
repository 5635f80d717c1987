import { z } from 'zod';
import { isTimeZone } from '../time/exact-words';

const optional = (max: number) => z.string().trim().max(max, `At most ${max} characters.`).optional();

/** The form of a person; the API judges the address itself (RFC 5321 takes more than most patterns do). */
export const subscriberForm = z.object({
  email: z
    .string({ error: 'Enter an email address.' })
    .trim()
    .min(3, 'Enter an email address.')
    .max(254, 'At most 254 characters.')
    .regex(/^\S+@\S+$/, 'That is not an email address.'),
  firstName: optional(200),
  lastName: optional(200),
  locale: optional(35),
  timeZone: optional(64).refine((zone) => !zone || isTimeZone(zone), 'Not a time zone. Write it like Europe/Paris.'),
});

/** Empty fields clear what was there. */
export const subscriberBody = ({ email, firstName, lastName, timeZone, locale }: z.output<typeof subscriberForm>) => ({
  email,
  firstName: firstName || null,
  lastName: lastName || null,
  timeZone: timeZone || null,
  locale: locale || null,
});
