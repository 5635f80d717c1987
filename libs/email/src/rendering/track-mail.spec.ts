import { describe, expect, it } from '@jest/globals';
import type { RenderData, Tracking } from '@dripemails/application';
import { LiquidMessageRenderer } from './liquid-message-renderer.js';
import { withTracking } from './track-mail.js';

const UNSUBSCRIBE = 'https://api.example.com/u/token';
const PREFERENCES = 'https://api.example.com/p/token';
const tracking: Tracking = {
  pixelUrl: 'https://api.example.com/o/token.gif',
  linkUrl: (url) => (url.startsWith('https://api.example.com/') ? null : `https://api.example.com/c/${btoa(url)}`),
};
const PIXEL =
  '<img src="https://api.example.com/o/token.gif" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">\n';
const to = (url: string) => `<a href="https://api.example.com/c/${btoa(url)}">`;

describe(withTracking, () => {
  it('puts the pixel before the end of the body, or last where no body ends', () => {
    expect(withTracking('<p>&lt;/body&gt;</p></Body ></html>', tracking)).toBe(
      `<p>&lt;/body&gt;</p>${PIXEL}</Body ></html>`,
    );
    expect(withTracking('<p>Hi</p>', tracking)).toBe(`<p>Hi</p>${PIXEL}`);
  });

  it('changes nothing more when it is asked again', () => {
    const once = withTracking('<body><a href="https://x.example/">x</a></body>', tracking);
    expect(once).toBe(`<body>${to('https://x.example/')}x</a>${PIXEL}</body>`);
    expect(withTracking(once, tracking)).toBe(once);
  });
});

describe('a tracked mail', () => {
  const data: RenderData = {
    subscriber: {
      ...{ email: 'ada@example.com', firstName: 'Ada', lastName: null, timeZone: null, locale: null },
      fields: { page: 'https://shop.example/?a=1&b=2', more: '<a href="https://evil.example">' },
    },
    workspace: { name: 'Tea', postalAddress: '1 Leaf Lane' },
    unsubscribeUrl: UNSUBSCRIBE,
    preferencesUrl: PREFERENCES,
  };
  const html =
    '<p>Hi <a href="{{ subscriber.fields.page }}">shop</a> {{ subscriber.fields.more }} <a href="{{ unsubscribeUrl }}">Stop</a>' +
    '{% if subscriber.firstName == "Bob" %}<a href="https://bob.example">b</a>{% endif %}</p>';
  const render = (template: { html: string; text?: string }, live?: Tracking) =>
    new LiquidMessageRenderer().render({ subject: 'Hi', ...template }, data, 'key', live);

  it('has links that lead through us once they are filled in, and the unsubscribe link as it is', async () => {
    const mail = await render({ html }, tracking);
    expect(mail.html).toContain(`${to('https://shop.example/?a=1&b=2')}shop</a>`);
    expect(mail.html).toContain('&lt;a href=&#34;https://evil.example&#34;&gt;');
    expect(mail.html).toContain(`<a href="${UNSUBSCRIBE}">Stop</a>`);
    expect(mail.html.match(/<a /g)).toHaveLength(2);
    expect(mail.html).toContain(`${PIXEL}</body>`);
  });

  it('has the same text as one that is not tracked, and the footer', async () => {
    const template = { html: '<p><a href="https://x.example/">x</a></p>' };
    const [live, preview] = [await render(template, tracking), await render(template)];
    expect(live.text).toBe(preview.text);
    expect(live.text).toContain('https://x.example/');
    expect(live.html).toContain(`<a href="${UNSUBSCRIBE}" style="color:inherit">Unsubscribe</a>`);
    expect(preview.html).toContain('<a href="https://x.example/">');
    expect(preview.html).not.toContain('/o/');
  });
});
