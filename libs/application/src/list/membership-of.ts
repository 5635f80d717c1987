import type { ListMembership } from '@dripemails/contracts';
import type { SubscriberStatus } from '@dripemails/domain';
import type { JoinedList } from './list-port.js';

const OUTCOMES = { active: 'unchanged', unconfirmed: 'toConfirm', unsubscribed: 'keptOff' } as const;

/** Why somebody who is on a list is not mailed. */
const NO_MAIL: Partial<Record<SubscriberStatus, string>> = {
  unsubscribed: 'they unsubscribed',
  bounced: 'their address bounced',
  complained: 'they complained',
};

/** What came of putting somebody on a list, and in words. */
export function membershipOf({
  hasJoined,
  status,
  subscriberStatus,
}: JoinedList): Pick<ListMembership, 'outcome' | 'status' | 'detail'> {
  const outcome = hasJoined ? 'added' : OUTCOMES[status];
  return { outcome, status, detail: words(outcome, subscriberStatus) };
}

function words(outcome: ListMembership['outcome'], subscriberStatus: SubscriberStatus): string {
  const noMail = NO_MAIL[subscriberStatus];
  switch (outcome) {
    case 'added':
    case 'unchanged': {
      const on = outcome === 'added' ? 'On the list now' : 'On the list already';
      if (noMail !== undefined) return `${on}, but no mail goes to them: ${noMail}.`;
      return subscriberStatus === 'unconfirmed' ? `${on}; mail goes to them once they confirm.` : `${on}.`;
    }
    case 'toConfirm':
      return noMail === undefined
        ? 'They are on the list once they confirm. A mail asks them, unless one did before.'
        : `They are on the list once they confirm. No mail asks them: ${noMail}.`;
    case 'keptOff':
      return 'Not put on the list: they left it by their own will. They can come back by a form or their preference page.';
  }
}
