import { getFormProps, getInputProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { CustomField, List, Subscriber } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import { CustomFieldInput } from '../people/custom-field-input';
import { fieldInputName, storedValue } from '../people/field-value-form';
import { subscriberForm } from '../people/subscriber-form';
import { LinkButton } from './button';
import { TextField } from './field';
import { Notice } from './notice';
import { SubmitButton } from './submit-button';

interface SubscriberFieldsProps {
  lastResult: SubmissionResult<string[]> | undefined;
  person?: Subscriber;
  /** Offered when a person is added. */
  lists?: readonly List[];
  customFields?: readonly CustomField[];
  submit: string;
  cancelTo: string;
}

/** The form that adds or changes a person. */
export function SubscriberFields({
  lastResult,
  person,
  lists = [],
  customFields = [],
  submit,
  cancelTo,
}: SubscriberFieldsProps) {
  const [form, fields] = useForm({
    id: 'subscriber',
    lastResult,
    defaultValue: person,
    constraint: getZodConstraint(subscriberForm),
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: subscriberForm }),
  });
  const text = (field: typeof fields.firstName, type: 'text' | 'email' = 'text') => ({
    ...getInputProps(field, { type, ariaAttributes: false }),
    errors: field.errors,
  });
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-[640px] space-y-4">
      {form.errors && (
        <Notice tone="bad" id={form.errorId}>
          {form.errors.join(' ')}
        </Notice>
      )}
      <TextField {...text(fields.email, 'email')} key="email" label="Email" autoComplete="off" autoFocus />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...text(fields.firstName)} key="firstName" label="First name" autoComplete="off" />
        <TextField {...text(fields.lastName)} key="lastName" label="Last name" autoComplete="off" />
      </div>
      <TextField
        {...text(fields.timeZone)}
        key="timeZone"
        label="Time zone"
        hint="Like Europe/Paris. Without one the workspace's zone counts."
        autoComplete="off"
      />
      <TextField {...text(fields.locale)} key="locale" label="Language" hint="Like en or de-AT." autoComplete="off" />
      {customFields.length > 0 && (
        <fieldset className="space-y-4">
          <legend className="mb-1 text-base font-semibold">Fields</legend>
          {customFields.map((field) => (
            <CustomFieldInput
              key={field.id}
              field={field}
              id={`field-${field.name}`}
              name={fieldInputName(field.name)}
              value={storedValue(person?.fields, field.name)}
              errors={lastResult?.error?.[`fields.${field.name}`] ?? undefined}
            />
          ))}
        </fieldset>
      )}
      {lists.length > 0 && (
        <fieldset>
          <legend className="mb-1 font-medium">Lists</legend>
          <div className="space-y-1">
            {lists.map(({ id, name }) => (
              <label key={id} className="flex items-center gap-2">
                <input type="checkbox" name="listIds" value={id} className="size-4 accent-accent" />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div className="flex gap-2 pt-2">
        <SubmitButton busy="Saving…">{submit}</SubmitButton>
        <LinkButton to={cancelTo}>Cancel</LinkButton>
      </div>
    </Form>
  );
}
