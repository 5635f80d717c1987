import { escapeHtml, htmlLinks } from '@dripemails/domain';

/**
 * Gives the links (`href` of `a`) of finished HTML other addresses; every other character stays as it is. What is in
 * comments (such as those for Outlook alone) and in styles is no link.
 * @param linkUrl asked with each http or https URL as its author wrote it, entities resolved; null leaves the link alone
 */
export function withLinks(html: string, linkUrl: (url: string) => string | null): string {
  let result = '';
  let copied = 0;
  for (const { start, end, url } of htmlLinks(html)) {
    const tracked = url === null ? null : linkUrl(url);
    if (tracked === null) continue;
    result += `${html.slice(copied, start)}"${escapeHtml(tracked)}"`;
    copied = end;
  }
  return result + html.slice(copied);
}
