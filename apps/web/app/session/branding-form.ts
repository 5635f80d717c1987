import type { UpdateWorkspace } from '@dripemails/contracts';

/** The look of the public pages as its form holds it. Empty is none; what cannot be right the API refuses. */
export function readBranding(form: FormData): UpdateWorkspace {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const orNull = (name: string) => (text(name) === '' ? null : text(name));
  return {
    branding: {
      name: orNull('lookName'),
      logoUrl: orNull('logoUrl'),
      primaryColor: text('primaryColor'),
      backgroundColor: text('backgroundColor'),
      textOnPrimary: orNull('textOnPrimary'),
    },
  };
}
