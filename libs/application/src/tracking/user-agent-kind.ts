/** Mail providers that fetch pictures for their readers, link scanners and crawlers; each names itself. */
const PROXY = /GoogleImageProxy|ggpht\.com|YahooMailProxy|bot\b|crawler|spider|scanner|preview|prefetch/i;

/**
 * Who asked for a pixel or a link: perhaps a person, or a machine that may have done so unasked. Apple's Mail Privacy
 * Protection gives `Mozilla/5.0` and nothing more.
 * @param userAgent header of the request, or undefined where there was none
 */
export function userAgentKind(userAgent: string | undefined): 'person' | 'proxy' {
  const text = userAgent?.trim() ?? '';
  return text === '' || text === 'Mozilla/5.0' || PROXY.test(text) ? 'proxy' : 'person';
}
