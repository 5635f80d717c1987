import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@dripemails/domain';
import { atField } from './at-field.js';

describe(atField, () => {
  const refused = (error: Error) => atField('filter.list', Promise.reject(error));

  it('gives what was found', async () => {
    expect(await atField('filter.list', Promise.resolve(7))).toBe(7);
  });

  it('names the field whose id is of nothing', async () => {
    await expect(refused(new DomainError('list.not_found', 'There is no such list.'))).rejects.toMatchObject({
      code: 'list.not_found',
      errors: [{ path: 'filter.list', message: 'There is no such list. Choose one that exists.' }],
    });
  });

  it.each([new DomainError('list.in_use', 'The list is used.'), new Error('The database is away.')])(
    'leaves what else went wrong: %s',
    async (error) => {
      await expect(refused(error)).rejects.toBe(error);
    },
  );
});
