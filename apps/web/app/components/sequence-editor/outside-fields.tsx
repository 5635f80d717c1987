import { headersFrom, headersText } from '../../sequence/step-form';
import { SelectField, TextAreaField, TextField } from '../field';
import { useEditorWorld } from './editor-world';
import { NamedSelect } from './people-fields';
import type { FieldsProps } from './step-fields';

export function WebhookFields({ step, path, errors, onChange }: FieldsProps<'webhook'>) {
  return (
    <div className="space-y-3">
      <TextField
        id={`${path}.url`}
        name={`${path}.url`}
        type="url"
        data-first-field
        label="Address"
        hint="Gets a signed POST with the person and the step."
        placeholder="https://"
        value={step.url}
        onChange={({ target }) => onChange({ ...step, url: target.value })}
        errors={errors('url')}
        autoComplete="off"
      />
      <TextAreaField
        id={`${path}.headers`}
        name={`${path}.headers`}
        label="Headers (optional)"
        hint="One a line, such as X-Team: growth."
        defaultValue={headersText(step.headers)}
        onBlur={({ target }) => {
          const headers = headersFrom(target.value);
          const { headers: _before, ...rest } = step;
          onChange(Object.keys(headers).length === 0 ? rest : { ...step, headers });
        }}
        errors={errors('headers')}
        rows={2}
        className="font-mono text-xs"
      />
      <SelectField
        id={`${path}.onFailure`}
        name={`${path}.onFailure`}
        label="When it keeps failing"
        value={step.onFailure}
        onChange={({ target }) => onChange({ ...step, onFailure: target.value === 'hold' ? 'hold' : 'continue' })}
      >
        <option value="continue">Go on without it</option>
        <option value="hold">Hold the person until you look</option>
      </SelectField>
    </div>
  );
}

export function AiReviseFields({ step, path, errors, onChange }: FieldsProps<'aiRevise'>) {
  const { choices } = useEditorWorld();
  return (
    <div className="space-y-3">
      <NamedSelect
        id={`${path}.of`}
        label="Mail to revise"
        hint="One that comes later in the same list of steps."
        value={step.of}
        options={choices.emails}
        none={choices.emails.length === 0 ? 'Add an email first' : 'Choose a mail'}
        errors={errors('of')}
        isFirst
        onChange={(of) => onChange({ ...step, of })}
      />
      <TextAreaField
        id={`${path}.instructions`}
        name={`${path}.instructions`}
        label="What to change"
        hint="Placeholders, links and the way to unsubscribe are never touched."
        value={step.instructions}
        onChange={({ target }) => onChange({ ...step, instructions: target.value })}
        errors={errors('instructions')}
        rows={3}
        maxLength={4000}
      />
      <div className="grid gap-3 sm:grid-cols-3">
        <SelectField
          id={`${path}.scope`}
          name={`${path}.scope`}
          label="How often"
          value={step.scope}
          onChange={({ target }) => onChange({ ...step, scope: target.value === 'version' ? 'version' : 'subscriber' })}
        >
          <option value="subscriber">For each person</option>
          <option value="version">Once, for everybody</option>
        </SelectField>
        <SelectField
          id={`${path}.approval`}
          name={`${path}.approval`}
          label="Approval"
          value={step.approval}
          onChange={({ target }) => onChange({ ...step, approval: target.value === 'required' ? 'required' : 'none' })}
        >
          <option value="none">Sent without asking</option>
          <option value="required">Waits for your approval</option>
        </SelectField>
        <SelectField
          id={`${path}.onFailure`}
          name={`${path}.onFailure`}
          label="When it fails"
          value={step.onFailure}
          onChange={({ target }) => onChange({ ...step, onFailure: target.value === 'hold' ? 'hold' : 'useOriginal' })}
        >
          <option value="useOriginal">Send the original</option>
          <option value="hold">Hold the person until you look</option>
        </SelectField>
      </div>
    </div>
  );
}
