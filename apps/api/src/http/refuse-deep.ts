import { isPlainObject } from '@dripemails/domain';
import { InvalidRequest } from './invalid-request.js';

/** Objects and lists inside each other; more than any rule or sequence needs, and few enough to walk through. */
const DEEPEST = 200;

/** @throws InvalidRequest for JSON that is nested so deep that walking through it would end in a full stack */
export function refuseDeep(value: unknown, where: InvalidRequest['where']): void {
  if (!isDeeperThan(value, DEEPEST)) return;
  const message = `It has objects or lists more than ${DEEPEST} deep inside each other: make it flatter.`;
  throw new InvalidRequest(where, [{ path: '', message }]);
}

function isDeeperThan(value: unknown, limit: number): boolean {
  if (!Array.isArray(value) && !isPlainObject(value)) return false;
  return limit === 0 || Object.values(value).some((one) => isDeeperThan(one, limit - 1));
}
