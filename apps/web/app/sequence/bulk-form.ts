import type { BulkEnrollments, EnrollmentAction, EnrollmentState } from '@dripemails/contracts';
import { instantOf } from '../time/local-instant';
import { resumeModeOf } from './resume-modes';

export type BulkVerb = EnrollmentAction['do'];

/** What can be done to several people at once, and what it means for them. */
export const bulkVerbs: Record<BulkVerb, { label: string; hint: string; isDestructive?: boolean }> = {
  pause: { label: 'Pause', hint: 'They stay where they are and get no mail until resumed.' },
  resume: { label: 'Resume', hint: 'Whoever is paused or held goes on.' },
  skip: {
    label: 'Skip the next step',
    hint: 'Each passes the step that is waited for; a mail that is skipped is not sent.',
    isDestructive: true,
  },
  due: { label: 'Change the due time', hint: 'The next step of each is due at the time you give.' },
  rewind: {
    label: 'Go back to a step',
    hint: 'Each goes back to the step you choose, with or without the mails once more.',
    isDestructive: true,
  },
  retry: {
    label: 'Try again',
    hint: 'What failed or is unknown is done once more; a mail whose fate is unknown may arrive twice.',
    isDestructive: true,
  },
  approve: { label: 'Answer the AI revision', hint: 'Whoever waits for approval gets the mail you choose.' },
  stop: {
    label: 'Stop for good',
    hint: 'They leave the sequence and get no more of it. This cannot be undone.',
    isDestructive: true,
  },
};
export const bulkVerbNames = Object.keys(bulkVerbs) as BulkVerb[];
export const bulkVerbOf = (given: string | null): BulkVerb | undefined => bulkVerbNames.find((verb) => verb === given);

/**
 * The body of a bulk action from its dialog, or the field that cannot be right.
 * `ids` are the people ticked; none of them with `all` means everybody who fits the filter.
 */
export function readBulk(
  form: FormData,
  sequenceId: string,
  state: EnrollmentState | undefined,
): BulkEnrollments | { field: string; message: string } {
  const text = (name: string) => {
    const given = form.get(name);
    return typeof given === 'string' ? given.trim() : '';
  };
  const ids = form.getAll('ids').map(String);
  const isAll = text('all') !== '';
  if (!isAll && ids.length === 0) return { field: 'ids', message: 'Tick at least one person.' };
  const at = instantOf(text('at'), text('timeZone') || 'UTC');
  const verb = bulkVerbOf(text('do'));
  if (!verb) return { field: 'do', message: 'Choose what to do.' };
  if (verb === 'due' && at === null) return { field: 'at', message: 'Give a day and a time.' };
  const rate = text('rate');
  return {
    filter: isAll ? { sequenceId, ...(state && { state }) } : { sequenceId, ids },
    action: actionOf(verb, text, at ?? ''),
    ...(text('reason') !== '' && { reason: text('reason') }),
    ...(rate !== '' && { ratePerMinute: Number(rate) }),
  };
}

function actionOf(verb: BulkVerb, text: (name: string) => string, at: string): EnrollmentAction {
  switch (verb) {
    case 'resume':
      return { do: verb, mode: resumeModeOf(text('mode')) };
    case 'rewind':
      return { do: verb, stepId: text('stepId'), resend: text('resend') === 'yes' };
    case 'due':
      return { do: verb, at };
    case 'approve':
      return { do: verb, use: text('use') === 'original' ? 'original' : 'revised' };
    default:
      return { do: verb };
  }
}
