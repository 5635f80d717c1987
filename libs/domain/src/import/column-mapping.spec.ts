import { describe, expect, it } from '@jest/globals';
import { completeMapping, guessMapping } from './column-mapping.js';

describe(guessMapping, () => {
  it('knows the usual names and makes custom fields of the others', () => {
    expect(guessMapping(['E-Mail', 'First Name', 'last_name', 'Time Zone', 'Plan type', '42'])).toEqual({
      'E-Mail': 'email',
      'First Name': 'firstName',
      last_name: 'lastName',
      'Time Zone': 'timeZone',
      'Plan type': 'field:Plan_type',
      '42': 'ignore',
    });
  });

  it('gives a field to the first of two columns', () => {
    expect(guessMapping(['email', 'Email address'])).toEqual({ email: 'email', 'Email address': 'ignore' });
  });

  it('finds custom fields by name and label', () => {
    const fields = [{ name: 'plan', label: 'Kind of plan' }];
    expect(guessMapping(['Kind of Plan'], fields)).toEqual({ 'Kind of Plan': 'field:plan' });
    expect(guessMapping(['PLAN', 'Kind of plan'], fields)).toEqual({ PLAN: 'field:plan', 'Kind of plan': 'ignore' });
  });

  it('does not take the name of what everybody has for a custom field', () => {
    expect(guessMapping(['Email', 'createdAt'])).toEqual({ Email: 'email', createdAt: 'field:file_createdAt' });
  });

  it('makes a name of what has accents, and takes names that objects have for what they are', () => {
    expect(guessMapping(['Größe', 'constructor'])).toEqual({ Größe: 'field:Grosse', constructor: 'field:constructor' });
  });
});

describe(completeMapping, () => {
  it('asks for a column with the address', () => {
    expect(() => completeMapping(['name'], {})).toThrow(expect.objectContaining({ code: 'import.unreadable' }));
  });

  it('lets what was given win over a guess', () => {
    expect(completeMapping(['Work', 'Email'], { Work: 'email' })).toEqual({ Work: 'email', Email: 'ignore' });
  });

  it.each([
    ['columns that the file does not have', { Mail: 'email' }, 'mapping.Mail'],
    ['a custom field by a name that everybody has', { other: 'field:createdAt' }, 'mapping.other'],
    ['two columns for one field', { email: 'email', other: 'email' }, 'mapping.other'],
  ])('refuses %s', (_name, given, path) => {
    expect(() => completeMapping(['email', 'other'], given)).toThrow(
      expect.objectContaining({ code: 'input.invalid', errors: [expect.objectContaining({ path })] }),
    );
  });
});
