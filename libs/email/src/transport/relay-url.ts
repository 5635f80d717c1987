/** How to reach the relay, as nodemailer wants it. */
export interface RelayAddress {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS where the relay offers it. */
  readonly secure: boolean;
  /** Loopback: nobody is in between, and the certificate of a local relay is nobody's. */
  readonly ignoreTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;

/**
 * Reads an SMTP_URL such as `smtps://user:password@relay.example.com:465`. User and password are percent-encoded.
 * @throws TypeError when it is no such URL; the message does not repeat it, as it may hold a password
 */
export function parseRelayUrl(text: string): RelayAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') {
    throw new TypeError('SMTP_URL must be of the form smtp://host:port or smtps://user:password@host:port.');
  }
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return {
    host,
    // 25 is for mail between servers; a relay that is given without a port takes submissions (RFC 6409, RFC 8314).
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ignoreTLS: LOOPBACK.test(host),
    ...(auth.user !== '' && { auth }),
  };
}
