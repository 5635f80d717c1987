import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withLinks } from './track-links.js';

/** The HTML with each link as `T`, and the addresses that were asked about. */
function track(html: string) {
  const asked: string[] = [];
  const result = withLinks(html, (url) => {
    asked.push(url);
    return 'T';
  });
  return { result, asked };
}

describe(withLinks, () => {
  it.each([
    ['double quotes', '<a href="https://x.example/a">x</a>', '<a href="T">x</a>', 'https://x.example/a'],
    ['single quotes', "<a href='http://x.example'>x</a>", '<a href="T">x</a>', 'http://x.example'],
    ['no quotes', '<a href=https://x.example/a/>x</a>', '<a href="T">x</a>', 'https://x.example/a/'],
    ['upper case', '<A CLASS=b HREF="HTTPS://X.example">x</A>', '<A CLASS=b HREF="T">x</A>', 'HTTPS://X.example'],
    ['spaces', '<a\n href = \n" https://x.example/ "\n>x</a>', '<a\n href = \n"T"\n>x</a>', 'https://x.example/'],
    ['a line break within', '<a href="https://x.ex\nample/">x</a>', '<a href="T">x</a>', 'https://x.example/'],
    ['> in a value', '<a title="a > b" href="https://x.example">x</a>', '<a title="a > b" href="T">x</a>', null],
    ['a quote in a bare value', `<a title=it's href="https://x.example">x</a>`, `<a title=it's href="T">x</a>`, null],
    ['no space before', `<a title="t"href="https://x.example">x</a>`, `<a title="t"href="T">x</a>`, null],
    [
      'the first of two',
      '<a href="https://x.example" href="https://y.example">',
      '<a href="T" href="https://y.example">',
      null,
    ],
  ])('finds a link with %s', (_, html, expected, url) => {
    expect(track(html)).toEqual({ result: expected, asked: [url ?? 'https://x.example'] });
  });

  it.each([
    ['https://x.example/?a=1&amp;b=2', 'https://x.example/?a=1&b=2'],
    ['https://x.example/?a=1&b=2', 'https://x.example/?a=1&b=2'],
    ['https://x.example/?a=1&copy=2', 'https://x.example/?a=1&copy=2'],
    ['https://x.example/?q=&#34;a&#x27;&quot;', `https://x.example/?q="a'"`],
    ['https&#58;//x.example', 'https://x.example'],
    ['https://x.example/&#128512;', 'https://x.example/😀'],
  ])('resolves the entities of %s', (value, url) => {
    expect(track(`<a href="${value}">`).asked).toEqual([url]);
  });

  it.each([
    '<a href="mailto:a@x.example">x</a>',
    '<a href="#top">x</a>',
    '<a href="tel:+491234">x</a>',
    '<a href="/relative">x</a>',
    '<a href="//x.example">x</a>',
    '<a href="javascript:alert(1)//https://x.example">x</a>',
    '<a href>x</a><a>y</a><a href=>z</a>',
    '<a data-href="https://x.example" name="href">x</a>',
    '<a title=\'href="https://x.example"\'>x</a>',
    '<abbr href="https://x.example">x</abbr><link href="https://x.example"><img src="https://x.example">',
    '</a href="https://x.example">',
    '<p>&lt;a href="https://x.example"&gt; https://x.example</p>',
    '<!-- <a href="https://x.example">x</a> -->',
    '<!--[if mso]><a href="https://x.example">x</a><![endif]-->',
    '<style>a::after { content: "<a href=\'https://x.example\'>" }</style>',
    '<title><a href="https://x.example"></title>',
    // which character that is we do not know: better not tracked than led astray
    '<a href="https://x.example/&eacute;">x</a>',
    '<a href="https://x.example/&#0;&constructor;">x</a>',
    '<a href="https://x.example" title="no end',
    '<a href="https://x.example',
    '<!-- no end <a href="https://x.example">x</a>',
  ])('leaves alone %s', (html) => {
    expect(track(html)).toEqual({ result: html, asked: [] });
  });

  it('goes on after comments, styles and tags within links', () => {
    const html =
      '<!--><a href="https://1.example"><b><img src="x"></b></a><style>a{}</style ><a href="https://2.example"><!-- c --></a>' +
      '<![if !mso]><a href="https://3.example">x</a><![endif]> 1 < 2 <a href="https://4.example">';
    expect(track(html).asked).toEqual([1, 2, 3, 4].map((n) => `https://${n}.example`));
  });

  it('leaves a link alone where it is told so, and escapes what it writes', () => {
    const html = '<a href="https://x.example/keep">1</a><a href=https://x.example/>2</a>';
    expect(withLinks(html, (url) => (url.endsWith('keep') ? null : 'https://t.example/?a=1&b="2"'))).toBe(
      '<a href="https://x.example/keep">1</a><a href="https://t.example/?a=1&amp;b=&#34;2&#34;">2</a>',
    );
  });

  it('changes nothing where no link is changed, whatever the HTML is', () => {
    const piece = fc.constantFrom(
      ...[
        '<a',
        ' ',
        'href',
        '=',
        '"',
        "'",
        '>',
        '<!--',
        '-->',
        '<style>',
        '</style>',
        'https://x.example',
        '&amp;',
        '/',
        '<',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const html = pieces.join('');
        expect(withLinks(html, () => null)).toBe(html);
      }),
    );
  });

  it('takes time in proportion to the HTML, also where it is broken', () => {
    const started = performance.now();
    for (const piece of ['<a ', '<a href="', '<a x=\'"', '<!--', '<a href =   ', '<style>', '<', '&amp', '<a href=&'])
      track(piece.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
