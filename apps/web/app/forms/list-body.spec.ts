import { describe, expect, it } from '@jest/globals';
import { createList } from '@dripemails/contracts';
import { listBody } from './list-body';

const sent = (values: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
};

describe(listBody, () => {
  it('leaves templates that are empty to the default, and the reminder out where it is empty', () => {
    const body = listBody(sent({ name: ' News ', reminderAfterDays: '', expiresAfterDays: '7', subject: ' ' }));
    expect(createList.parse(body)).toEqual({
      ...{ name: 'News', description: '', optIn: 'single', isPublic: false },
      confirmation: { reminderAfterDays: null, expiresAfterDays: 7 },
    });
  });

  it('reads what a list with double opt-in says', () => {
    const html = '{{ confirm_url }}';
    const body = listBody(
      sent({ name: 'N', doubleOptIn: 'on', isPublic: 'on', reminderAfterDays: '2', subject: 'S', html }),
    );
    expect(body).toMatchObject({
      ...{ optIn: 'double', isPublic: true },
      confirmation: { subject: 'S', html, reminderAfterDays: 2, expiresAfterDays: 14 },
    });
  });
});
