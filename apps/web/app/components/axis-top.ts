const leads = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** A round whole number at or above `value` (a count), so that an axis reads well: 1, 2, 3 … 10, 15, 20, 30 … */
export function axisTop(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = leads.find((one) => one * power >= value) ?? 10;
  return Math.ceil(lead * power);
}
