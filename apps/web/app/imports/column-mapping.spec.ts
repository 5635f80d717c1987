import { describe, expect, it } from '@jest/globals';
import { importMapping } from '@dripemails/contracts';
import { fieldNameOf, mappingOf } from './column-mapping';

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
