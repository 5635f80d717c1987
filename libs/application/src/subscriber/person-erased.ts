import { DomainError } from '@dripemails/domain';

const MESSAGE = 'This person was erased; nothing can be kept on them. Add a new person instead.';

/** Something was to be written about somebody who was erased. @param path the field that names them, if one does */
export function personErased(path?: string): DomainError {
  return new DomainError('subscriber.erased', MESSAGE, path === undefined ? [] : [{ path, message: MESSAGE }]);
}
