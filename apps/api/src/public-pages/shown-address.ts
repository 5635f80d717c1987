import { domainToUnicode } from 'node:url';

/** An address so that its owner knows it, and nobody learns it to whom a mail was forwarded: `a…@example.com`. */
export function shownAddress(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = domainToUnicode(email.slice(at + 1)) || email.slice(at + 1);
  const [first = ''] = email.slice(0, Math.max(at, 0));
  return `${first}…@${domain}`;
}

/** To whom mail goes, in a sentence; of who was erased there is no address any more. */
export function shownReader({ email, status }: { email: string; status: string }): string {
  return status === 'erased' ? 'you' : shownAddress(email);
}
