import { describe, expect, it } from '@jest/globals';
import { assumption } from '@dripemails/contracts';
import { deeds, newAssumption, readAssumptions } from './assumption-form';
import { changeRows, formTree } from './form-tree';

const after = { amount: 2, unit: 'days' } as const;
const tree = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return formTree(data);
};
const row = (index: number, fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({ ...fields, 'after.amount': '2', 'after.unit': 'days' }).map(([name, value]) => [
      `assume.${index}.${name}`,
      value,
    ]),
  );

describe('readAssumptions', () => {
  it('reads every kind', () => {
    const read = readAssumptions(
      tree({
        ...row(0, { does: 'open', step: 'a' }),
        ...row(1, { does: 'click', step: 'a', link: 'https://example.com' }),
        ...row(2, { does: 'reply', step: '' }),
        ...row(3, { does: 'unsubscribe' }),
        ...row(4, { does: 'event', name: 'order', properties: 'total: 40\r\ncoupon: x' }),
        ...row(5, { does: 'getTag', tag: 'vip' }),
        ...row(6, { does: 'setField', field: 'plan', type: 'number', value: '3' }),
      }),
    );
    expect(read).toEqual([
      { does: 'open', step: 'a', after },
      { does: 'click', step: 'a', link: 'https://example.com', after },
      { does: 'reply', after },
      { does: 'unsubscribe', after },
      { does: 'event', name: 'order', properties: { total: '40', coupon: 'x' }, after },
      { does: 'getTag', tag: 'vip', after },
      { does: 'setField', field: 'plan', value: 3, after },
    ]);
    for (const one of read) expect(assumption.safeParse(one).success).toBe(true);
  });

  it('adds and deletes rows before JavaScript', () => {
    const given = tree(row(0, { does: 'unsubscribe' }));
    changeRows(given, 'push:assume');
    expect(readAssumptions(given)).toHaveLength(2);
    changeRows(given, 'drop:assume.0');
    expect(readAssumptions(given)).toMatchObject([{ does: 'open' }]);
  });
});

describe('newAssumption', () => {
  it('makes every kind', () => {
    expect(deeds.map((does) => newAssumption(does, after, 'a').does)).toEqual(deeds);
  });
});
