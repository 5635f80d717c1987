import type { List } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import clsx from 'clsx';
import { useRef, type ReactNode } from 'react';
import { LinkButton } from '../components/button';
import { Choice } from '../components/choice';
import { SelectField, TextAreaField, TextField } from '../components/field';
import { Notice } from '../components/notice';
import { SectionCard } from '../components/section-card';
import { SubmitButton } from '../components/submit-button';
import { useFocusOnRefusal } from '../components/use-focus-on-refusal';
import type { Refusal } from '../session/refusal';
import { type FIRST_FORM, fieldRows } from './form-form';
import { FormPreviewAbove, FormPreviewBeside, usePreview } from './form-preview';

interface FormBuilderProps {
  form: typeof FIRST_FORM;
  lists: readonly Pick<List, 'id' | 'name' | 'optIn'>[];
  customFields: readonly { name: string; label: string }[];
  refusal: Refusal | undefined;
  /** The hosted page as it is stored, shown before something is changed. */
  preview: string;
  submit: string;
  cancelTo: string;
  children?: ReactNode;
}

/** A field that takes the focus must not be hidden by the preview that stays at the top. */
const belowPreview =
  'max-lg:[&_:is(input,select,textarea,button)]:scroll-mt-16 max-lg:has-[details[open]]:[&_:is(input,select,textarea,button)]:scroll-mt-[calc(45dvh+7rem)]';

/** Makes or changes a sign-up form, with the page that visitors will see beside it. */
export function FormBuilder({
  form,
  lists,
  customFields,
  refusal,
  preview,
  submit,
  cancelTo,
  children,
}: FormBuilderProps) {
  const ref = useRef<HTMLFormElement>(null);
  const { html, refresh, isStale } = usePreview(preview, ref);
  useFocusOnRefusal(ref, refusal);
  const errors = (name: string) => refusal?.fields[name];
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <Form ref={ref} method="post" onChange={refresh} className={clsx('min-w-0 space-y-6', belowPreview)} noValidate>
        <FormPreviewAbove html={html} isStale={isStale} />
        {refusal && <Notice tone="bad">{refusal.message}</Notice>}
        <SectionCard title="What visitors read">
          <div className="space-y-4 px-4 pb-4">
            <TextField
              id="form-name"
              name="name"
              label="Name"
              hint="For you; visitors see the title."
              required
              maxLength={120}
              defaultValue={form.name}
              autoComplete="off"
              errors={errors('name')}
            />
            <TextField
              id="form-title"
              name="title"
              label="Title"
              required
              maxLength={200}
              defaultValue={form.title}
              autoComplete="off"
              errors={errors('title')}
            />
            <TextAreaField
              id="form-text"
              name="text"
              label="Text (optional)"
              rows={3}
              maxLength={2000}
              defaultValue={form.text}
              errors={errors('text')}
            />
            <TextAreaField
              id="form-consent"
              name="consentText"
              label="What they agree to (optional)"
              hint="Shown with a box to tick, and kept with every consent."
              rows={3}
              maxLength={2000}
              defaultValue={form.consentText}
              errors={errors('consentText')}
            />
            <TextField
              id="form-submit"
              name="submitLabel"
              label="Button"
              required
              maxLength={60}
              defaultValue={form.submitLabel}
              autoComplete="off"
              errors={errors('submitLabel')}
            />
          </div>
        </SectionCard>
        <SectionCard title="What it asks">
          <FieldTable form={form} customFields={customFields} refusal={refusal} />
        </SectionCard>
        <SectionCard title="What it does">
          <div className="space-y-4 px-4 pb-4">
            <fieldset>
              <legend className="mb-1 text-sm font-medium">Lists</legend>
              {lists.length === 0 && <p className="text-text-quiet">There is no list yet.</p>}
              {lists.map(({ id, name, optIn }) => (
                <label key={id} className="flex min-h-9 items-center gap-2">
                  <input
                    type="checkbox"
                    name="list"
                    value={id}
                    defaultChecked={form.listIds.includes(id)}
                    className="size-4 accent-accent"
                  />
                  <span className="min-w-0 break-words">
                    {name}
                    {optIn === 'double' && <span className="text-text-quiet"> · asks for a confirmation</span>}
                  </span>
                </label>
              ))}
              {errors('listIds') && <p className="mt-1 text-xs font-medium text-bad">{errors('listIds')?.join(' ')}</p>}
            </fieldset>
            <TextField
              id="form-tags"
              name="tags"
              label="Tags (optional)"
              hint="Separated by commas."
              defaultValue={form.tags.join(', ')}
              autoComplete="off"
              errors={errors('tags')}
            />
            <label className="flex items-start gap-2">
              <input
                type="checkbox"
                name="doubleOptIn"
                defaultChecked={form.doubleOptIn}
                className="mt-1 size-4 accent-accent"
              />
              <span>
                <span className="font-medium">Everybody new confirms by mail</span>
                <span className="block text-text-quiet">
                  Until then they get no other mail. Who unsubscribed always has to confirm.
                </span>
              </span>
            </label>
          </div>
        </SectionCard>
        <SectionCard title="Afterwards">
          <fieldset className="space-y-3 px-4 pb-4">
            <legend className="sr-only">What visitors see after the button</legend>
            <Choice name="thanks" value="text" label="Show a text" defaultChecked={form.thanks.show === 'text'}>
              <TextAreaField
                id="form-thanks"
                name="thanksText"
                label="Text"
                rows={2}
                maxLength={2000}
                defaultValue={form.thanks.show === 'text' ? form.thanks.text : ''}
                errors={errors('thanksText')}
                frameClassName="mt-2"
              />
            </Choice>
            <Choice
              name="thanks"
              value="page"
              label="Go to a page of yours"
              defaultChecked={form.thanks.show === 'page'}
            >
              <TextField
                id="form-thanks-url"
                name="thanksUrl"
                type="url"
                label="Address"
                placeholder="https://example.com/thank-you"
                defaultValue={form.thanks.show === 'page' ? form.thanks.url : ''}
                errors={errors('thanksUrl')}
                frameClassName="mt-2"
              />
            </Choice>
          </fieldset>
        </SectionCard>
        <SectionCard title="Look">
          <div className="grid gap-4 px-4 pb-4 sm:grid-cols-3">
            <TextField
              id="form-accent"
              name="accent"
              type="color"
              label="Colour"
              defaultValue={form.theme.accent}
              errors={errors('accent')}
              className="h-9 p-1"
            />
            <TextField
              id="form-width"
              name="width"
              type="number"
              min={280}
              max={800}
              label="Width (pixels)"
              defaultValue={form.theme.width}
              errors={errors('width')}
            />
            <SelectField
              id="form-scheme"
              name="scheme"
              label="Light or dark"
              defaultValue={form.theme.scheme}
              errors={errors('scheme')}
            >
              <option value="auto">As the visitor has it</option>
              <option value="light">Light</option>
              <option value="dark">Dark</option>
            </SelectField>
          </div>
        </SectionCard>
        <div className="flex gap-2">
          <SubmitButton busy="Saving…">{submit}</SubmitButton>
          <LinkButton to={cancelTo}>Cancel</LinkButton>
        </div>
      </Form>
      <div className="min-w-0">
        <FormPreviewBeside html={html} isStale={isStale} />
      </div>
      {children && <div className="min-w-0">{children}</div>}
    </div>
  );
}

