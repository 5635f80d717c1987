import { describe, expect, it } from '@jest/globals';
import { canHaveLink } from './html-links.js';

const SHOP = '<p><a href="https://shop.example/a?x=1&amp;y=2">x</a></p>';
const OF_NOBODY = '<a href="https://shop.example/{{ subscriber.fields.code }}">x</a>';

describe(canHaveLink, () => {
  it.each<[string, string | undefined]>([
    [SHOP, undefined],
    [SHOP, 'https://shop.example/a?x=1&y=2'],
    [SHOP, 'https://shop.example/*'],
    [OF_NOBODY, undefined],
    [OF_NOBODY, 'https://shop.example/42'],
    [OF_NOBODY, 'https://shop.example/42/*'],
    [OF_NOBODY, 'https://*'],
    ['<a href="{{ subscriber.fields.site | default: "https://x.example" }}">x</a>', 'https://other.example/'],
    [
      '<a {% if true %}href="https://a.example"{% else %}href="https://b.example"{% endif %}>x</a>',
      'https://b.example',
    ],
    ['{% for one in (1..2) %}<a href="https://a.example">x</a>{% endfor %}', 'https://a.example'],
  ])('holds of %s and %s', (template, link) => expect(canHaveLink(template, link)).toBe(true));

  it.each<[string, string | undefined]>([
    ['<p>no link: https://shop.example</p>', undefined],
    ['<a name="x">x</a> <a href="mailto:a@example.com">x</a> <link href="https://shop.example/">', undefined],
    ['<!-- <a href="https://shop.example/">x</a> -->', undefined],
    [SHOP, 'https://nowhere.example/'],
    [SHOP, 'https://shop.example/'],
    [SHOP, 'https://nowhere.example/*'],
    [OF_NOBODY, 'https://nowhere.example/*'],
  ])('holds not of %s and %s', (template, link) => expect(canHaveLink(template, link)).toBe(false));
});
