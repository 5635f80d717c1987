import { DomainError } from '@dripemails/domain';
import type { Page } from '@dripemails/contracts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A cursor as the id after which a page begins. Ids are UUIDv7, so their order is the order of creation.
 * @throws DomainError `cursor.invalid`
 */
export function afterCursor(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !UUID.test(cursor)) {
    throw new DomainError('cursor.invalid', 'The cursor is not one of ours: start again without it.', [
      { path: 'cursor', message: 'Use the nextCursor of the page before, or leave it out.' },
    ]);
  }
  return cursor;
}

/** Makes a page of up to `limit` items of rows read with one more than `limit`. */
export function pageOfRows<R extends { id: string }, T>(
  rows: readonly R[],
  limit: number,
  map: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  return { items: shown.map(map), nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
