import { environment } from './environment.server';

interface HeaderBag {
  setHeader(name: string, value: string): unknown;
}

/** Headers of every answer, static files too. */
export function setSecurityHeaders(response: HeaderBag): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
  if (environment.WEB_URL.startsWith('https:')) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
}

/**
 * Scripts run only with the nonce of their document. Styles may be inline, because widths of bars and the
 * scroll lock of dialogs are; pictures may come from anywhere, because mails are shown (in a sandboxed frame
 * that inherits this policy).
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    'img-src * data:',
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
