import { describe, expect, it } from '@jest/globals';
import { updateWorkspace } from '@dripemails/contracts';
import { readRetention } from './retention-form';

const form = (values: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries({ exportDays: '7', ...values })) data.set(name, value);
  return data;
};

describe(readRetention, () => {
  it('reads days, and keeps what is left empty', () => {
    const body = readRetention(form({ inboundDays: ' 30 ', eventDays: '' }));
    expect(updateWorkspace.parse(body).retention).toMatchObject({ inboundDays: 30, eventDays: null, exportDays: 7 });
  });

  it.each(['abc', '0', '1.5', '-3', '99999999'])('takes %j for a fault, never for ever', (typed) => {
    const parsed = updateWorkspace.safeParse(readRetention(form({ eventDays: typed })));
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['retention.eventDays']);
  });
});
