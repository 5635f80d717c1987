import { escapeHtml } from '@dripemails/domain';

/** What every marketing mail has to say (CAN-SPAM, GDPR): who sends it, from where, and how to stop it. */
export interface FooterData {
  readonly workspace: { readonly name: string; readonly postalAddress: string };
  /** Null for a mail that nobody can unsubscribe from: its footer only says who wrote it. */
  readonly unsubscribeUrl: string | null;
  readonly preferencesUrl: string | null;
}

const addressLines = (address: string): string[] =>
  address
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The links of the footer, in words and with where they lead. */
const linksOf = ({ unsubscribeUrl, preferencesUrl }: FooterData): [words: string, url: string][] => [
  ...(unsubscribeUrl === null ? [] : [['Unsubscribe', unsubscribeUrl] satisfies [string, string]]),
  ...(preferencesUrl === null ? [] : [['Preferences', preferencesUrl] satisfies [string, string]]),
];

/**
 * Adds the footer to finished HTML unless the unsubscribe link is in it. The finished mail is asked and not the
 * template, because a link in a branch that was not taken unsubscribes nobody.
 */
export function withHtmlFooter(html: string, data: FooterData): string {
  const { workspace, unsubscribeUrl } = data;
  if (unsubscribeUrl !== null && (html.includes(escapeHtml(unsubscribeUrl)) || html.includes(unsubscribeUrl)))
    return html;
  const links = linksOf(data).map(([words, url]) => `<a href="${escapeHtml(url)}" style="color:inherit">${words}</a>`);
  const lines = [workspace.name, ...addressLines(workspace.postalAddress)].map(escapeHtml);
  const footer = `<div style="max-width:600px;margin:32px auto 0;padding:16px;border-top:1px solid #8888;font:12px/1.5 Helvetica,Arial,sans-serif;color:#767676">
${[...lines, ...(links.length > 0 ? [links.join(' · ')] : [])].join('<br>\n')}
</div>
`;
  const end = Math.max(html.lastIndexOf('</body'), html.lastIndexOf('</BODY'));
  return end === -1 ? `${html}\n${footer}` : html.slice(0, end) + footer + html.slice(end);
}

/** Adds the footer to the text part unless the unsubscribe link is in it. */
export function withTextFooter(text: string, data: FooterData): string {
  const { workspace, unsubscribeUrl } = data;
  if (unsubscribeUrl !== null && text.includes(unsubscribeUrl)) return text;
  // "-- " on its own line begins a signature (RFC 3676 4.3): mail programs leave it out of quotes.
  return [
    text,
    '',
    '-- ',
    workspace.name,
    ...addressLines(workspace.postalAddress),
    ...linksOf(data).map(([words, url]) => `${words}: ${url}`),
  ].join('\n');
}
