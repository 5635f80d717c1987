import { customName, type FormRecord, type OpenForm, TRAP_FIELD } from '@dripemails/application';
import type { FieldDefinition, FieldProblem } from '@dripemails/domain';
import {
  choiceField,
  choices,
  form as postForm,
  hiddenField,
  inputField,
  note,
  selectField,
  submitButton,
  trapField,
} from '../public-pages/form-fields.js';
import { html, type Html } from '../public-pages/html.js';
import { brandingOf, type PageBranding, type PublicPage, type PublicPageRights } from '../public-pages/public-page.js';

/** What was filled in, and what is wrong with it; paths are the targets of the fields, `consent` or `form`. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>;
  readonly hasConsented: boolean;
  readonly problems: readonly FieldProblem[];
}
export const EMPTY_STATE: FormState = { values: {}, hasConsented: false, problems: [] };

const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  email: 'email',
  firstName: 'given-name',
  lastName: 'family-name',
};
const INPUT_TYPE: Readonly<Partial<Record<FieldDefinition['type'], 'number' | 'date'>>> = {
  number: 'number',
  date: 'date',
};

/** The page that people fill in; works without scripts, in a frame too. */
export function formPage(
  opened: Omit<OpenForm, 'stamp'> & { stamp: string },
  state: FormState = EMPTY_STATE,
): PublicPage {
  const { form, definitions, stamp } = opened;
  const count = state.problems.length;
  const whole = problemOf(state, 'form');
  const consent = problemOf(state, 'consent');
  const body = html`${count > 0 && note('bad', whole ?? `${count === 1 ? 'One thing needs' : `${count} things need`} your attention; it is said beside the field.`)}${form.text !== '' && paragraphs(form.text)}${postForm(
    `/f/${form.id}`,
    ...form.fields.map((field) => fieldOf(field, definitions, state)),
    form.consentText === ''
      ? html``
      : choices('checkbox', {
          ...{ name: 'consent', legend: 'Your consent', ...(consent === undefined ? {} : { problem: consent }) },
          of: [{ value: 'yes', label: form.consentText, checked: state.hasConsented }],
        }),
    trapField(TRAP_FIELD),
    hiddenField('stamp', stamp),
    html`<div class="actions">${submitButton(form.submitLabel)}</div>`,
  )}`;
  return { title: form.title, body, branding: lookOf(opened), status: count > 0 ? 422 : 200 };
}

/** What a visitor sees after the button, unless the form leads to a page elsewhere. */
export function thanksPage(opened: Pick<OpenForm, 'form' | 'workspace'>): PublicPage {
  const { thanks } = opened.form;
  const text = thanks.show === 'text' ? thanks.text : 'Thank you.';
  return { title: 'Thank you', body: paragraphs(text), branding: lookOf(opened) };
}

/** Other sites may show the form in a frame, and the button may lead to the thank-you page elsewhere. */
export function formRights({ thanks }: Pick<FormRecord, 'thanks'>): PublicPageRights {
  return { embeddable: true, ...(thanks.show === 'page' ? { redirectsTo: [new URL(thanks.url).origin] } : {}) };
}

function lookOf({ form, workspace }: Pick<OpenForm, 'form' | 'workspace'>): PageBranding {
  const { accent, width, scheme } = form.theme;
  const look = { ...brandingOf(workspace), primaryColor: accent, textOnPrimary: null, width };
  return scheme === 'auto' ? look : { ...look, scheme };
}

function fieldOf(field: FormRecord['fields'][number], definitions: readonly FieldDefinition[], state: FormState): Html {
  const { target, label } = field;
  const name = customName(target);
  const definition = definitions.find((one) => one.name === name);
  const value = state.values[target] ?? '';
  const problem = problemOf(state, target);
  const shared = {
    name: target,
    label,
    value,
    problem,
    required: field.required || target === 'email',
    maxLength: 2000,
  };
  if (target === 'email') return inputField({ ...shared, type: 'email', autocomplete: 'email', maxLength: 254 });
  if (definition?.type === 'choice')
    return selectField({
      ...shared,
      empty: 'Choose',
      choices: definition.choices.map((one) => ({ value: one, label: one })),
    });
  if (definition?.type === 'boolean' && !field.required)
    return choiceField('checkbox', target, { value: 'true', label, checked: value !== '' });
  const type = definition === undefined ? undefined : INPUT_TYPE[definition.type];
  return inputField({
    ...shared,
    type: type ?? 'text',
    autocomplete: AUTOCOMPLETE[target],
    ...(type === 'number' ? { step: 'any' } : {}),
  });
}

const problemOf = ({ problems }: FormState, path: string): string | undefined =>
  problems.find((one) => one.path === path)?.message;

const paragraphs = (text: string): Html => html`${text.split(/\n{2,}/).map((part) => html`<p>${part}</p>`)}`;
