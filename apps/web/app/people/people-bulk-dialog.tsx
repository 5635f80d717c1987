import type { BulkSubscribersAnswer, CustomField, List } from '@dripemails/contracts';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useId, useState } from 'react';
import { Button } from '../components/button';
import { SelectField, TextField } from '../components/field';
import { ModalDialog, useCloseTo } from '../components/modal-dialog';
import { Notice } from '../components/notice';
import type { Refusal } from '../session/refusal';
import { number, people } from '../words/count';
import { bulkActOf, bulkActs, type BulkAct } from './bulk-actions';
import { CustomFieldInput } from './custom-field-input';

interface PeopleBulkDialogProps {
  lists: readonly List[];
  fields: readonly CustomField[];
  /** The address's filters, which "all" stands for. */
  filters: readonly (readonly [name: string, value: string])[];
}

/**
 * Asks before something is done to several people. First it counts, by a dry run, whom the action would change; the button
 * that does it then says the number.
 */
export function PeopleBulkDialog({ lists, fields, filters }: PeopleBulkDialogProps) {
  const [params] = useSearchParams();
  const fetcher = useFetcher<{ refusal?: Refusal; measured?: BulkSubscribersAnswer; edit?: string }>();
  const formId = useId();
  const back = useCloseTo();
  // A count is of what was filled in when it was asked for; what is typed since is another action.
  const [edit, setEdit] = useState(0);
  const act = bulkActOf(params.get('do'));
  if (act === null) return null;
  const ids = params.getAll('ids');
  const isAll = params.has('all');
  const isNobody = !isAll && ids.length === 0;
  const isBusy = fetcher.state !== 'idle';
  const refusal = fetcher.data?.refusal;
  const measured = fetcher.data?.edit === String(edit) ? fetcher.data.measured : undefined;
  const { label, hint, isDestructive = false } = bulkActs[act];
  const canDo = measured !== undefined && measured.changing > 0;
  return (
    <ModalDialog
      title={label}
      closeLabel={isNobody ? 'Close' : 'Cancel'}
      actions={
        !isNobody && (
          <Button
            form={formId}
            look={canDo ? (isDestructive ? 'danger' : 'primary') : 'primary'}
            name="intent"
            value={canDo ? 'bulk' : 'measure'}
            aria-disabled={isBusy || undefined}
            onClick={isBusy ? (event) => event.preventDefault() : undefined}
          >
            {isBusy ? 'One moment…' : canDo ? `${label}: ${people(measured.changing)}` : 'Count first'}
          </Button>
        )
      }
    >
      {isNobody ? (
        <p>Nobody is selected. Close this, tick people in the table, and continue again.</p>
      ) : (
        <fetcher.Form
          id={formId}
          method="post"
          action="/people"
          className="space-y-4"
          onChange={() => setEdit((before) => before + 1)}
        >
          <input type="hidden" name="edit" value={edit} />
          <input type="hidden" name="back" value={back} />
          <input type="hidden" name="do" value={act} />
          {isAll
            ? filters.map(([name, value]) => <input key={name} type="hidden" name={`filter.${name}`} value={value} />)
            : ids.map((id) => <input key={id} type="hidden" name="ids" value={id} />)}
          {refusal && <Notice tone="bad">{refusal.message}</Notice>}
          <p>{hint}</p>
          <ActFields act={act} lists={lists} fields={fields} refusal={refusal} />
          <div role="status">
            {measured && (
              <p className="font-medium">
                {measured.changing === 0
                  ? `Nobody would change: ${people(measured.matching)} looked at.`
                  : `${people(measured.changing)} would change, of ${number(measured.matching)} selected.`}
              </p>
            )}
          </div>
        </fetcher.Form>
      )}
    </ModalDialog>
  );
}

interface ActFieldsProps {
  act: BulkAct;
  lists: readonly List[];
  fields: readonly CustomField[];
  refusal: Refusal | undefined;
}

function ActFields({ act, lists, fields, refusal }: ActFieldsProps) {
  const [chosen, setChosen] = useState(fields[0]?.name ?? '');
  const errors = (...paths: string[]) => paths.flatMap((path) => refusal?.fields[path] ?? []);
  switch (act) {
    case 'addTags':
    case 'removeTags':
      return (
        <TextField
          id="bulk-tags"
          name="tags"
          label="Tags"
          hint="Several with commas between."
          required
          autoComplete="off"
          errors={errors('tags', 'action.tags')}
        />
      );
    case 'addToList':
    case 'removeFromList':
      return (
        <SelectField id="bulk-list" name="listId" label="List" errors={errors('listId', 'action.listId')}>
          {lists.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      );
    case 'setField': {
      const field = fields.find(({ name }) => name === chosen);
      return (
        <>
          <SelectField
            id="bulk-field"
            name="field"
            label="Field"
            value={chosen}
            onChange={({ target }) => setChosen(target.value)}
            errors={errors('field', 'action.field')}
          >
            {fields.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </SelectField>
          {field && (
            <CustomFieldInput
              key={field.name}
              field={{ ...field, label: 'Value' }}
              id="bulk-value"
              name={`value.${field.name}`}
              errors={errors('value', 'action.value')}
            />
          )}
        </>
      );
    }
    case 'unsubscribe':
      return (
        <TextField
          id="bulk-reason"
          name="reason"
          label="Why (optional)"
          maxLength={500}
          hint="Shown in each person's history."
          autoComplete="off"
        />
      );
  }
}
