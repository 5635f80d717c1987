import { z } from 'zod';

const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'write a colour such as #1a5fd0');

/** How the public pages of a workspace look. Colours that cannot be read (contrast below 4.5) give way to ones that can. */
export const branding = z
  .object({
    name: z
      .string()
      .trim()
      .max(200)
      .nullable()
      .meta({ description: 'Stands above every page; null for the name of the workspace.' }),
    logoUrl: z
      .url({ protocol: /^https$/, error: 'give an address that begins with https://' })
      .max(2000)
      .nullable()
      .meta({ description: 'A picture that anybody can fetch; null for none.' }),
    primaryColor: color.meta({ description: 'Buttons and links, `#rrggbb`.' }),
    backgroundColor: color.meta({
      description: 'Behind the page, `#rrggbb`; readers with a dark theme see a dark one.',
    }),
    textOnPrimary: color
      .nullable()
      .meta({ description: 'Text of buttons, `#rrggbb`; null for black or white, whichever reads better.' }),
  })
  .meta({ id: 'Branding' });
export type Branding = z.infer<typeof branding>;

/** Where to look at the public pages. */
export const publicLook = z
  .object({ previewUrl: z.string().meta({ description: 'A page in the look of the workspace that does nothing.' }) })
  .meta({ id: 'PublicLook' });
export type PublicLook = z.infer<typeof publicLook>;
