import { describe, expect, it } from '@jest/globals';
import { fieldRows, readForm } from './form-form';

/** What the builder sends, with a change. */
function sent(change: Record<string, string | string[]> = {}): FormData {
  const data = new FormData();
  const all: Record<string, string | string[]> = {
    ...{ name: 'News', title: 'News', text: 'a\r\nb', submitLabel: 'Go', consentText: '', doubleOptIn: 'on' },
    field: ['email', 'firstName', 'field:plan'],
    ...{ 'label:email': 'Email', 'label:firstName': 'Name', 'label:field:plan': 'Plan' },
    ...{ 'ask:firstName': 'on', 'required:firstName': 'on' },
    ...{ tags: ' a, ,b ', accent: '#1d4ed8', width: '480', scheme: 'auto', thanks: 'text', thanksText: 'Thanks' },
    ...change,
  };
  for (const [name, value] of Object.entries(all)) for (const one of [value].flat()) data.append(name, one);
  return data;
}

describe(readForm, () => {
  it('reads what is asked, in the order of the rows', () => {
    expect(readForm(sent()).body).toMatchObject({
      text: 'a\nb',
      fields: [
        { target: 'email', label: 'Email', required: true },
        { target: 'firstName', label: 'Name', required: true },
      ],
      tags: ['a', 'b'],
      doubleOptIn: true,
      listIds: [],
    });
  });

  it.each([
    ['name', { name: '' }],
    ['label:firstName', { 'label:firstName': '' }],
    ['accent', { accent: 'red' }],
    ['width', { width: '9' }],
    ['thanksUrl', { thanks: 'page', thanksUrl: 'http://example.com' }],
    ['thanksText', { thanksText: '' }],
  ])('says what is wrong beside %s', (field, change) => {
    expect(Object.keys(readForm(sent(change)).refusal?.fields ?? {})).toEqual([field]);
  });
});

describe(fieldRows, () => {
  it('keeps the order of the form and adds what it could ask', () => {
    const asked = [
      { target: 'field:plan', label: 'Plan', required: true },
      { target: 'email', label: 'Mail', required: true },
    ];
    const custom = [
      { name: 'plan', label: 'Plan' },
      { name: 'size', label: '' },
    ];
    expect(fieldRows(asked, custom).map(({ target, label, isAsked }) => [target, label, isAsked])).toEqual([
      ['field:plan', 'Plan', true],
      ['email', 'Mail', true],
      ['firstName', 'First name', false],
      ['lastName', 'Last name', false],
      ['field:size', 'size', false],
    ]);
  });
});
