import type { Step, WaitUnit } from '@dripemails/contracts';

export const waitUnits: readonly WaitUnit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'];

/** An amount of time, as waits and conditions hold it. */
export interface Period {
  amount: number;
  unit: WaitUnit;
}

/** `2 days`, `1 week`, `no time`. */
export function waitWords({ amount, unit }: Period): string {
  if (amount === 0) return 'no time';
  if (Number.isNaN(amount)) return `? ${unit}`;
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/** `2 days before 2026-12-24, at 09:00, every year`: when a wait until a date is over. */
export function untilWords(until: NonNullable<Extract<Step, { kind: 'wait' }>['until']>): string {
  const { date, field, at, offset, yearly } = until;
  const day = field === undefined ? date || '?' : `the date in ${field || '?'}`;
  const far =
    offset && offset.amount !== 0
      ? `${waitWords({ ...offset, amount: Math.abs(offset.amount) })} ${offset.amount < 0 ? 'before' : 'after'} `
      : '';
  return `${far}${day}${at ? `, ${at}` : ''}${yearly ? ', every year' : ''}`;
}
