/** Text without halves of characters, which neither UTF-8 nor a database can hold: each becomes U+FFFD. */
export function wellFormed(text: string): string {
  return /\p{Cs}/u.test(text) ? text.replaceAll(/\p{Cs}/gu, '\uFFFD') : text;
}
