import type { Retention } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import type { Refusal } from '../session/refusal';
import { TextField } from './field';
import { Notice } from './notice';
import { SectionCard } from './section-card';
import { SubmitButton } from './submit-button';

/** The rules in the order of the form, in words. */
export const RETENTION_FIELDS: readonly { name: keyof Retention; label: string; hint: string }[] = [
  { name: 'inboundDays', label: 'Inbound mails', hint: 'Replies, bounces and captured mails.' },
  { name: 'eventDays', label: 'Events', hint: 'Timelines and the numbers made of them go too.' },
  {
    name: 'unconfirmedDays',
    label: 'People who never confirmed',
    hint: 'They are deleted, unless they are in a sequence.',
  },
  { name: 'importFileDays', label: 'Imported files and rejected rows', hint: 'Of imports that are over.' },
  {
    name: 'endedEnrollmentDays',
    label: 'Details of ended enrollments',
    hint: 'That somebody was in the sequence stays.',
  },
  { name: 'exportDays', label: 'Files of exports', hint: 'Links work for so long. Cannot be empty.' },
];

/** For how long what is kept. */
export function RetentionForm({ retention, refusal }: { retention: Retention; refusal: Refusal | undefined }) {
  return (
    <SectionCard title="How long things are kept" id="kept" className="max-w-2xl">
      <Form method="post" className="space-y-4 px-4 pb-4">
        {refusal && <Notice tone="bad">{refusal.message}</Notice>}
        <p className="text-text-quiet">In days; empty keeps it. What is older is deleted every night.</p>
        <div className="grid gap-4 sm:grid-cols-2">
          {RETENTION_FIELDS.map(({ name, label, hint }) => (
            <TextField
              key={name}
              id={`retention-${name}`}
              name={name}
              type="number"
              min={1}
              max={36_500}
              required={name === 'exportDays'}
              label={label}
              hint={hint}
              defaultValue={retention[name] ?? ''}
              errors={refusal?.fields[`retention.${name}`]}
              className="w-32"
            />
          ))}
        </div>
        <SubmitButton busy="Saving…" name="intent" value="retention">
          Save
        </SubmitButton>
      </Form>
    </SectionCard>
  );
}
