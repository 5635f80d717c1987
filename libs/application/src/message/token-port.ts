/** Signs ids for places where they come back from outside; see TokenSigner in platform. */
export interface Tokens {
  sign(purpose: TokenPurpose, id: string): string;
  verify(purpose: TokenPurpose, token: string): string | null;
}
/** `bounce` and `reply` name a message, `unsubscribe` a message whose reader wants no more. */
export type TokenPurpose = 'bounce' | 'reply' | 'unsubscribe';
