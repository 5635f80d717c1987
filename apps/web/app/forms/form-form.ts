import { createForm, type Form, type FormField } from '@dripemails/contracts';
import type { z } from 'zod';
import type { Refusal } from '../session/refusal';

/** Body of a form as the API takes it. */
export type FormBody = z.output<typeof createForm>;

/** Something that a form can ask for, as a row of the builder. */
export interface FieldRow extends FormField {
  isAsked: boolean;
}

const OWN: readonly FormField[] = [
  { target: 'email', label: 'Email', required: true },
  { target: 'firstName', label: 'First name', required: false },
  { target: 'lastName', label: 'Last name', required: false },
];

/** The rows of the builder: what the form asks, in its order, then what it could ask. */
export function fieldRows(asked: readonly FormField[], custom: readonly { name: string; label: string }[]): FieldRow[] {
  const possible = [
    ...OWN,
    ...custom.map(({ name, label }) => ({ target: `field:${name}`, label: label || name, required: false })),
  ];
  const known = new Set(asked.map(({ target }) => target));
  return [
    ...asked.map((field) => ({ ...field, isAsked: true })),
    ...possible
      .filter(({ target }) => !known.has(target))
      .map((field) => ({ ...field, isAsked: field.target === 'email' })),
  ];
}

/** What was filled into the builder, as the API takes it, or what is wrong with it, field by field. */
export function readForm(
  data: FormData,
): { body: FormBody; refusal?: undefined } | { body?: undefined; refusal: Refusal } {
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const targets = data.getAll('field').map(String);
  const parsed = createForm.safeParse({
    name: text('name'),
    title: text('title'),
    text: text('text').replaceAll('\r\n', '\n'),
    fields: targets
      .filter((target) => target === 'email' || data.has(`ask:${target}`))
      .map((target) => ({
        target,
        label: text(`label:${target}`),
        required: target === 'email' || data.has(`required:${target}`),
      })),
    submitLabel: text('submitLabel'),
    consentText: text('consentText'),
    doubleOptIn: data.has('doubleOptIn'),
    listIds: data.getAll('list').map(String),
    tags: text('tags')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    theme: { accent: text('accent'), width: Number(text('width')), scheme: text('scheme') },
    thanks:
      text('thanks') === 'page' ? { show: 'page', url: text('thanksUrl') } : { show: 'text', text: text('thanksText') },
  });
  if (parsed.success) return { body: parsed.data };
  const fields: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues) (fields[keyOf(path, targets, data)] ??= []).push(message);
  return { refusal: { message: 'Some fields need your attention.', fields } };
}

/** The input that a problem stands beside. */
function keyOf(path: readonly PropertyKey[], targets: readonly string[], data: FormData): string {
  if (path[0] === 'fields' && typeof path[1] === 'number') {
    const asked = targets.filter((target) => target === 'email' || data.has(`ask:${target}`));
    return `label:${asked[path[1]] ?? ''}`;
  }
  if (path[0] === 'theme') return String(path[1] ?? 'accent');
  if (path[0] === 'thanks') return path[1] === 'url' ? 'thanksUrl' : 'thanksText';
  return String(path[0] ?? '');
}

/** What the builder begins with. */
export const FIRST_FORM: Omit<Form, 'id' | 'submissions' | 'hostedUrl' | 'embed' | 'createdAt' | 'updatedAt'> = {
  name: '',
  title: 'Get our news by mail',
  text: '',
  fields: [{ target: 'email', label: 'Email', required: true }],
  submitLabel: 'Subscribe',
  consentText: 'I want to get the news by mail. I can stop them at any time by the link in each mail.',
  doubleOptIn: true,
  listIds: [],
  tags: [],
  theme: { accent: '#1d4ed8', width: 480, scheme: 'auto' },
  thanks: { show: 'text', text: 'Thank you. If there is something to confirm, you find a mail from us in your inbox.' },
};
