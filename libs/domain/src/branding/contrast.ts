/** How much contrast text needs against what is behind it (WCAG 2, level AA). */
export const TEXT_CONTRAST = 4.5;

const HEX_COLOR = /^#[0-9a-f]{6}$/i;

/** Whether a text is a colour as brands give it: `#rrggbb`. */
export function isHexColor(text: string): boolean {
  return HEX_COLOR.test(text);
}

/** Relative luminance of WCAG 2, 0 for black to 1 for white. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours in `#rrggbb`, 1 to 21 (WCAG 2). */
export function contrastRatio(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Whether a background is dark, so that white reads better on it than black. */
export function isDark(color: string): boolean {
  return contrastRatio(color, '#ffffff') >= contrastRatio(color, '#000000');
}

/** The first of the wished colours that can be read on a background, else black or white, of which one always can. */
export function readableOn(background: string, ...wished: readonly (string | null)[]): string {
  const fit = wished.find((color) => color !== null && contrastRatio(color, background) >= TEXT_CONTRAST);
  return fit ?? (isDark(background) ? '#ffffff' : '#000000');
}
