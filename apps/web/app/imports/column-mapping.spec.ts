import { describe, expect, it } from '@jest/globals';
import { importMapping } from '@dripemails/contracts';
import { fieldNameOf, firstTargets, mappingOf } from './column-mapping';

describe('mappingOf', () => {
  it('always gives what the API takes', () => {
    const headers = ['', '2024 revenue', 'Größe', '公司', 'a'.repeat(200), '__proto__'];
    const targets = headers.map((header, column) => `field:${fieldNameOf(header, column)}`);
    expect(importMapping.safeParse(mappingOf(headers, targets)).error).toBeUndefined();
  });
});

describe('fieldNameOf', () => {
  it.each([
    ['Company name', 'companyName'],
    ['Größe', 'grosse'],
    ['2024', 'column4'],
    ['公司', 'column4'],
  ])('%s becomes %s', (header, name) => {
    expect(fieldNameOf(header, 3)).toBe(name);
  });
});

describe(firstTargets, () => {
  const mapping = { Mail: 'email', 'Company name': 'field:Company_name', Tier: 'field:Tier' };
  const header = Object.keys(mapping);

  it('names new fields in the style of the others and keeps what exists', () => {
    const fields = [{ name: 'Tier' }];
    expect(firstTargets({ header, mapping, mappingFrom: 'names' }, fields)).toEqual([
      ...['email', 'field:companyName', 'field:Tier'],
    ]);
  });

  it('keeps the names of the last import', () => {
    expect(firstTargets({ header, mapping, mappingFrom: 'lastImport' }, [])).toEqual(Object.values(mapping));
  });
});
