/** Signs ids for places where they come back from outside; see TokenSigner in platform. */
export interface Tokens {
  sign(purpose: TokenPurpose, id: string): string;
  verify(purpose: TokenPurpose, token: string): string | null;
}
/**
 * `bounce`, `reply` and `open` name a message, `unsubscribe` a message whose reader wants no more or other mail, `look` a
 * workspace whose public pages are shown, `confirm` a request to confirm a subscription.
 */
export type TokenPurpose = 'bounce' | 'reply' | 'unsubscribe' | 'open' | 'look' | 'confirm';

/** Signs whole texts, which stay readable; see TokenSigner in platform. */
export interface TextTokens {
  /** The text and its signature, for one segment of a URL's path. */
  signText(purpose: TextPurpose, text: string): string;
  /** The text, or null where a single character differs from what was signed. */
  verifyText(purpose: TextPurpose, signed: string): string | null;
}
/** `click` names a message and the address behind one of its links; `export` a file and until when its link works;
 * `form` a form and when its page was shown. */
export type TextPurpose = 'click' | 'export' | 'form';
