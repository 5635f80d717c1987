import { describe, expect, it } from '@jest/globals';
import { readExport } from './export-form';

const form = (values: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
};

describe(readExport, () => {
  it('leaves out what is empty', () => {
    expect(readExport(form({ format: 'xlsx', query: '  ', tag: ' vip ', list: '' }))).toEqual({
      format: 'xlsx',
      filter: { tag: 'vip' },
    });
  });
  it('writes CSV where no format is chosen', () => {
    expect(readExport(form({ format: 'exe' }))).toEqual({ format: 'csv', filter: {} });
  });
});
