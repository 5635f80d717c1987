import { describe, expect, it } from '@jest/globals';
import type { CustomField } from '@dripemails/contracts';
import { readBulkAction } from './bulk-actions';

const seats: CustomField = {
  ...{ id: 's', name: 'seats', label: 'Seats', type: 'number', choices: [], createdAt: '2026-01-01T00:00:00.000Z' },
};
const read = (values: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return readBulkAction(form, [seats]);
};

describe(readBulkAction, () => {
  it.each([
    [
      { do: 'addTags', tags: 'a, b ,a,' },
      { do: 'addTags', tags: ['a', 'b'] },
    ],
    [
      { do: 'removeFromList', listId: 'x' },
      { do: 'removeFromList', listId: 'x' },
    ],
    [
      { do: 'setField', field: 'seats', 'value.seats': '3' },
      { do: 'setField', field: 'seats', value: '3' },
    ],
    [
      { do: 'setField', field: 'seats', 'value.seats': '' },
      { do: 'setField', field: 'seats', value: null },
    ],
    [{ do: 'unsubscribe', reason: ' ' }, { do: 'unsubscribe' }],
  ])('reads %j', (form, action) => expect(read(form as Record<string, string>)).toEqual(action));

  it.each([
    [{ do: 'nothing' }, 'do'],
    [{ do: 'addTags', tags: ' , ' }, 'tags'],
    [{ do: 'addToList' }, 'listId'],
    [{ do: 'setField', field: 'unknown' }, 'field'],
  ])('names what is missing in %j', (form, field) =>
    expect(read(form as Record<string, string>)).toMatchObject({ field }),
  );
});
