import { DomainError } from '@dripemails/domain';

/**
 * Says in which field of the input an id stands that is of nothing.
 * @param path such as `filter.list`
 * @param found what looks for the thing
 * @throws DomainError as `found` does, where nothing is found with the field and the cure
 */
export async function atField<T>(path: string, found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof DomainError) || !error.code.endsWith('.not_found')) throw error;
    throw new DomainError(error.code, error.message, [{ path, message: `${error.message} Choose one that exists.` }]);
  }
}