function FieldTable({ form, customFields, refusal }: Pick<FormBuilderProps, 'form' | 'customFields' | 'refusal'>) {
  return (
    <ul role="list" className="divide-y divide-line">
      {fieldRows(form.fields, customFields).map(({ target, label, required, isAsked }) => {
        const id = `field-${target.replace(':', '-')}`;
        return (
          <li key={target} className="flex flex-wrap items-end gap-x-4 gap-y-2 px-4 py-3">
            <input type="hidden" name="field" value={target} />
            <label className="flex min-h-9 w-36 items-center gap-2">
              <input
                type="checkbox"
                name={`ask:${target}`}
                defaultChecked={isAsked}
                disabled={target === 'email'}
                className="size-4 accent-accent"
              />
              <span className="min-w-0 break-words">{wordsOf(target)}</span>
            </label>
            <TextField
              id={id}
              name={`label:${target}`}
              label={<span className="sr-only">Label of {wordsOf(target)}</span>}
              defaultValue={label}
              maxLength={120}
              autoComplete="off"
              errors={refusal?.fields[`label:${target}`]}
              frameClassName="flex-1 basis-40"
            />
            <label className="flex min-h-9 items-center gap-2">
              <input
                type="checkbox"
                name={`required:${target}`}
                defaultChecked={required}
                disabled={target === 'email'}
                aria-label={`${wordsOf(target)} is required`}
                className="size-4 accent-accent"
              />
              Required
            </label>
          </li>
        );
      })}
    </ul>
  );
}

const wordsOf = (target: string): string =>
  ({ email: 'Email', firstName: 'First name', lastName: 'Last name' })[target] ?? target.replace(/^field:/, '');
