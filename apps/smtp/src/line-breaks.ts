const LF = 0x0a;
const CR = 0x0d;

/**
 * Whether a mail has a line feed without a carriage return or the other way round. Servers disagree on whether
 * `LF . LF` ends a mail, and what one takes for text the next takes for commands (SMTP smuggling, CVE-2023-51764): a
 * mail with either may not enter at all (RFC 5321 2.3.8).
 */
export function hasBareLineBreak(raw: Buffer): boolean {
  for (let at = raw.indexOf(LF); at !== -1; at = raw.indexOf(LF, at + 1)) {
    if (raw[at - 1] !== CR) return true;
  }
  for (let at = raw.indexOf(CR); at !== -1; at = raw.indexOf(CR, at + 1)) {
    if (raw[at + 1] !== LF) return true;
  }
  return false;
}
