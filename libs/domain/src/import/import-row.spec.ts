import { describe, expect, it } from '@jest/globals';
import { completeMapping, guessMapping, parseImportRow } from './import-row.js';

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
});

describe(completeMapping, () => {
  it('asks for a column with the address', () => {
    expect(() => completeMapping(['name'], {})).toThrow(expect.objectContaining({ code: 'import.unreadable' }));
  });

  it('lets what was given win over a guess', () => {
    expect(completeMapping(['Work', 'Email'], { Work: 'email' })).toEqual({ Work: 'email', Email: 'ignore' });
  });

  it('refuses columns that the file does not have', () => {
    expect(() => completeMapping(['email'], { Mail: 'email' })).toThrow(
      expect.objectContaining({ code: 'input.invalid', errors: [expect.objectContaining({ path: 'mapping.Mail' })] }),
    );
  });
});

describe(parseImportRow, () => {
  const mapping = completeMapping(['email', 'first_name', 'time_zone', 'plan'], {});
  const row = { email: 'Ada@Example.com', first_name: ' Ada ', time_zone: 'Europe/London', plan: 'pro' };

  it('reads a person', () => {
    expect(parseImportRow(row, mapping)).toEqual({
      email: 'Ada@example.com',
      firstName: 'Ada',
      lastName: null,
      timeZone: 'Europe/London',
      locale: null,
      fields: { plan: 'pro' },
    });
  });

  it.each([
    [{ email: '' }, 'missing'],
    [{ email: 'nope' }, 'has no @'],
    [{ time_zone: 'Mars/Olympus' }, 'IANA'],
    [{ plan: 'x\u0000' }, 'NUL'],
    [{ first_name: 'x'.repeat(201) }, '200 characters'],
  ])('rejects %j with a reason', (change, reason) => {
    expect(parseImportRow({ ...row, ...change }, mapping)).toEqual({ rejected: expect.stringContaining(reason) });
  });
});
