import { describe, expect, it } from '@jest/globals';
import type { FieldDefinition, FieldType } from '@dripemails/domain';
import { checkedFields } from './checked-fields.js';

/** The fields of a workspace, kept in memory as the repository keeps them. */
function fieldsOf(...known: FieldDefinition[]) {
  return {
    known,
    ensure(_workspaceId: string, wanted: readonly { name: string; type: FieldType }[]) {
      for (const { name, type } of wanted)
        if (!known.some((one) => one.name === name)) known.push({ name, type, choices: [] });
      return Promise.resolve(known);
    },
  };
}

describe(checkedFields, () => {
  it('stores values by the types of their fields, and makes a field of a new name', async () => {
    const fields = fieldsOf({ name: 'tier', type: 'choice', choices: ['Gold'] });
    const values = { tier: 'gold', seats: 3, gone: null };
    expect(await checkedFields(fields, 'w', values)).toEqual({ tier: 'Gold', seats: 3, gone: null });
    expect(fields.known.map(({ name, type }) => `${name} ${type}`)).toEqual(['tier choice', 'seats number']);
  });

  it('names every field at fault', async () => {
    const fields = fieldsOf(
      { name: 'seats', type: 'number', choices: [] },
      { name: 'born', type: 'date', choices: [] },
    );
    await expect(checkedFields(fields, 'w', { seats: 'x', born: '1.1.2000', ok: 'y' }, 'values')).rejects.toMatchObject(
      {
        code: 'input.invalid',
        errors: [
          { path: 'values.seats', message: expect.stringContaining('number') },
          { path: 'values.born', message: expect.stringContaining('2026-12-31') },
        ],
      },
    );
  });

  it('makes no field under a name that everybody has', async () => {
    const fields = fieldsOf();
    await expect(checkedFields(fields, 'w', { firstName: 'x', a: 'b' })).rejects.toMatchObject({
      errors: [expect.objectContaining({ path: 'fields.firstName' })],
    });
    expect(fields.known).toEqual([]);
  });
});
