import { html, type Html } from './html.js';

/** A field of a form; `problem` stands beside it and is read out with it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly required?: boolean | undefined;
  readonly autocomplete?: string | undefined;
  readonly maxLength?: number | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly checked?: boolean | undefined;
}

/** Whatever a name holds, its id is a plain word. */
const idOf = (name: string): string => `f-${name.replace(/[^\w-]/g, '-')}`;

/** Ties the hint and the problem of a field to it, for those who hear the page. */
function described({ name, hint, problem }: Pick<Field, 'name' | 'hint' | 'problem'>) {
  const id = idOf(name);
  const ids = [...(hint ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])];
  return {
    attributes: html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${problem && html` aria-invalid="true"`}`,
    hint: hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : null,
    problem: problem ? html`<p class="problem" id="${id}-problem">${problem}</p>` : null,
  };
}

const labelled = (field: Field, control: Html): Html => {
  const { hint, problem } = described(field);
  const label = html`<label for="${idOf(field.name)}">${field.label}${!field.required && ' (optional)'}</label>`;
  return html`<div class="field">${label}${hint}${control}${problem}</div> `;
};

const shared = (field: Field): Html =>
  html` id="${idOf(field.name)}"
  name="${field.name}"${field.required && html` required`}${field.autocomplete && html` autocomplete="${field.autocomplete}"`}${field.maxLength && html` maxlength="${field.maxLength}"`}${described(field).attributes}`;

/** One line of text; `type` is that of the input. */
export const inputField = (
  field: Field & { readonly type?: 'text' | 'email' | 'number' | 'date'; readonly step?: string },
): Html =>
  labelled(
    field,
    html`<input
      type="${field.type ?? 'text'}"
      ${field.step && html` step="${field.step}"`}${shared(field)}
      value="${field.value ?? ''}"
    />`,
  );

/** Several lines of text. */
export const textField = (field: Field): Html =>
  labelled(field, html`<textarea rows="3" ${shared(field)}>${field.value ?? ''}</textarea>`);

/** One of many, in a menu; `empty` is the entry for nothing chosen. */
export const selectField = (field: Field & { choices: readonly Choice[]; empty?: string }): Html =>
  labelled(
    field,
    html`<select${shared(field)}>${field.empty !== undefined && html`<option value="">${field.empty}</option>`}${field.choices.map(({ value, label }) => html`<option value="${value}" ${value === field.value && html` selected`}>${label}</option>`)}</select>`,
  );

/** A box to tick, or a button to choose, with its words. */
export const choiceField = (
  type: 'checkbox' | 'radio',
  name: string,
  choice: Choice & { required?: boolean },
): Html => {
  const words = html`<span>${choice.label}${choice.hint && html`<small>${choice.hint}</small>`}</span>`;
  return html`<label class="choice"
    ><input
      type="${type}"
      name="${name}"
      value="${choice.value}"
      ${choice.checked && html` checked`}${choice.required && html` required`}
    />${words}</label
  > `;
};

/** Boxes or buttons under a heading of their own. */
export const choices = (
  type: 'checkbox' | 'radio',
  { name, legend, problem, of }: { name: string; legend: string; problem?: string; of: readonly Choice[] },
): Html => {
  const told = described({ name, problem });
  return html`<fieldset id="${idOf(name)}" ${told.attributes}>
    <legend>${legend}</legend>
    ${told.problem}${of.map((one) => choiceField(type, name, one))}
  </fieldset> `;
};

export const hiddenField = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" />`;

/** A field that no person sees or fills; what stands in it was written by a machine. */
export const trapField = (name: string): Html =>
  html`<div class="trap" aria-hidden="true">
    <label>Leave this empty <input type="text" name="${name}" tabindex="-1" autocomplete="off" /></label>
  </div>`;

/** A button that sends the form; with a name it says which one was pressed. */
export const submitButton = (label: string, options: { name?: string; value?: string; isQuiet?: boolean } = {}): Html =>
  html`<button
    type="submit"
    ${options.name && html` name="${options.name}" value="${options.value ?? ''}"`}${options.isQuiet && html` class="quiet"`}
  >
    ${label}
  </button>`;

/** A form that is posted to `action`. */
export const form = (action: string, ...content: readonly Html[]): Html =>
  html`<form method="post" action="${action}">${content}</form> `;

/** Says at the top what came of the last press: read out by itself, and not by its colour alone. */
export const note = (kind: 'good' | 'bad', text: Html | string): Html =>
  html`<div class="note${kind === 'bad' && ' bad'}" role="${kind === 'bad' ? 'alert' : 'status'}">
    <p>${text}</p>
  </div> `;
