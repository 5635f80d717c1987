import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA-256 cut to 80 bits: short enough for a local part of 64 characters, long enough not to be guessed online. */
const MAC_BYTES = 10;

/** `<base64url of the text>.<base64url of 32 bytes>`. */
const SIGNED_TEXT = /^([\w-]*)\.([\w-]{43})$/;

/**
 * Signs short ids for places where they come back from outside: return paths, reply addresses, unsubscribe links.
 * Tokens are lower-case hex, because mail systems may change the case of a local part. Texts, which travel in web
 * addresses alone, are signed whole and in base64url.
 */
export class TokenSigner {
  /** @param secret APP_SECRET; every purpose gets a key of its own from it */
  constructor(private readonly secret: string) {}

  /** @param purpose such as `unsubscribe`: a token made for one purpose is no good for another; @param id a UUID */
  sign(purpose: string, id: string): string {
    const hex = id.replaceAll('-', '');
    return hex + this.mac(purpose, hex).toString('hex');
  }

  /** The id in a token made by `sign` for the same purpose, or null. Constant in time over the signature. */
  verify(purpose: string, token: string): string | null {
    const text = token.toLowerCase();
    if (!/^[0-9a-f]+$/.test(text) || text.length !== 32 + MAC_BYTES * 2) return null;
    const hex = text.slice(0, 32);
    if (!timingSafeEqual(Buffer.from(text.slice(32), 'hex'), this.mac(purpose, hex))) return null;
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** Signs a text of any length; what comes out fits one segment of a URL's path and hides nothing. */
  signText(purpose: string, text: string): string {
    const payload = Buffer.from(text, 'utf8').toString('base64url');
    return `${payload}.${this.textMac(purpose, payload)}`;
  }

  /** The text in what `signText` made for the same purpose, or null. Constant in time over the signature. */
  verifyText(purpose: string, signed: string): string | null {
    const [, payload = '', mac = ''] = SIGNED_TEXT.exec(signed) ?? [];
    // compared as written: the last character of base64url has bits to spare, so other letters can mean the same bytes
    if (mac === '' || !timingSafeEqual(Buffer.from(mac), Buffer.from(this.textMac(purpose, payload)))) return null;
    return Buffer.from(payload, 'base64url').toString('utf8');
  }

  private mac(purpose: string, hex: string): Buffer {
    return createHmac('sha256', this.secret).update(`${purpose}:${hex}`).digest().subarray(0, MAC_BYTES);
  }

  private textMac(purpose: string, payload: string): string {
    return createHmac('sha256', this.secret).update(`text:${purpose}:${payload}`).digest('base64url');
  }
}
