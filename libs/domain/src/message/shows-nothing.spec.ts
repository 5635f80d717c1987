import { describe, expect, it } from '@jest/globals';
import { showsNothing } from './shows-nothing.js';

describe(showsNothing, () => {
  it.each([
    '',
    '<p> &nbsp;</p>',
    '<p>&#160;&#xA0;&zwnj;\u200b\u034f</p>',
    '<!doctype html><html><head><title>Hi</title><style>@import url(a.css);</style></head><body><br></body></html>',
    '<!-- to do --><table><tr><td> </td></tr></table>',
    '<p></p><!-- no end',
    '<p></p><a href="https://example.com',
  ])('holds of %s', (html) => expect(showsNothing(html)).toBe(true));

  it.each([
    'x',
    '<p>&nbsp;.</p>',
    '<p>&eacute;</p>',
    '<p>{{ subscriber.firstName }}</p>',
    '<img src="https://example.com/a.png">',
    '<div style="background-image: url(https://example.com/a.png)"></div>',
    '<p>1 < 2</p>',
    '<p>&#9999999;</p>',
  ])('holds not of %s', (html) => expect(showsNothing(html)).toBe(false));

  it('takes time in proportion to the HTML, also where it is broken', () => {
    const started = performance.now();
    for (const piece of ['<a ', '<!', '<!--', '<!x<', '<?', '<style>', '<', '&amp', '&', '<p>', '</', '<p style="url'])
      showsNothing(piece.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
