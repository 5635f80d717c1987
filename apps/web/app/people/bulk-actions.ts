import type { BulkSubscriberAction, CustomField } from '@dripemails/contracts';
import { typedValue } from './field-value-form';

export type BulkAct = BulkSubscriberAction['do'];

interface ActWords {
  label: string;
  hint: string;
  isDestructive?: boolean;
}

/** What can be done to several people at once, and what that means for them. */
export const bulkActs: Record<BulkAct, ActWords> = {
  addTags: { label: 'Add tags', hint: 'Sequences that start when a tag is added take these people in.' },
  removeTags: { label: 'Remove tags', hint: 'Only from those who have them.' },
  addToList: {
    label: 'Add to a list',
    hint: 'Who left the list by their own will is not put back. A list that asks for a confirmation has them wait for it.',
  },
  removeFromList: {
    label: 'Remove from a list',
    hint: 'They leave the sequences that the list had brought them into.',
  },
  setField: { label: 'Set a field', hint: 'The same value for everybody; no value removes it.' },
  unsubscribe: {
    label: 'Unsubscribe',
    hint: 'They leave every sequence at once and get no marketing mail any more. This cannot be undone: only they can subscribe again.',
    isDestructive: true,
  },
};
export const bulkActNames = Object.keys(bulkActs) as BulkAct[];

export function bulkActOf(text: string | null): BulkAct | null {
  return bulkActNames.find((name) => name === text) ?? null;
}

/** The action that the form of the dialog asks for, or what is missing, at which input. */
export function readBulkAction(
  form: FormData,
  fields: readonly CustomField[],
): BulkSubscriberAction | { field: string; message: string } {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const act = bulkActOf(text('do'));
  switch (act) {
    case null:
      return { field: 'do', message: 'Choose what to do.' };
    case 'addTags':
    case 'removeTags': {
      const tags = [
        ...new Set(
          text('tags')
            .split(',')
            .map((tag) => tag.trim())
            .filter((tag) => tag !== ''),
        ),
      ];
      return tags.length === 0 ? { field: 'tags', message: 'Write at least one tag.' } : { do: act, tags };
    }
    case 'addToList':
    case 'removeFromList': {
      const listId = text('listId');
      return listId === '' ? { field: 'listId', message: 'Choose a list.' } : { do: act, listId };
    }
    case 'setField': {
      const field = fields.find(({ name }) => name === text('field'));
      if (field === undefined) return { field: 'field', message: 'Choose a field.' };
      const typed = typedValue(field, text(`value.${field.name}`));
      return 'problem' in typed
        ? { field: 'value', message: typed.problem }
        : { do: act, field: field.name, value: typed.value };
    }
    case 'unsubscribe': {
      const reason = text('reason');
      return { do: act, ...(reason !== '' && { reason }) };
    }
  }
}
