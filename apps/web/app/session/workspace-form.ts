import type { UpdateWorkspace } from '@dripemails/contracts';
import { typedNumber } from './typed-number';

/** The settings of the workspace as their form holds them. An empty limit is none; what cannot be right the API refuses. */
export function readWorkspace(form: FormData): UpdateWorkspace {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const limit = (name: string) => typedNumber(text(name));
  const policy = text('spfPolicy');
  return {
    name: text('name'),
    timeZone: text('timeZone'),
    sender: { name: text('senderName'), email: text('senderEmail') },
    postalAddress: text('postalAddress').replaceAll('\r\n', '\n'),
    frequencyCap: { perDay: limit('perDay'), perWeek: limit('perWeek') },
    ...((policy === 'hold' || policy === 'warn' || policy === 'ignore') && { spfPolicy: policy }),
  };
}
