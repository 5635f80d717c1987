import type { Workspace } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import type { Refusal } from '../session/refusal';
import { Choice } from './choice';
import { TextAreaField, TextField } from './field';
import { Notice } from './notice';
import { SectionCard } from './section-card';
import { SubmitButton } from './submit-button';

const policies = [
  { value: 'hold', label: 'Hold the mail', hint: 'It waits until the record is right again. Nothing is lost.' },
  {
    value: 'warn',
    label: 'Send with a warning',
    hint: 'It goes out, and the page of the sequence says what is wrong.',
  },
  { value: 'ignore', label: 'Just send', hint: 'For domains whose SPF does not matter to you.' },
] as const;

/** What holds for the whole workspace. */
export function WorkspaceForm({ workspace, refusal }: { workspace: Workspace; refusal: Refusal | undefined }) {
  const { name, timeZone, sender, postalAddress, frequencyCap, spfPolicy } = workspace;
  const errors = (field: string) => refusal?.fields[field];
  return (
    <Form method="post" className="max-w-2xl space-y-6">
      {refusal && <Notice tone="bad">{refusal.message}</Notice>}
      <SectionCard title="Workspace">
        <div className="space-y-4 px-4 pb-4">
          <TextField
            id="workspace-name"
            name="name"
            label="Name"
            required
            maxLength={200}
            defaultValue={name}
            errors={errors('name')}
            autoComplete="off"
          />
          <TextField
            id="workspace-zone"
            name="timeZone"
            label="Time zone"
            hint="Like Europe/Paris. Counts for everybody who has none of their own."
            required
            defaultValue={timeZone}
            errors={errors('timeZone')}
            autoComplete="off"
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              id="sender-name"
              name="senderName"
              label="Sender’s name"
              maxLength={200}
              defaultValue={sender.name}
              errors={errors('sender.name')}
              autoComplete="off"
            />
            <TextField
              id="sender-email"
              name="senderEmail"
              type="email"
              label="Sender’s address"
              required
              maxLength={254}
              defaultValue={sender.email}
              errors={errors('sender.email') ?? errors('sender')}
              autoComplete="off"
            />
          </div>
          <TextAreaField
            id="postal-address"
            name="postalAddress"
            label="Postal address"
            hint="Stands at the foot of every mail, as the law wants it."
            rows={2}
            maxLength={500}
            defaultValue={postalAddress}
            errors={errors('postalAddress')}
          />
        </div>
      </SectionCard>
      <SectionCard title="How much mail one person gets">
        <div className="space-y-4 px-4 pb-4">
          <p className="text-text-quiet">
            Counted over all sequences and broadcasts. A mail beyond it waits until there is room; it is not dropped.
          </p>
          <div className="flex flex-wrap gap-4">
            <TextField
              id="cap-day"
              name="perDay"
              type="number"
              min={1}
              max={1000}
              label="At most in 24 hours"
              hint="Empty is no limit."
              defaultValue={frequencyCap?.perDay ?? ''}
              errors={errors('frequencyCap.perDay')}
              className="w-32"
            />
            <TextField
              id="cap-week"
              name="perWeek"
              type="number"
              min={1}
              max={1000}
              label="At most in 7 days"
              hint="Empty is no limit."
              defaultValue={frequencyCap?.perWeek ?? ''}
              errors={errors('frequencyCap.perWeek')}
              className="w-32"
            />
          </div>
        </div>
      </SectionCard>
      <SectionCard title="When SPF of a sending domain is broken">
        <fieldset className="space-y-2 px-4 pb-4">
          <legend className="sr-only">What to do with its mail</legend>
          {policies.map(({ value, label, hint }) => (
            <Choice
              key={value}
              name="spfPolicy"
              value={value}
              defaultChecked={spfPolicy === value}
              label={label}
              hint={hint}
            />
          ))}
        </fieldset>
      </SectionCard>
      <SubmitButton busy="Saving…" name="intent" value="save-workspace">
        Save settings
      </SubmitButton>
    </Form>
  );
}
