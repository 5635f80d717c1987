/** Signs ids for places where they come back from outside; see TokenSigner in platform. */
export interface Tokens {
  sign(purpose: TokenPurpose, id: string): string;
  verify(purpose: TokenPurpose, token: string): string | null;
}
/** `bounce`, `reply` and `open` name a message, `unsubscribe` a message whose reader wants no more. */
export type TokenPurpose = 'bounce' | 'reply' | 'unsubscribe' | 'open';

/** Signs whole texts, which stay readable; see TokenSigner in platform. */
export interface TextTokens {
  /** The text and its signature, for one segment of a URL's path. */
  signText(purpose: TextPurpose, text: string): string;
  /** The text, or null where a single character differs from what was signed. */
  verifyText(purpose: TextPurpose, signed: string): string | null;
}
/** `click` names a message and the address behind one of its links. */
export type TextPurpose = 'click';
