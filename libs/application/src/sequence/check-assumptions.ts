import type { Assumption } from '@dripemails/contracts';
import { DomainError, flattenSteps, type Step } from '@dripemails/domain';

/**
 * That what is assumed of mails is assumed of mails that there are.
 * @throws DomainError `input.invalid` with each `assume.<n>.step` that is no mail
 */
export function checkAssumptions(assume: readonly Assumption[], steps: readonly Step[]): void {
  const mails = new Set(flattenSteps(steps).flatMap(({ step }) => (step.kind === 'email' ? [step.id] : [])));
  const problems = assume.flatMap((one, n) => {
    const id = 'step' in one ? one.step : undefined;
    if (id === undefined || mails.has(id)) return [];
    const message = `No mail of this sequence has the id '${id}': name an email step that it has.`;
    return [{ path: `assume.${n}.step`, message }];
  });
  if (problems.length > 0)
    throw new DomainError('input.invalid', 'Something is assumed of a mail that there is not.', problems);
}
