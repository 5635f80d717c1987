import type { FieldProblem } from '@dripemails/domain';
import type { FieldValues } from '../subscriber/subscriber-port.js';

/** The templates of one mail, Liquid in each part. */
export interface MessageTemplate {
  readonly subject: string;
  readonly html: string;
  readonly text?: string | undefined;
}

/** What placeholders can name. */
export interface RenderData {
  readonly subscriber: {
    readonly email: string;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly timeZone: string | null;
    readonly locale: string | null;
    readonly fields: FieldValues;
  };
  readonly workspace: { readonly name: string; readonly postalAddress: string };
  /** Null, as `preferencesUrl` is, for a mail that nobody can unsubscribe from, such as one that asks to confirm. */
  readonly unsubscribeUrl: string | null;
  /** Where its reader says what they want to get. */
  readonly preferencesUrl: string | null;
}

/** Where the addresses in a mail lead so that we learn of opens and clicks. */
export interface Tracking {
  /** Picture that is fetched when the mail is shown. */
  readonly pixelUrl: string;
  /** The address that a link to this http or https URL gets instead; null where it stays as it is. */
  linkUrl(url: string): string | null;
}

export interface RenderedContent {
  readonly subject: string;
  readonly html: string;
  /** Plain text part, made from the HTML where the template has none. */
  readonly text: string;
}

/** Turns templates into one person's mail. One renderer for previews, tests and live mail. */
export interface MessageRenderer {
  /**
   * Renders with the footer (postal address and the links to unsubscribe and to the preferences) added where the
   * template has no `{{ unsubscribeUrl }}`.
   * @param cacheKey names the immutable template, such as `sequence/version/step`; parsed templates are kept under it
   * @param tracking for live mail; a preview has none. It changes the HTML alone, and never the text
   * @throws DomainError `template.invalid`
   */
  render(template: MessageTemplate, data: RenderData, cacheKey: string, tracking?: Tracking): Promise<RenderedContent>;
  /**
   * Syntax errors and placeholders that nothing fills; `path` is `subject`, `html` or `text`. Empty when it can be mailed.
   * @param fields names of the custom fields that there are: a placeholder of another one needs a `default`. Any name will
   *   do where they are left out
   */
  findProblems(template: MessageTemplate, fields?: ReadonlySet<string>): FieldProblem[];
}
