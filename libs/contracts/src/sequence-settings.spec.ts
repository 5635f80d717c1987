import { describe, expect, it } from '@jest/globals';
import { sendWindow } from './sequence-settings.js';

const parse = (...skipDates: string[]) =>
  sendWindow.safeParse({ weekdays: [1], from: '09:00', to: '17:00', skipDates }).error?.issues;

describe('days without mail', () => {
  it.each(['2027-02-30', '2027-02-29', '2027-04-31', '02-30', '04-31'])('refuses %s, which no calendar has', (day) =>
    expect(parse(day)).toMatchObject([{ path: ['skipDates', 0], message: expect.stringContaining('no calendar') }]),
  );
  it.each(['2028-02-29', '02-29', '12-31', '2027-02-28'])('takes %s', (day) => expect(parse(day)).toBeUndefined());
});
