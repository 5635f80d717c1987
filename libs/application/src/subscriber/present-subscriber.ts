import type { Subscriber } from '@dripemails/contracts';
import type { InstantPresenter } from '../present-instant.js';
import type { SubscriberRecord } from './subscriber-port.js';

/** A subscriber as the API shows them. */
export function presentSubscriber(record: SubscriberRecord, instants: InstantPresenter): Subscriber {
  return {
    ...record,
    suppressed:
      record.suppressed === null
        ? null
        : { reason: record.suppressed.reason, since: instants.at(record.suppressed.since) },
    fields: { ...record.fields },
    lists: [...record.lists],
    tags: [...record.tags],
    createdAt: instants.at(record.createdAt),
    updatedAt: instants.at(record.updatedAt),
  };
}
