import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { contrastRatio, DEFAULT_BRANDING, TEXT_CONTRAST } from '@dripemails/domain';
import fc from 'fast-check';
import { choices, form, inputField, note, selectField, submitButton, textField } from './form-fields.js';
import { FormValues } from './form-values.js';
import { html, Html } from './html.js';
import { publicPageStyle } from './public-page-style.js';
import { brandingOf, publicPage, publicPageHeaders, type PublicPage } from './public-page.js';
import { shownAddress } from './shown-address.js';

const page = (change: Partial<PublicPage> = {}): PublicPage => ({ title: 'T', body: html`<p>b</p>`, ...change });
const policyOf = (one: PublicPage, rights = {}) => publicPageHeaders(one, rights)['content-security-policy'] ?? '';

describe(html.name, () => {
  it('escapes every value, in content and in attributes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const written = html`<p title="${text}">${[text, html`<b>${text}</b>`]}</p>`.toString();
        const inside = written.replaceAll(/<\/?[pb]>|<p title="|">/g, '');
        expect(inside).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('joins lists and shows nothing for what is not there', () => {
    expect(html`${['a', html`<br />`, null]}${undefined}${false}${0}`.toString()).toBe('a<br />0');
  });
});

describe(publicPage.name, () => {
  it('allows its own style sheet and no other', () => {
    for (const branding of [
      undefined,
      brandingOf({ name: 'W', branding: { ...DEFAULT_BRANDING, primaryColor: '#aa0000' } }),
    ]) {
      const one = page({ branding });
      const style = /<style>([^]*)<\/style>/.exec(publicPage(one))?.[1] ?? '';
      expect(policyOf(one)).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
      expect(publicPage(one)).not.toMatch(/<script|\sstyle=/);
    }
  });

  it('is one document with a language, a title, a heading and landmarks', () => {
    const document = publicPage(page({ title: 'A & B', branding: brandingOf({ name: 'W <i>' }) }));
    expect(document).toMatch(/^<!doctype html>\s*<html lang="en">/);
    for (const part of [
      '<title>A &amp; B · W &lt;i&gt;</title>',
      '<h1>A &amp; B</h1>',
      '<main>',
      '<header',
      'width=device-width',
    ])
      expect(document.split(part)).toHaveLength(2);
  });

  it('may be framed and lead elsewhere where it is told to', () => {
    expect(policyOf(page())).toContain("form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    const rights = { embeddable: true, redirectsTo: ['https://shop.example'] };
    expect(policyOf(page(), rights)).toContain(
      "form-action 'self' https://shop.example; base-uri 'none'; frame-ancestors *",
    );
    expect(publicPageHeaders(page(), rights)['x-frame-options']).toBeUndefined();
  });

  it('can be read in whatever colours, light and dark', () => {
    const color = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(color, color, (primaryColor, textOnPrimary) => {
        const style = publicPageStyle({ ...DEFAULT_BRANDING, primaryColor, textOnPrimary });
        const on = /--on-primary:(#[\da-f]{6})/.exec(style)?.[1] ?? '';
        const [, light = '', dark = ''] = /--link:light-dark\((#[\da-f]{6}),(#[\da-f]{6})\)/.exec(style) ?? [];
        const [, onLight = '', onDark = ''] = /--card:light-dark\((#[\da-f]{6}),(#[\da-f]{6})\)/.exec(style) ?? [];
        for (const [text, behind] of [
          [on, primaryColor],
          [light, onLight],
          [dark, onDark],
        ] as const)
          // prettier-ignore
          expect(contrastRatio(text, behind)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
      }),
    );
  });

  it.each(['text', 'quiet', 'bad', 'good'])('has words in --%s that can be read', (name) => {
    const pairOf = (variable: string) =>
      new RegExp(`--${variable}:light-dark\\((#[\\da-f]{6}),(#[\\da-f]{6})\\)`).exec(publicPageStyle(DEFAULT_BRANDING));
    const [text, card] = [pairOf(name), pairOf('card')];
    for (const theme of [1, 2])
      expect(contrastRatio(text?.[theme] ?? '', card?.[theme] ?? '')).toBeGreaterThanOrEqual(TEXT_CONTRAST);
  });
});

describe('the fields of a form', () => {
  it('tie label, hint and problem to the field', () => {
    const written = inputField({ name: 'email', type: 'email', label: 'Email', hint: 'H', problem: 'P', required: true, value: '"x"' }).toString(); // prettier-ignore
    expect(written).toContain('<label for="f-email">Email</label>');
    expect(written).toMatch(
      /<input\s[^>]*id="f-email"[^>]* aria-describedby="f-email-hint f-email-problem" aria-invalid="true"/,
    );
    expect(written).toMatch(/ required[^]*value="&#34;x&#34;"/);
    for (const id of ['f-email-hint', 'f-email-problem']) expect(written).toContain(`id="${id}"`);
  });

  it('say what is optional, and hold what was written', () => {
    expect(textField({ name: 'a', label: 'A', value: '</textarea>' }).toString()).toMatch(
      /A \(optional\)[^]*>\s*&lt;\/textarea&gt;<\/textarea>/,
    );
    const menu = selectField({ name: 's', label: 'S', value: 'b', empty: '-', choices: [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }] }).toString(); // prettier-ignore
    expect(menu.match(/ selected/g)).toHaveLength(1);
    expect(menu).toMatch(/value="b"\s+selected/);
  });

  it('group choices under a legend', () => {
    const written = choices('radio', { name: 'r', legend: 'L', of: [{ value: '1', label: 'One', checked: true }] });
    expect(written.toString()).toMatch(/<fieldset id="f-r"[^>]*>\s*<legend>L<\/legend>\s*<label class="choice"/);
    expect(written.toString()).toMatch(/value="1"\s+checked/);
  });

  it('are sent by a button, whose press is told aloud', () => {
    expect(form('/p/x', submitButton('Go', { name: 'do', value: 'save' })).toString()).toMatch(
      /<form method="post" action="\/p\/x">\s*<button\s+type="submit"\s+name="do" value="save"\s*>\s*Go\s*<\/button>/,
    );
    expect(note('bad', '<x>').toString()).toMatch(/role="alert">\s*<p>&lt;x&gt;<\/p>/);
    expect(note('good', 'x')).toBeInstanceOf(Html);
  });
});

describe(FormValues.name, () => {
  it('reads texts, one or many, whatever was sent', () => {
    const values = new FormValues({ a: [' x ', 'y', 3], b: 'z'.repeat(5000), c: { d: 1 } });
    expect(values.all('a')).toEqual([' x ', 'y']);
    expect(values.one('a')).toBe('x');
    expect(values.one('b')).toHaveLength(2000);
    for (const name of ['c', 'd', 'toString', '__proto__']) expect(values.all(name)).toEqual([]);
    for (const body of [undefined, null, 'a=b', 1]) expect(new FormValues(body).one('a')).toBe('');
  });
});

describe(shownAddress.name, () => {
  it.each([
    ['ada+news@example.com', 'a…@example.com'],
    ['üte@xn--bcher-kva.example', 'ü…@bücher.example'],
    ['"a@b"@example.com', '"…@example.com'],
    ['erased', '…@erased'],
  ])('shows of %j: %j', (email, shown) => {
    expect(shownAddress(email)).toBe(shown);
  });
});
