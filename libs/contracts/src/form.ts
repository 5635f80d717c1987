import { z } from 'zod';
import { tagName } from './condition.js';
import { id, instant } from './identifiers.js';
import { pageOf } from './paging.js';

/** What a form can ask beside the email address: `firstName`, `lastName`, or `field:<name>` for a custom field. */
export const formFieldTarget = z
  .string()
  .max(70)
  .regex(
    /^(email|firstName|lastName|field:[a-zA-Z][a-zA-Z0-9_]{0,63})$/,
    'choose email, firstName, lastName or field:<name>',
  )
  .meta({ description: '`email`, `firstName`, `lastName` or `field:<name>`.' });

export const formField = z.strictObject({
  target: formFieldTarget,
  label: z.string().trim().min(1, 'give it a label').max(120),
  required: z.boolean().default(false),
});
export type FormField = z.infer<typeof formField>;

export const formTheme = z.strictObject({
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'write a colour such as #1d4ed8')
    .default('#1d4ed8'),
  width: z.number().int().min(280).max(800).default(480).meta({ description: 'Widest, in CSS pixels.' }),
  scheme: z.enum(['auto', 'light', 'dark']).default('auto'),
});
export type FormTheme = z.infer<typeof formTheme>;

const httpsUrl = z.url({ protocol: /^https$/, error: 'write an address that begins with https://' }).max(2000);
export const formThanks = z.discriminatedUnion('show', [
  z.strictObject({ show: z.literal('text'), text: z.string().trim().min(1, 'write a sentence').max(2000) }),
  z.strictObject({ show: z.literal('page'), url: httpsUrl }),
]);
export type FormThanks = z.infer<typeof formThanks>;

/** The fields of a form, email among them. */
const formFields = z
  .array(formField)
  .min(1)
  .max(20)
  .refine((fields) => fields.filter(({ target }) => target === 'email').length === 1, 'ask for the email address, once')
  .refine((fields) => new Set(fields.map(({ target }) => target)).size === fields.length, 'ask for each thing once');

const settings = {
  name: z
    .string()
    .trim()
    .min(1, 'give it a name')
    .max(120)
    .meta({ description: 'For you; the visitor sees the title.' }),
  title: z.string().trim().min(1, 'give it a title').max(200),
  text: z.string().trim().max(2000),
  fields: formFields,
  submitLabel: z.string().trim().min(1, 'give it a label').max(60),
  consentText: z
    .string()
    .trim()
    .max(2000)
    .meta({ description: 'What the visitor agrees to; kept with every consent. Empty for none.' }),
  doubleOptIn: z
    .boolean()
    .meta({ description: 'Whether every new person confirms by mail, also where the lists do not ask for it.' }),
  listIds: z.array(id).max(20),
  tags: z.array(tagName).max(20),
  theme: formTheme,
  thanks: formThanks,
};

const FIRST_FIELDS: FormField[] = [{ target: 'email', label: 'Email', required: true }];
const FIRST_THANKS: FormThanks = { show: 'text', text: 'Thank you. If a confirmation is needed, it is in your inbox.' };

export const createForm = z
  .strictObject({
    ...settings,
    text: settings.text.default(''),
    fields: settings.fields.default(FIRST_FIELDS),
    submitLabel: settings.submitLabel.default('Subscribe'),
    consentText: settings.consentText.default(''),
    doubleOptIn: settings.doubleOptIn.default(true),
    listIds: settings.listIds.default([]),
    tags: settings.tags.default([]),
    theme: settings.theme.default({ accent: '#1d4ed8', width: 480, scheme: 'auto' }),
    thanks: settings.thanks.default(FIRST_THANKS),
  })
  .meta({ id: 'CreateForm' });
export type CreateForm = z.infer<typeof createForm>;

export const updateForm = z.strictObject(settings).partial().meta({ id: 'UpdateForm' });
export type UpdateForm = z.infer<typeof updateForm>;

export const form = z
  .object({
    id,
    ...settings,
    submissions: z.number().int(),
    hostedUrl: z.string().meta({ description: 'The page that people fill in; a POST to it is a submission.' }),
    embed: z.object({
      html: z.string().meta({ description: 'A plain form for a page of yours; works without scripts.' }),
      iframe: z.string().meta({ description: 'The hosted page inside a page of yours.' }),
    }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Form' });
export type Form = z.infer<typeof form>;
export const formPage = pageOf(form, 'FormPage');

export const formPreview = z
  .object({ html: z.string().meta({ description: 'The hosted page as it would be.' }) })
  .meta({ id: 'FormPreview' });
export type FormPreview = z.infer<typeof formPreview>;
