import type { TokenPurpose, Tokens } from '../message/token-port.js';

/** An address that we gave out, and the message of ours that it names. */
export interface SignedAddress {
  readonly purpose: TokenPurpose;
  readonly messageId: string;
}

const PURPOSES: Readonly<Record<string, TokenPurpose>> = { b: 'bounce', r: 'reply', u: 'unsubscribe' };
const SHAPE = /^"?([bru])\+([^@"]+)"?(@|$)/i;

/** Whether an address looks like one of ours, signed or not. */
export function isTokenShaped(address: string): boolean {
  return SHAPE.test(address);
}

/**
 * Reads `b+<token>@…`, `r+<token>@…` and `u+<token>@…` in any case, with or without the domain: the signature says that
 * it is ours, whatever domain it came by.
 * @returns null where it is none of ours
 */
export function readSignedAddress(tokens: Tokens, address: string): SignedAddress | null {
  const [, letter = '', token = ''] = SHAPE.exec(address) ?? [];
  const purpose = PURPOSES[letter.toLowerCase()];
  const messageId = purpose === undefined ? null : tokens.verify(purpose, token);
  return purpose === undefined || messageId === null ? null : { purpose, messageId };
}
