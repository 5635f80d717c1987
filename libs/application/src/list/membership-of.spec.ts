import { describe, expect, it } from '@jest/globals';
import type { JoinedList } from './list-port.js';
import { membershipOf } from './membership-of.js';

const joined = (change: Partial<JoinedList>): JoinedList => ({
  ...{ hasJoined: false, status: 'active', subscriberStatus: 'active', waiting: [] },
  ...change,
});

describe(membershipOf, () => {
  it.each<[Partial<JoinedList>, string, RegExp]>([
    [{ hasJoined: true }, 'added', /^On the list now\.$/],
    [{ hasJoined: true, subscriberStatus: 'bounced' }, 'added', /now, but no mail goes to them: their address bounced/],
    [{ hasJoined: true, subscriberStatus: 'unconfirmed' }, 'added', /now; mail goes to them once they confirm/],
    [{}, 'unchanged', /^On the list already\.$/],
    [{ status: 'unconfirmed' }, 'toConfirm', /A mail asks them/],
    [{ status: 'unconfirmed', subscriberStatus: 'unsubscribed' }, 'toConfirm', /No mail asks them: they unsubscribed/],
    [{ status: 'unsubscribed' }, 'keptOff', /^Not put on the list: they left it/],
  ])('%j is %s', (change, outcome, detail) => {
    expect(membershipOf(joined(change))).toEqual({
      ...{ outcome, status: change.status ?? 'active' },
      detail: expect.stringMatching(detail),
    });
  });
});
