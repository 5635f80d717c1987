const ENTITY = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z][a-z\d]*));/gi;

/**
 * Puts characters in place of the entities of HTML.
 * @param named the character of a named one; undefined where it is not known
 * @returns with `isSure` false where an entity was left as it stands
 */
export function decodeEntities(
  html: string,
  named: (name: string) => string | undefined,
): { text: string; isSure: boolean } {
  let isSure = true;
  const text = html.replaceAll(ENTITY, (entity, hex?: string, decimal?: string, name?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const character = name === undefined ? characterOf(code) : named(name);
    isSure &&= character !== undefined;
    return character ?? entity;
  });
  return { text, isSure };
}

function characterOf(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}
