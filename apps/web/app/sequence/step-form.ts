import { waitUnits } from './wait-words';
import type { Step } from '@dripemails/contracts';

/** The name of a field of the step at `index` in the editor's form. */
export const fieldName = (
  index: number,
  field: 'id' | 'kind' | 'subject' | 'html' | 'text' | 'amount' | 'unit',
): string => `steps.${index}.${field}`;

/** The steps as the editor's form holds them, in order. What cannot be a step at all is left out; the API judges the rest. */
export function readSteps(form: FormData): Step[] {
  const steps: Step[] = [];
  for (let index = 0; form.has(fieldName(index, 'id')); index++) {
    const value = (field: Parameters<typeof fieldName>[1]) => {
      const given = form.get(fieldName(index, field));
      return typeof given === 'string' ? given : '';
    };
    const id = value('id');
    if (value('kind') === 'wait') {
      const unit = waitUnits.find((one) => one === value('unit')) ?? 'days';
      steps.push({ id, kind: 'wait', for: { amount: Number(value('amount')), unit } });
    } else {
      const text = value('text');
      // Browsers send line breaks of a textarea as CRLF.
      const plain = (body: string) => body.replaceAll('\r\n', '\n');
      steps.push({
        id,
        kind: 'email',
        subject: value('subject'),
        html: plain(value('html')),
        ...(text.trim() !== '' && { text: plain(text) }),
      });
    }
  }
  return steps;
}

/** The errors of the API, whose paths point into the list (`steps.2.subject` or `/steps/2/subject`), by the position of the step. */
export function errorsByStep(fields: Readonly<Record<string, readonly string[]>>): Map<number, string[]> {
  const byStep = new Map<number, string[]>();
  for (const [path, messages] of Object.entries(fields)) {
    const index = /steps\W+(\d+)/.exec(path)?.[1];
    if (index === undefined) continue;
    byStep.set(Number(index), [...(byStep.get(Number(index)) ?? []), ...messages]);
  }
  return byStep;
}
