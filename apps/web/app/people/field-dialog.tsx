import type { CustomField, CustomFieldUse, FieldType } from '@dripemails/contracts';
import { useState } from 'react';
import { SelectField, TextAreaField, TextField } from '../components/field';
import { Notice } from '../components/notice';
import { QuestionDialog } from '../components/question-dialog';
import { UsedBy } from '../components/used-by';
import { people } from '../words/count';

export const typeWords: Record<FieldType, string> = {
  text: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  date: 'Date',
  choice: 'Choice',
  json: 'JSON',
};

interface FieldDialogProps {
  ask: string | null;
  field: CustomField | undefined;
  use: CustomFieldUse | null;
}

/** Makes, changes or deletes a field; asked for by `?ask=`. */
export function FieldDialog({ ask, field, use }: FieldDialogProps) {
  if (ask === 'create') return <EditField key="create" />;
  if (field === undefined) return null;
  if (ask === 'change') return <EditField key={field.id} field={field} use={use} />;
  return ask === 'delete' ? <DeleteField field={field} use={use} /> : null;
}

function EditField({ field, use = null }: { field?: CustomField; use?: CustomFieldUse | null }) {
  const [type, setType] = useState<string>(field?.type ?? 'text');
  return (
    <QuestionDialog
      title={field ? `Change ${field.label}` : 'New field'}
      action="/fields"
      intent={field ? 'change' : 'create'}
      submit={field ? 'Save' : 'Make the field'}
      busy="Saving…"
    >
      {(refusal) => (
        <>
          {field && <input type="hidden" name="of" value={field.id} />}
          <TextField
            id="field-label"
            name="label"
            label="Label"
            required
            maxLength={100}
            autoComplete="off"
            defaultValue={field?.label}
            errors={refusal?.fields['label']}
          />
          {!field && (
            <TextField
              id="field-name"
              name="name"
              label="Name"
              required
              pattern="[a-zA-Z][a-zA-Z0-9_]{0,63}"
              hint="As mails and rules name it: letters, digits and _. It cannot be changed later."
              autoComplete="off"
              errors={refusal?.fields['name']}
            />
          )}
          <SelectField
            id="field-type"
            name="type"
            label="Holds"
            value={type}
            onChange={({ target }) => setType(target.value)}
            errors={refusal?.fields['type']}
          >
            {Object.entries(typeWords).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </SelectField>
          {type === 'choice' && (
            <TextAreaField
              id="field-choices"
              name="choices"
              label="Choices"
              hint="One on each line."
              rows={5}
              required
              defaultValue={field?.choices.join('\n')}
              errors={refusal?.fields['choices']}
            />
          )}
          {field && type !== field.type && use && use.values > 0 && (
            <Notice tone="warn">
              {people(use.values)} have a value. All of them are read anew; if one does not fit, nothing is changed and
              you are told.
            </Notice>
          )}
        </>
      )}
    </QuestionDialog>
  );
}

function DeleteField({ field, use }: { field: CustomField; use: CustomFieldUse | null }) {
  const usedBy = use?.usedBy ?? [];
  return (
    <QuestionDialog
      title={`Delete ${field.label}?`}
      action="/fields"
      intent="delete"
      submit="Delete the field"
      busy="Deleting…"
      look="danger"
      blocked={usedBy.length > 0}
    >
      <input type="hidden" name="of" value={field.id} />
      {usedBy.length > 0 ? (
        <UsedBy uses={usedBy} />
      ) : (
        <p>
          {use && use.values > 0
            ? `${people(use.values)} lose the value that they have. This cannot be undone.`
            : 'Nobody has a value, and nothing uses it.'}
        </p>
      )}
    </QuestionDialog>
  );
}
