const BEFORE = 'Its address was ';

/**
 * What the timeline says of an address that a person had before, by a rename or a merge. An erasure reads it there and takes
 * it away with the rest of the timeline.
 */
export const leftAddressWords = (address: string): string => `${BEFORE}${address}`;

/** A SQL query for the addresses that a person left, of which the timeline tells. @param workspaceId, subscriberId parameters */
export const leftAddressesSql = (workspaceId: string, subscriberId: string): string => `
  select substr(why, ${BEFORE.length + 1}) from event
  where workspace_id = ${workspaceId} and subscriber_id = ${subscriberId} and kind in ('merged', 'fields-changed')
    and why like '${BEFORE}%@%'`;
