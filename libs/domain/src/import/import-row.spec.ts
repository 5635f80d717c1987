import { describe, expect, it } from '@jest/globals';
import type { FieldDefinition } from '../subscriber/field-value.js';
import { completeMapping } from './column-mapping.js';
import { importRowReader } from './import-row.js';

const header = ['email', 'first_name', 'time_zone', 'locale', 'plan', 'score', 'extra'];
const fields: FieldDefinition[] = [
  { name: 'plan', type: 'choice', choices: ['Pro', 'Free'] },
  { name: 'score', type: 'number', choices: [] },
];
const read = importRowReader(header, completeMapping(header, {}, fields), fields);
const good = { email: 'Ada@Example.com', first_name: ' Ada ', time_zone: 'Europe/London', plan: 'pro', score: '4.5' };
const cells = (row: Partial<Record<string, string>>) => header.map((column) => row[column] ?? '');

describe(importRowReader, () => {
  it('reads a person, with custom fields as they are defined', () => {
    expect(read(cells({ ...good, extra: 'new' }))).toEqual({
      email: 'Ada@example.com',
      firstName: 'Ada',
      lastName: null,
      timeZone: 'Europe/London',
      locale: null,
      fields: { plan: 'Pro', score: 4.5, extra: 'new' },
    });
  });

  it('lets empty cells say nothing', () => {
    expect(read(cells({ email: 'a@example.com' }))).toMatchObject({ firstName: null, timeZone: null, fields: {} });
  });

  it.each([
    [{ email: '' }, 'missing'],
    [{ email: 'nope' }, 'has no @'],
    [{ time_zone: 'Mars/Olympus' }, 'IANA'],
    [{ locale: 'xx-!!' }, "Column 'locale' holds 'xx-!!', which is no language tag: write one such as de or pt-BR."],
    [{ locale: 'english please' }, "holds 'english please', which is no language tag"],
    [{ extra: 'x\u0000' }, "Column 'extra' holds a NUL"],
    [{ first_name: 'x'.repeat(201) }, "Column 'first_name' has more than 200 characters"],
    [{ extra: 'x'.repeat(2001) }, "Column 'extra' has more than 2000 characters"],
    [{ score: 'many' }, "Column 'score' holds 'many'. This field holds a number"],
    [{ plan: 'gold' }, 'This field holds one of: Pro, Free.'],
  ])('rejects %j with a reason', (change, reason) => {
    expect(read(cells({ ...good, ...change }))).toEqual({ rejected: expect.stringContaining(reason) });
  });

  it.each([
    ['de-at', 'de-AT'],
    ['PT-br', 'pt-BR'],
    ['en', 'en'],
  ])('takes the language %s as %s, as the API does', (locale, kept) => {
    // twice: the second time it is remembered
    for (const email of ['a@example.com', 'b@example.com'])
      expect(read(cells({ email, locale }))).toMatchObject({ email, locale: kept });
  });

  it('makes half characters whole, which no database takes', () => {
    expect(read(cells({ ...good, extra: 'a\ud800' }))).toMatchObject({ fields: { extra: 'a\ufffd' } });
  });
});
