import { typedNumber } from '../session/typed-number';

/** What was filled into the dialog of a list, as the API takes it. */
export function listBody(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const days = (name: string) => typedNumber(text(name));
  const subject = text('subject');
  const html = text('html');
  return {
    name: text('name'),
    description: text('description'),
    optIn: form.has('doubleOptIn') ? ('double' as const) : ('single' as const),
    isPublic: form.has('isPublic'),
    confirmation: {
      ...(subject === '' ? {} : { subject }),
      ...(html === '' ? {} : { html }),
      reminderAfterDays: days('reminderAfterDays'),
      expiresAfterDays: days('expiresAfterDays') ?? 14,
    },
  };
}
