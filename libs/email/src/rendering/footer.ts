import { escapeHtml } from './escape-html.js';

/** What every marketing mail has to say (CAN-SPAM, GDPR): who sends it, from where, and how to stop it. */
export interface FooterData {
  readonly workspace: { readonly name: string; readonly postalAddress: string };
  readonly unsubscribeUrl: string;
}

const addressLines = (address: string): string[] =>
  address
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/**
 * Adds the footer to finished HTML unless the unsubscribe link is in it. The finished mail is asked and not the
 * template, because a link in a branch that was not taken unsubscribes nobody.
 */
export function withHtmlFooter(html: string, { workspace, unsubscribeUrl }: FooterData): string {
  const url = escapeHtml(unsubscribeUrl);
  if (html.includes(url) || html.includes(unsubscribeUrl)) return html;
  const lines = [workspace.name, ...addressLines(workspace.postalAddress)].map(escapeHtml);
  const footer = `<div style="max-width:600px;margin:32px auto 0;padding:16px;border-top:1px solid #8888;font:12px/1.5 Helvetica,Arial,sans-serif;color:#767676">
${lines.join('<br>\n')}<br>
<a href="${url}" style="color:inherit">Unsubscribe</a>
</div>
`;
  const end = Math.max(html.lastIndexOf('</body'), html.lastIndexOf('</BODY'));
  return end === -1 ? `${html}\n${footer}` : html.slice(0, end) + footer + html.slice(end);
}

/** Adds the footer to the text part unless the unsubscribe link is in it. */
export function withTextFooter(text: string, { workspace, unsubscribeUrl }: FooterData): string {
  if (text.includes(unsubscribeUrl)) return text;
  // "-- " on its own line begins a signature (RFC 3676 4.3): mail programs leave it out of quotes.
  return [
    text,
    '',
    '-- ',
    workspace.name,
    ...addressLines(workspace.postalAddress),
    `Unsubscribe: ${unsubscribeUrl}`,
  ].join('\n');
}
