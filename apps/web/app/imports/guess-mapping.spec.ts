import { describe, expect, it } from '@jest/globals';
import { importMapping } from '@dripemails/contracts';
import { fieldNameOf, guessMapping, mappingOf } from './guess-mapping';

describe('guessMapping', () => {
  it('knows the usual headers however they are written', () => {
    expect(guessMapping(['E-Mail', 'First Name', 'SURNAME', 'time_zone', 'Language'])).toEqual([
      'email',
      'firstName',
      'lastName',
      'timeZone',
      'locale',
    ]);
  });

  it('makes custom fields of the rest, and gives a field of a person only once', () => {
    expect(guessMapping(['email', 'Email address', 'Company name'])).toEqual([
      'email',
      'field:emailAddress',
      'field:companyName',
    ]);
  });

  it('ignores a second column of the same custom field', () => {
    expect(guessMapping(['Plan', 'plan'])).toEqual(['field:plan', 'ignore']);
  });

  it('always gives what the API takes', () => {
    const headers = ['', '2024 revenue', 'Größe', '公司', 'a'.repeat(200), '__proto__'];
    expect(importMapping.safeParse(mappingOf(headers, guessMapping(headers))).error).toBeUndefined();
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
