/** How the public pages of a workspace look. Colours are `#rrggbb`. */
export interface Branding {
  /** Stands above every page; null for the name of the workspace. */
  readonly name: string | null;
  /** An https address of a picture; null for none. */
  readonly logoUrl: string | null;
  /** Buttons and links. */
  readonly primaryColor: string;
  /** Behind the page. */
  readonly backgroundColor: string;
  /** Of buttons; null for black or white, whichever reads better. */
  readonly textOnPrimary: string | null;
}

export const DEFAULT_BRANDING: Branding = {
  name: null,
  logoUrl: null,
  primaryColor: '#1a5fd0',
  backgroundColor: '#f6f7f9',
  textOnPrimary: null,
};
