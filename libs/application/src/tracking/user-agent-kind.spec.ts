import { describe, expect, it } from '@jest/globals';
import { userAgentKind } from './user-agent-kind.js';

describe(userAgentKind, () => {
  it.each([
    [undefined, 'proxy'],
    ['', 'proxy'],
    ['Mozilla/5.0', 'proxy'],
    ['Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', 'proxy'],
    ['YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html', 'proxy'],
    ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', 'proxy'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36', 'person'],
    ['Mozilla/5.0 (Linux; Android 9; CUBOT_X18) AppleWebKit/537.36 Chrome/99 Mobile', 'person'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', 'person'],
  ])('takes %s for a %s', (userAgent, kind) => {
    expect(userAgentKind(userAgent)).toBe(kind);
  });
});
