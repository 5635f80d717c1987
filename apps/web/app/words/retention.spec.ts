import { describe, expect, it } from '@jest/globals';
import { retentionWords } from './retention';

const kept = {
  ...{ inboundDays: null, eventDays: null, unconfirmedDays: null, importFileDays: null, endedEnrollmentDays: null },
  exportDays: 7,
};

describe(retentionWords, () => {
  it('says what goes and that the rest stays', () => {
    expect(retentionWords({ ...kept, inboundDays: 1 })).toBe(
      'Kept for: inbound mails 1 day, files of exports 7 days; everything else stays.',
    );
  });

  it('speaks of no rest where there is none', () => {
    const all = { inboundDays: 1, eventDays: 2, unconfirmedDays: 3, importFileDays: 4, endedEnrollmentDays: 5 };
    expect(retentionWords({ ...all, exportDays: 6 })).not.toContain('else');
  });
});
