import { escapeHtml } from '@dripemails/domain';
import type { Tracking } from '@dripemails/application';
import { withLinks } from './track-links.js';

const BODY_END = /<\/body[\s/>]/gi;

/** Makes finished HTML tell when it is shown and which links are followed. The links to unsubscribe and to the
 * preferences are not for `linkUrl` to change. */
export function withTracking(html: string, { pixelUrl, linkUrl }: Tracking): string {
  return withPixel(
    withLinks(html, (url) => linkUrl(url)),
    escapeHtml(pixelUrl),
  );
}

/** At the end, so that it comes after all that is worth loading. It is not hidden: mail programs do not fetch what is. */
function withPixel(html: string, url: string): string {
  if (html.includes(url)) return html;
  const pixel = `<img src="${url}" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">`;
  const end = [...html.matchAll(BODY_END)].at(-1)?.index ?? html.length;
  return `${html.slice(0, end)}${pixel}\n${html.slice(end)}`;
}
