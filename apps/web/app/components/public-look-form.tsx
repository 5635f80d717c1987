import type { Workspace } from '@dripemails/contracts';
import { Form } from '@remix-run/react';
import { ExternalLink } from 'lucide-react';
import type { Refusal } from '../session/refusal';
import { TextField } from './field';
import { Notice } from './notice';
import { SectionCard } from './section-card';
import { SubmitButton } from './submit-button';

/** How the pages look that subscribers see: unsubscribe, preferences, forms, confirmations. */
export function PublicLookForm({
  workspace,
  previewUrl,
  refusal,
}: {
  workspace: Workspace;
  previewUrl: string;
  refusal: Refusal | undefined;
}) {
  const { name, branding } = workspace;
  const errors = (field: string) => refusal?.fields[`branding.${field}`];
  return (
    <Form method="post" className="max-w-2xl">
      <SectionCard
        title="Public pages"
        aside={
          <a href={previewUrl} className="link inline-flex items-center gap-1" target="_blank" rel="noreferrer">
            Preview
            <ExternalLink aria-hidden className="size-3.5" />
          </a>
        }
      >
        <div className="space-y-4 px-4 pb-4">
          <p className="text-text-quiet">
            What your subscribers see when they unsubscribe, choose what they get, fill in a form or confirm. The
            preview shows what is saved.
          </p>
          {refusal && <Notice tone="bad">{refusal.message}</Notice>}
          <TextField
            id="look-name"
            name="lookName"
            label="Name above the pages"
            hint={`Empty is ${name}.`}
            maxLength={200}
            defaultValue={branding.name ?? ''}
            errors={errors('name')}
            autoComplete="off"
          />
          <TextField
            id="look-logo"
            name="logoUrl"
            type="url"
            label="Address of your logo"
            hint="Begins with https://, and anybody can fetch it. Shown at most 192 by 48 pixels; empty is none."
            maxLength={2000}
            defaultValue={branding.logoUrl ?? ''}
            errors={errors('logoUrl')}
            autoComplete="off"
          />
          <div className="flex flex-wrap gap-4">
            <TextField
              id="look-primary"
              name="primaryColor"
              type="color"
              label="Buttons and links"
              defaultValue={branding.primaryColor}
              errors={errors('primaryColor')}
              className="h-10 w-24 p-1"
            />
            <TextField
              id="look-background"
              name="backgroundColor"
              type="color"
              label="Background"
              defaultValue={branding.backgroundColor}
              errors={errors('backgroundColor')}
              className="h-10 w-24 p-1"
            />
            <TextField
              id="look-text"
              name="textOnPrimary"
              label="Text of buttons"
              hint="Like #ffffff. Empty is black or white."
              maxLength={7}
              defaultValue={branding.textOnPrimary ?? ''}
              errors={errors('textOnPrimary')}
              autoComplete="off"
              className="w-32"
            />
          </div>
          <p className="text-text-quiet">
            Text that could not be read in these colours (contrast below 4.5) is shown in black or white. Readers with a
            dark theme see a dark page.
          </p>
          <SubmitButton busy="Saving…" name="intent" value="save-look">
            Save the look
          </SubmitButton>
        </div>
      </SectionCard>
    </Form>
  );
}
